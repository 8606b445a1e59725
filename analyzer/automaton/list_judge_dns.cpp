// Names whose way is decided by the answer of DNS.
#include <algorithm>

#include "analyzer/automaton/list_judge.h"

namespace clashlint {

void ListJudge::decide_dns(int row, RowVerdict& verdict) {
  if (verdict.verdict != Verdict::alive || model_.asked(row) == Formulas::kNo) return;
  const std::optional<Example> own = won_example(row);
  if (!own || own->source != AddressSource::failed || own->name().empty() || looks_at_address(row)) return;
  const std::optional<Stealers::Theft> theft = stealers_.steal(model_, index_, *own, row);
  if (!theft) return;
  verdict.verdict = Verdict::dns;
  verdict.asked_by = asker_of(theft->example, row);
  verdict.taken_by = theft->taker;
}

// Once DNS was asked, it was asked.
int ListJudge::asker_of(const Example& example, int row) const {
  int first = 0;
  for (int last = std::min(row, model_.first_asked()); first < last;) {
    const int middle = first + (last - first) / 2;
    if (model_.is_true(model_.asked(middle), example)) {
      last = middle;
    } else {
      first = middle + 1;
    }
  }
  return first - 1;
}

// Rows that are about addresses themselves, or take whatever comes.
bool ListJudge::looks_at_address(int row) {
  if (index_.names(row).nothing_else) return false;
  const Formula holds = model_.row(AddressSource::answered, row).holds;
  return !model_.looks_at(holds, Field::name) || model_.looks_at(holds, Field::destination);
}

std::optional<Witness> ListJudge::stolen(int row) {
  std::optional<Stolen> stolen = stolen_name(row, {});
  return stolen ? std::optional(std::move(stolen->witness)) : std::nullopt;
}

std::optional<ListJudge::Stolen> ListJudge::stolen_name(int row, std::string_view name) {
  const RowVerdict& verdict = verdicts_[static_cast<std::size_t>(row)];
  std::optional<Example> own = verdict.verdict == Verdict::dns ? won_example(row) : std::nullopt;
  if (!own) return std::nullopt;
  if (!name.empty()) {
    own->query.host = name;
    own->query.sniff_host.clear();
    if (!model_.is_true(model_.row(AddressSource::failed, row).takes, *own) || !wins(*own, row))
      return std::nullopt;
  }
  const std::optional<Stealers::Theft> theft = stealers_.steal(model_, index_, *own, row);
  if (!theft) return std::nullopt;
  Witness witness = witness_of(model_, theft->example);
  if (!confirm(model_, witness, theft->taker)) return std::nullopt;
  return Stolen{.witness = std::move(witness), .local = theft->local};
}

}  // namespace clashlint
