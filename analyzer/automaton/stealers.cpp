#include "analyzer/automaton/stealers.h"

#include <algorithm>

#include "analyzer/automaton/witness.h"

namespace clashlint {
namespace {

/// Nobody's name: what takes it takes any.
constexpr const char* kAnyName = "zz9.x7q";

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

std::optional<Stealers::Theft> Stealers::steal(ListModel& model, RowIndex& index, const Example& own,
                                               int row) {
  for (Stealer& stealer : stealers_) {
    if (stealer.row >= row) break;
    if (model.rule(stealer.row).target == model.rule(row).target) continue;
    if (!stealer.known) {
      stealer.known = true;
      const Formula any = model.formulas.literal(
          model.atoms.add({.field = Field::name, .test = Test::equals, .text = kAnyName}));
      const Formula both[] = {model.row(AddressSource::answered, stealer.row).takes, any};
      const SolverAnswer answer = model.solver.find(both, AddressSource::answered);
      if (answer.found == Found::yes) stealer.address = answer.example->query.dns;
    }
    if (!stealer.address) continue;
    Example example = own;
    example.source = AddressSource::answered;
    example.query.dns = stealer.address;
    const int taker = index.first_taker(example, row);
    if (taker >= 0 && model.rule(taker).target != model.rule(row).target)
      return Theft{.taker = taker, .example = std::move(example)};
  }
  return std::nullopt;
}

}  // namespace clashlint
