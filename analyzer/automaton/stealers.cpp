#include "analyzer/automaton/stealers.h"

#include <algorithm>

#include "analyzer/automaton/witness.h"

namespace clashlint {
namespace {

/// Nobody's name: what takes it takes any.
constexpr const char* kAnyName = "zz9.x7q";

/// What no host of the internet has (RFC 6890): lists of local networks hold such ranges.
constexpr const char* kSpecialRanges[] = {
    "0.0.0.0/8",      "10.0.0.0/8",   "100.64.0.0/10",  "127.0.0.0/8",    "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24",   "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",  "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/3",  "::/96",          "64:ff9b::/32",   "100::/64",       "2001::/23",
    "2001:db8::/32",  "2002::/16",    "fc00::/6",       "fe00::/7",       "::ffff:0:0/96"};

IpSet special_ranges() {
  std::vector<IpPrefix> prefixes;
  for (const char* text : kSpecialRanges) prefixes.push_back(*parse_prefix(text));
  return IpSet::of_prefixes(prefixes);
}

}  // namespace

bool Stealers::looks_at_destination(const ListModel& model, Formula formula) {
  const Formulas::Node& node = model.formulas[formula];
  if (node.kind == Formulas::Kind::literal)
    return node.literal.holds && model.atoms[node.literal.atom].field == Field::destination;
  return std::ranges::any_of(node.parts, [&](Formula part) { return looks_at_destination(model, part); });
}

void Stealers::add(ListModel& model, int row) {
  const RuleKind kind = model.rule(row).kind;
  const bool range = kind == RuleKind::ip_cidr || kind == RuleKind::ip_cidr6;
  std::size_t& seen = range ? ranges_ : others_;
  if (kind == RuleKind::sub_rule || seen >= kMaxStealers) return;
  if (!looks_at_destination(model, model.row(AddressSource::answered, row).takes)) return;
  ++seen;
  stealers_.push_back({.row = row});
}

void Stealers::look_for_address(ListModel& model, Stealer& stealer) {
  stealer.known = true;
  if (special_ == nullptr) special_ = model.atoms.keep(special_ranges());
  const auto literal = [&](Atom atom, bool holds) {
    return model.formulas.literal(model.atoms.add(std::move(atom)), holds);
  };
  const Formula any_name = literal({.field = Field::name, .test = Test::equals, .text = kAnyName}, true);
  const Formula wanted[] = {
      literal({.field = Field::destination, .test = Test::addresses, .set = special_}, false),
      literal({.field = Field::destination, .test = Test::lan}, true),
      literal({.field = Field::destination, .test = Test::prefix, .prefix = *parse_prefix("0.0.0.0/0")},
              true),
      Formulas::kYes};
  for (const Formula address : wanted) {
    const Formula all[] = {model.row(AddressSource::answered, stealer.row).takes, any_name, address};
    const SolverAnswer answer = model.solver.find(all, AddressSource::answered);
    if (answer.found != Found::yes) continue;
    stealer.local = address == wanted[1];
    stealer.address = answer.example->query.dns;
    return;
  }
}

std::optional<Stealers::Theft> Stealers::steal(ListModel& model, RowIndex& index, const Example& own,
                                               int row) {
  for (const bool local : {false, true}) {
    for (Stealer& stealer : stealers_) {
      if (stealer.row >= row) break;
      if (model.rule(stealer.row).target == model.rule(row).target) continue;
      if (!stealer.known) look_for_address(model, stealer);
      if (!stealer.address || stealer.local != local) continue;
      Example example = own;
      example.source = AddressSource::answered;
      example.query.dns = stealer.address;
      const int taker = index.first_taker(example, row);
      if (taker >= 0 && model.rule(taker).target != model.rule(row).target)
        return Theft{.taker = taker, .example = std::move(example), .local = local};
    }
  }
  return std::nullopt;
}

}  // namespace clashlint
