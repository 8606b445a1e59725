#include "analyzer/automaton/cover_search.h"

namespace clashlint {

SolverAnswer CoverSearch::find(ListModel& model) const {
  SolverAnswer answer;
  for (const AddressSource source : kSources) {
    std::vector<Formula> all{model.row(source, row).takes, also};
    for (const int each : cover.members)
      all.push_back(model.formulas.negation(model.row(source, each).takes));
    if (only_tcp) all.push_back(model.is_tcp());
    if (as_usual) {
      for (const AtomId fact : model.facts())
        all.push_back(model.formulas.literal(fact, usually_true(model.atoms[fact])));
    }
    SolverAnswer one = model.solver.find(all, source);
    if (one.found == Found::yes) return one;
    if (one.found == Found::unknown) answer.found = Found::unknown;
  }
  return answer;
}

void CoverSearch::run(ListModel& model, RowIndex& index) {
  why = "a proof would be too costly";
  if (!takers.empty()) cover = hitting_set(takers);
  for (int round = 0; round < kMaxCoverRounds; ++round) {
    SolverAnswer answer = find(model);
    found = model.too_costly() ? Found::unknown : answer.found;
    if (found != Found::yes) return;
    std::vector<int> rows = index.takers(*answer.example, row);
    if (rows.empty()) {
      example = std::move(answer.example);
      return;
    }
    if (tried.size() < kMaxTried) tried.push_back(std::move(*answer.example));
    takers.push_back(std::move(rows));
    cover = hitting_set(takers);
    if (cover.members.size() > kMaxCover) break;
  }
  found = Found::unknown;
}

}  // namespace clashlint
