#include "analyzer/automaton/solver.h"

#include <algorithm>

#include "analyzer/match/chain.h"
#include "rules/kind/parse.h"

namespace clashlint {
namespace {

constexpr std::uint32_t kLastPort = 0xFFFF;
constexpr std::uint32_t kLastDscp = 63;
constexpr std::uint32_t kLastUid = 0xFFFFFFFF;
constexpr std::uint32_t kUsualPort = 443;
constexpr std::int64_t kBranchUnits = 30;

std::size_t index_of(Field field) { return static_cast<std::size_t>(field); }

const std::vector<Literal>& of(const auto& branch, Field field) { return branch.literals[index_of(field)]; }

/// Whether the group can choose something as the literals about it want.
bool can_choose(const AtomTable& atoms, const std::vector<Literal>& literals, const Outbound& group) {
  const auto fits = [&](const Outbound* member) {
    return std::ranges::all_of(literals, [&](const Literal& literal) {
      const Atom& atom = atoms[literal.atom];
      return atom.group != &group ||
             (std::ranges::find(atom.members, member) != atom.members.end()) == literal.holds;
    });
  };
  if (std::ranges::any_of(group.group->members, fits)) return true;
  return !group.group->missing_providers.empty() && fits(nullptr);
}

}  // namespace

SolverAnswer Solver::find(std::span<const Formula> all, AddressSource source) {
  source_ = source;
  branches_ = 0;
  return explore({}, {all.begin(), all.end()});
}

SolverAnswer Solver::explore(Branch branch, std::vector<Formula> pending) {
  if (++branches_ > kMaxBranches || !work_.spend(kBranchUnits)) return {.found = Found::unknown};
  if (!assume(branch, std::move(pending))) return {};
  if (branch.alternatives.empty()) return complete(branch);

  // The fewest alternatives first.
  std::size_t at = 0;
  std::vector<Formula> fewest;
  for (std::size_t place = 0; place < branch.alternatives.size(); ++place) {
    std::vector<Formula> parts = *open_parts(branch, branch.alternatives[place]);
    if (!fewest.empty() && fewest.size() <= parts.size()) continue;
    fewest = std::move(parts);
    at = place;
  }
  branch.alternatives.erase(branch.alternatives.begin() + static_cast<std::ptrdiff_t>(at));
  SolverAnswer answer;
  for (const Formula part : fewest) {
    SolverAnswer one = explore(branch, {part});
    if (one.found == Found::yes) return one;
    if (one.found == Found::unknown) answer.found = Found::unknown;
    if (branches_ > kMaxBranches || work_.spent()) return {.found = Found::unknown};
  }
  return answer;
}

// Takes in what has to hold, until only real alternatives are left. False: it cannot.
bool Solver::assume(Branch& branch, std::vector<Formula> pending) {
  for (;;) {
    while (!pending.empty()) {
      const Formula formula = pending.back();
      pending.pop_back();
      const Formulas::Node& node = formulas_[formula];
      if (node.parts.size() > 1 && !remember(branch, formula)) return false;
      switch (node.kind) {
        case Formulas::Kind::no:
          return false;
        case Formulas::Kind::yes:
          break;
        case Formulas::Kind::literal:
          if (!add(branch, node.literal)) return false;
          break;
        case Formulas::Kind::all:
          pending.insert(pending.end(), node.parts.begin(), node.parts.end());
          break;
        case Formulas::Kind::any:
          branch.alternatives.push_back(formula);
          break;
      }
    }
    std::vector<Formula> left;
    for (const Formula any : branch.alternatives) {
      const std::optional<std::vector<Formula>> parts = open_parts(branch, any);
      if (!parts) continue;
      if (parts->empty()) return false;
      if (parts->size() == 1) {
        pending.push_back(parts->front());
      } else {
        left.push_back(any);
      }
    }
    branch.alternatives = std::move(left);
    if (pending.empty()) return true;
  }
}

// What is in the way of what was assumed as a whole need not be taken apart.
bool Solver::remember(Branch& branch, Formula formula) const {
  if (std::ranges::binary_search(branch.assumed, formulas_.known_negation(formula))) return false;
  const auto place = std::ranges::lower_bound(branch.assumed, formula);
  if (place == branch.assumed.end() || *place != formula) branch.assumed.insert(place, formula);
  return true;
}

bool Solver::add(Branch& branch, Literal literal) {
  const Field field = atoms_[literal.atom].field;
  Literals& literals = branch.literals[index_of(field)];
  const auto place = std::ranges::lower_bound(literals, literal);
  if (place != literals.end() && *place == literal) return true;
  if (std::ranges::binary_search(literals, Literal{.atom = literal.atom, .holds = !literal.holds}))
    return false;
  literals.insert(place, literal);
  if (field == Field::choice) return can_choose(atoms_, literals, *atoms_[literal.atom].group);
  return !is_cheap_and_wrong(branch, field);
}

std::optional<std::vector<Formula>> Solver::open_parts(const Branch& branch, Formula any) const {
  std::vector<Formula> open;
  for (const Formula part : formulas_[any].parts) {
    const Formulas::Node& node = formulas_[part];
    if (node.kind == Formulas::Kind::literal) {
      const Literals& literals = of(branch, atoms_[node.literal.atom].field);
      if (std::ranges::binary_search(literals, node.literal)) return std::nullopt;
      const Literal opposite{.atom = node.literal.atom, .holds = !node.literal.holds};
      if (std::ranges::binary_search(literals, opposite)) continue;
    } else {
      if (std::ranges::binary_search(branch.assumed, part)) return std::nullopt;
      if (std::ranges::binary_search(branch.assumed, formulas_.known_negation(part))) continue;
    }
    open.push_back(part);
  }
  return open;
}

// Fields of few values are asked at once: most branches end there.
bool Solver::is_cheap_and_wrong(const Branch& branch, Field field) const {
  Example unused;
  switch (field) {
    case Field::destination_port:
    case Field::source_port:
    case Field::inbound_port:
    case Field::dscp:
    case Field::uid:
      return !choose_numbers(branch, unused);
    case Field::network:
    case Field::inbound_type:
    case Field::inbound_name:
    case Field::inbound_user:
    case Field::rematch_name:
      return !choose_words(branch, unused);
    default:
      return false;
  }
}

SolverAnswer Solver::complete(const Branch& branch) {
  Example example{.source = source_};
  const bool plain =
      choose_numbers(branch, example) && choose_words(branch, example) && choose_members(branch, example);
  if (!plain) return {};
  const Found addresses = choose_addresses(branch, example);
  if (addresses == Found::no) return {};
  const Found texts = choose_texts(branch, example);
  if (texts == Found::no) return {};
  if (texts == Found::unknown || addresses == Found::unknown) return {.found = Found::unknown};
  for (const Literal& fact : of(branch, Field::missing)) {
    (fact.holds ? example.facts : example.denied).push_back(fact.atom);
  }
  return {.found = Found::yes, .example = std::move(example)};
}

// The name that rules see is the host's, or one that the sniffer found.
Found Solver::choose_texts(const Branch& branch, Example& example) {
  const TextAnswer& process = texts_.find(of(branch, Field::process), Texts::any, Emptiness::may_be);
  const TextAnswer& path = texts_.find(of(branch, Field::process_path), Texts::any, Emptiness::may_be);
  if (process.found != Found::yes) return process.found;
  if (path.found != Found::yes) return path.found;
  example.query.process = process.text;
  example.query.process_path = path.text;

  // Only a name can be resolved.
  const Emptiness emptiness = source_ == AddressSource::known ? Emptiness::may_be : Emptiness::never;
  const Literals& name = of(branch, Field::name);
  const Literals& host = of(branch, Field::host);
  Literals both = name;
  both.insert(both.end(), host.begin(), host.end());
  const TextAnswer& same = texts_.find(both, Texts::names, emptiness);
  if (same.found == Found::yes) example.query.host = same.text;
  if (same.found == Found::yes || host.empty()) return same.found;
  const TextAnswer& sniffed = texts_.find(name, Texts::names, Emptiness::never);
  const TextAnswer& own = texts_.find(host, Texts::names, emptiness);
  if (sniffed.found == Found::yes && own.found == Found::yes) {
    example.query.host = own.text;
    example.query.sniff_host = sniffed.text;
    return Found::yes;
  }
  const bool none = sniffed.found == Found::no || own.found == Found::no;
  return none && same.found == Found::no ? Found::no : Found::unknown;
}

const AddressAnswer& Solver::address(const Literals& literals, Addresses addresses) {
  const auto [place, fresh] = addresses_.try_emplace({literals, addresses});
  if (fresh) place->second = find_address(atoms_, literals, addresses);
  return place->second;
}

Found Solver::choose_addresses(const Branch& branch, Example& example) {
  const AddressAnswer& source = address(of(branch, Field::source), Addresses::of_connection_or_none);
  if (source.found != Found::yes) return source.found;
  example.query.src_ip = source.address;
  if (source_ == AddressSource::failed) return Found::yes;
  const AddressAnswer& destination =
      address(of(branch, Field::destination),
              source_ == AddressSource::known ? Addresses::of_connection : Addresses::of_answer);
  (source_ == AddressSource::known ? example.query.dst_ip : example.query.dns) = destination.address;
  return destination.found;
}

bool Solver::choose_numbers(const Branch& branch, Example& example) const {
  const auto number = [&](Field field, std::uint32_t last, std::uint32_t usual) {
    return find_number(atoms_, of(branch, field), {.first = 0, .last = last, .usual = usual});
  };
  const auto destination = number(Field::destination_port, kLastPort, kUsualPort);
  const auto source = number(Field::source_port, kLastPort, 0);
  const auto inbound = number(Field::inbound_port, kLastPort, 0);
  const auto dscp = number(Field::dscp, kLastDscp, 0);
  const auto uid = number(Field::uid, kLastUid, 0);
  if (!destination || !source || !inbound || !dscp || !uid) return false;
  example.query.dst_port = static_cast<std::uint16_t>(*destination);
  example.query.src_port = static_cast<std::uint16_t>(*source);
  example.query.in_port = static_cast<std::uint16_t>(*inbound);
  example.query.dscp = static_cast<std::uint8_t>(*dscp);
  example.query.uid = *uid;
  return true;
}

std::optional<std::string> Solver::word(const Literals& literals,
                                        const std::vector<std::string>& words) const {
  const auto fits = [&](const std::string& each) {
    return std::ranges::all_of(literals, [&](const Literal& literal) {
      return atoms_.holds_text(literal.atom, each) == literal.holds;
    });
  };
  const auto found = std::ranges::find_if(words, fits);
  return found == words.end() ? std::nullopt : std::optional(*found);
}

bool Solver::choose_words(const Branch& branch, Example& example) const {
  static const std::vector<std::string> kNetworks{"tcp", "udp"};
  static const std::vector<std::string> kInbounds = [] {
    std::vector<std::string> words;
    for (const std::string_view each : in_type_words()) {
      if (each != "SOCKS") words.emplace_back(each);  // stands for both versions
    }
    words.emplace_back("INNER");
    return words;
  }();
  // Only equality is asked: what is named, and something else.
  const auto named = [&](Field field) {
    std::vector<std::string> words{""};
    for (const Literal& literal : of(branch, field)) words.push_back(atoms_[literal.atom].text);
    return words;
  };
  std::vector<std::string> passes{""};
  for (const auto& outbound : atoms_.profile().outbounds) {
    if (outbound->kind == OutboundKind::rematch && !outbound->rematch_name.empty())
      passes.push_back(outbound->rematch_name);
  }
  const auto network = word(of(branch, Field::network), kNetworks);
  const auto type = word(of(branch, Field::inbound_type), kInbounds);
  const auto name = word(of(branch, Field::inbound_name), named(Field::inbound_name));
  const auto user = word(of(branch, Field::inbound_user), named(Field::inbound_user));
  const auto pass = word(of(branch, Field::rematch_name), passes);
  if (!network || !type || !name || !user || !pass) return false;
  example.query.network = *network == "udp" ? Network::udp : Network::tcp;
  example.query.in_type = *type;
  example.query.in_name = *name;
  example.query.in_user = *user;
  example.rematch_name = *pass;
  return true;
}

// The usual choice where it does.
bool Solver::choose_members(const Branch& branch, Example& example) const {
  std::map<const Outbound*, Literals> groups;
  for (const Literal& literal : of(branch, Field::choice))
    groups[atoms_[literal.atom].group].push_back(literal);
  for (const auto& asked : groups) {
    const Outbound* const group = asked.first;
    const auto may_choose = [&, &literals = asked.second](const Outbound* member) {
      return std::ranges::all_of(literals, [&](const Literal& literal) {
        const auto& members = atoms_[literal.atom].members;
        return (std::ranges::find(members, member) != members.end()) == literal.holds;
      });
    };
    std::vector<const Outbound*> members{chosen_member(*group, {})};
    members.insert(members.end(), group->group->members.begin(), group->group->members.end());
    const auto found = std::ranges::find_if(members, may_choose);
    if (found != members.end()) {
      example.choices[group] = *found;
      continue;
    }
    if (group->group->missing_providers.empty() || !may_choose(nullptr)) return false;
    example.choices[group] = nullptr;
  }
  return true;
}

}  // namespace clashlint
