#include "analyzer/automaton/row_index.h"

#include <algorithm>

#include "analyzer/match/chain.h"

namespace clashlint {

RowIndex::RowIndex(const AtomTable& atoms, const Formulas& formulas, const std::vector<RowModel>& rows)
    : atoms_(atoms), formulas_(formulas), rows_(rows) {
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const auto row = static_cast<int>(at);
    const Formulas::Node& node = formulas[rows[at].holds];
    const bool literal = node.kind == Formulas::Kind::literal && node.literal.holds;
    const Atom* const atom = literal ? &atoms[node.literal.atom] : nullptr;
    if (rows[at].takes == Formulas::kNo) continue;
    if (atom != nullptr && atom->field == Field::name && atom->test == Test::equals) {
      whole_[atom->text].push_back(row);
    } else if (atom != nullptr && atom->field == Field::name && atom->test == Test::suffix) {
      suffixes_[atom->text].push_back(row);
    } else {
      others_.push_back(row);
    }
  }
}

std::vector<int> RowIndex::takers(const Example& example, int end) const {
  std::vector<int> rows;
  const auto take = [&](const std::vector<int>& some) {
    for (const int row : some) {
      if (row >= end) return;
      if (holds(rows_[static_cast<std::size_t>(row)].takes, example)) rows.push_back(row);
    }
  };
  const auto look = [&](const auto& table, std::string_view key) {
    if (const auto found = table.find(key); found != table.end()) take(found->second);
  };
  const std::string_view name =
      example.query.sniff_host.empty() ? example.query.host : example.query.sniff_host;
  look(whole_, name);
  for (std::size_t at = 0; at != std::string_view::npos && at < name.size();) {
    look(suffixes_, name.substr(at));
    at = name.find('.', at);
    if (at != std::string_view::npos) ++at;
  }
  take(others_);
  std::ranges::sort(rows);
  return rows;
}

bool RowIndex::holds(Formula formula, const Example& example) const {
  const Formulas::Node& node = formulas_[formula];
  const auto part_holds = [&](Formula part) { return holds(part, example); };
  switch (node.kind) {
    case Formulas::Kind::no:
      return false;
    case Formulas::Kind::yes:
      return true;
    case Formulas::Kind::literal:
      return holds(node.literal, example) == node.literal.holds;
    case Formulas::Kind::all:
      return std::ranges::all_of(node.parts, part_holds);
    case Formulas::Kind::any:
      return std::ranges::any_of(node.parts, part_holds);
  }
  return false;
}

// Whether the test itself holds.
bool RowIndex::holds(const Literal& literal, const Example& example) const {
  const Query& query = example.query;
  const Atom& atom = atoms_[literal.atom];
  const auto text = [&](std::string_view value) { return atoms_.holds_text(literal.atom, value); };
  const auto number = [&](std::uint32_t value) { return atoms_.holds_number(literal.atom, value); };
  const auto address = [&](const std::optional<IpAddress>& value) {
    return value && atoms_.holds_address(literal.atom, *value);
  };
  switch (atom.field) {
    case Field::name:
      return text(query.sniff_host.empty() ? query.host : query.sniff_host);
    case Field::host:
      return text(query.host);
    case Field::destination:
      return address(example.source == AddressSource::known ? query.dst_ip : query.dns);
    case Field::source:
      return address(query.src_ip);
    case Field::network:
      return text(query.network == Network::udp ? "udp" : "tcp");
    case Field::destination_port:
      return number(query.dst_port);
    case Field::source_port:
      return number(query.src_port);
    case Field::inbound_port:
      return number(query.in_port);
    case Field::dscp:
      return number(query.dscp);
    case Field::uid:
      return number(query.uid);
    case Field::inbound_type:
      return text(query.in_type);
    case Field::inbound_name:
      return text(query.in_name);
    case Field::inbound_user:
      return text(query.in_user);
    case Field::process:
      return text(query.process);
    case Field::process_path:
      return text(query.process_path);
    case Field::rematch_name:
      return text(example.rematch_name);
    case Field::choice: {
      const auto chosen = example.choices.find(atom.group);
      const Outbound* const member =
          chosen == example.choices.end() ? chosen_member(*atom.group, {}) : chosen->second;
      return std::ranges::find(atom.members, member) != atom.members.end();
    }
    case Field::missing:
      return std::ranges::find(example.facts, literal.atom) != example.facts.end();
  }
  return false;
}

}  // namespace clashlint
