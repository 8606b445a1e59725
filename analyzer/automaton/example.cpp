#include "analyzer/automaton/example.h"

#include <algorithm>

#include "analyzer/match/chain.h"

namespace clashlint {
namespace {

bool chooses(const Atom& atom, const Example& example) {
  const auto chosen = example.choices.find(atom.group);
  const Outbound* const member =
      chosen == example.choices.end() ? chosen_member(*atom.group, {}) : chosen->second;
  return std::ranges::find(atom.members, member) != atom.members.end();
}

bool test_holds(const AtomTable& atoms, AtomId id, const Example& example) {
  const Query& query = example.query;
  const Atom& atom = atoms[id];
  const auto text = [&](std::string_view value) { return atoms.holds_text(id, value); };
  const auto number = [&](std::uint32_t value) { return atoms.holds_number(id, value); };
  const auto address = [&](const std::optional<IpAddress>& value) {
    return value && atoms.holds_address(id, *value);
  };
  switch (atom.field) {
    case Field::name:
      return text(example.name());
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
    case Field::choice:
      return chooses(atom, example);
    case Field::missing:
      if (std::ranges::find(example.denied, id) != example.denied.end()) return false;
      return usually_true(atom) || std::ranges::find(example.facts, id) != example.facts.end();
  }
  return false;
}

}  // namespace

bool usually_true(const Atom& fact) { return fact.text.starts_with("proxy-provider "); }

bool holds(const AtomTable& atoms, const Formulas& formulas, Formula formula, const Example& example) {
  const Formulas::Node& node = formulas[formula];
  const auto part_holds = [&](Formula part) { return holds(atoms, formulas, part, example); };
  switch (node.kind) {
    case Formulas::Kind::no:
      return false;
    case Formulas::Kind::yes:
      return true;
    case Formulas::Kind::literal:
      return test_holds(atoms, node.literal.atom, example) == node.literal.holds;
    case Formulas::Kind::all:
      return std::ranges::all_of(node.parts, part_holds);
    case Formulas::Kind::any:
      return std::ranges::any_of(node.parts, part_holds);
  }
  return false;
}

}  // namespace clashlint
