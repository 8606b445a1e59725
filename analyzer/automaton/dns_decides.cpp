#include "analyzer/automaton/dns_decides.h"

#include <algorithm>

namespace clashlint {
namespace {

/// Rows about addresses that are asked for one name row.
constexpr int kMaxAsked = 12;

bool looks_at(const ListModel& model, Formula formula, Field field) {
  const Formulas::Node& node = model.formulas[formula];
  if (node.kind == Formulas::Kind::literal) return model.atoms[node.literal.atom].field == field;
  return std::ranges::any_of(node.parts, [&](Formula part) { return looks_at(model, part, field); });
}

// The last row above which a name may come unresolved.
std::optional<int> asked_by(const ListModel& model, int row) {
  if (model.row(AddressSource::answered, row).asked != Formulas::kYes) return std::nullopt;
  int first = row;
  while (model.row(AddressSource::answered, first).asked == Formulas::kYes) --first;
  return first;
}

}  // namespace

std::optional<DnsDecides> dns_decides(ListModel& model, int row) {
  const RowModel& own = model.row(AddressSource::answered, row);
  if (!looks_at(model, own.holds, Field::name) || looks_at(model, own.holds, Field::destination))
    return std::nullopt;
  const std::optional<int> asker = asked_by(model, row);
  if (!asker) return std::nullopt;
  int asked = 0;
  for (int above = *asker; above < row && asked < kMaxAsked; ++above) {
    const RowModel& other = model.row(AddressSource::answered, above);
    if (model.rule(above).target == model.rule(row).target) continue;
    if (!looks_at(model, other.takes, Field::destination)) continue;
    ++asked;
    const Formula both[] = {own.holds, other.takes};
    const SolverAnswer answer = model.solver.find(both, AddressSource::answered);
    if (answer.found != Found::yes) continue;
    const std::vector<int> takers = model.takers(*answer.example, row);
    if (takers.empty() || model.rule(takers.front()).target == model.rule(row).target) continue;
    Witness witness = witness_of(model, *answer.example);
    if (!confirm(model, witness, takers.front())) continue;
    return DnsDecides{.asked_by = *asker, .taken_by = takers.front(), .witness = std::move(witness)};
  }
  return std::nullopt;
}

}  // namespace clashlint
