#include "analyzer/automaton/verdict.h"

#include <algorithm>

#include "analyzer/automaton/hitting_set.h"
#include "analyzer/automaton/list_model.h"

namespace clashlint {
namespace {

/// Connections tried for one row before it is given up.
constexpr int kMaxRounds = 400;
/// Covers of one row: more are not told, and not proved.
constexpr std::size_t kMaxCover = 60;

class Judge {
 public:
  Judge(const Profile& profile, std::string_view sub_rules) : model_(profile, sub_rules) { find_facts(); }

  ListVerdicts run() {
    for (std::size_t row = 0; row < model_.rules().size(); ++row) {
      RowVerdict verdict = judge(static_cast<int>(row));
      if (!model_.too_costly()) verdict.entries = entries_taken(model_, static_cast<int>(row));
      verdicts_.rows.push_back(std::move(verdict));
    }
    return std::move(verdicts_);
  }

 private:
  /// One line of thought about one row.
  struct Trial {
    int row = 0;
    std::vector<Formula> given{};            ///< what is taken for granted of what is missing
    std::vector<std::vector<int>> takers{};  ///< of each connection tried
    HittingSet cover{};
    std::optional<Example> example{};  ///< one that nothing above takes
    Found found = Found::unknown;      ///< of such a one
    std::string why{};
  };

  // A missing list holds nothing, nodes that are not known carry UDP: as the core would find it
  // now, or once they are there.
  void find_facts() {
    for (AtomId id = 0; id < model_.atoms.size(); ++id) {
      if (model_.atoms[id].field != Field::missing) continue;
      const bool node = model_.atoms[id].text.starts_with("proxy-provider ");
      usual_.push_back(model_.formulas.literal(id, node));
    }
  }

  RowVerdict judge(int row) {
    if (model_.too_costly()) return {.verdict = Verdict::unknown, .why = "the list is too large for a proof"};
    if (!model_.rule(row).understood)
      return {.verdict = Verdict::unknown, .why = "this row was not understood"};
    Trial usual{.row = row, .given = usual_};
    attempt(usual);
    if (usual.found == Found::yes) return alive(usual);
    if (usual.found == Found::unknown) return give_up(usual);
    if (usual_.empty()) return never(usual);
    // Whatever is missing?
    Trial any{.row = row, .takers = usual.takers, .cover = usual.cover};
    attempt(any);
    if (any.found == Found::no) return never(any);
    RowVerdict verdict = give_up(any);
    if (any.example) {
      verdict.why = "it depends on what is missing";
      for (const AtomId fact : differing_facts(*any.example))
        verdict.missing.push_back(model_.atoms[fact].text);
    }
    verdict.covered_by = usual.cover.members;
    return verdict;
  }

  std::vector<AtomId> differing_facts(const Example& example) const {
    std::vector<AtomId> facts;
    for (AtomId id = 0; id < model_.atoms.size(); ++id) {
      if (model_.atoms[id].field != Field::missing) continue;
      const bool node = model_.atoms[id].text.starts_with("proxy-provider ");
      const bool holds = std::ranges::find(example.facts, id) != example.facts.end();
      const bool denied = std::ranges::find(example.denied, id) != example.denied.end();
      if (node ? denied : holds) facts.push_back(id);
    }
    return facts;
  }

  // A connection that the row takes and the cover does not; what takes it then joins the cover.
  void attempt(Trial& trial) {
    for (int round = 0; round < kMaxRounds; ++round) {
      SolverAnswer answer = find(trial);
      trial.found = answer.found;
      if (answer.found == Found::unknown) trial.why = "a proof would be too costly";
      if (answer.found != Found::yes) return;
      std::vector<int> takers = model_.takers(*answer.example, trial.row);
      if (takers.empty()) {
        trial.example = std::move(answer.example);
        return;
      }
      trial.takers.push_back(std::move(takers));
      trial.cover = hitting_set(trial.takers);
      if (trial.cover.members.size() > kMaxCover) break;
    }
    trial.found = Found::unknown;
    trial.why = "a proof would be too costly";
  }

  SolverAnswer find(const Trial& trial) {
    SolverAnswer answer;
    for (const AddressSource source : kSources) {
      std::vector<Formula> all = trial.given;
      all.push_back(model_.row(source, trial.row).takes);
      for (const int cover : trial.cover.members)
        all.push_back(model_.formulas.negation(model_.row(source, cover).takes));
      SolverAnswer one = model_.solver.find(all, source);
      if (one.found == Found::yes) return one;
      if (one.found == Found::unknown) answer.found = Found::unknown;
    }
    return answer;
  }

  RowVerdict never(const Trial& trial) {
    RowVerdict verdict{.verdict = Verdict::never};
    verdict.impossible = trial.cover.members.empty();
    verdict.lets_pass = std::ranges::any_of(kSources, [&](AddressSource source) {
      const RowModel& row = model_.row(source, trial.row);
      return row.holds != Formulas::kNo && row.takes == Formulas::kNo;
    });
    verdict.covered_by = trial.cover.members;
    verdict.smallest = trial.cover.smallest;
    add_takers(trial, verdict);
    return verdict;
  }

  RowVerdict give_up(const Trial& trial) {
    RowVerdict verdict{.verdict = Verdict::unknown, .why = trial.why};
    add_takers(trial, verdict);
    return verdict;
  }

  // The first row that takes a connection is the one that wins it.
  void add_takers(const Trial& trial, RowVerdict& verdict) const {
    for (const std::vector<int>& takers : trial.takers) verdict.takers.push_back(takers.front());
    std::ranges::sort(verdict.takers);
    verdict.takers.erase(std::unique(verdict.takers.begin(), verdict.takers.end()), verdict.takers.end());
    const std::string& own = model_.rule(trial.row).target;
    const auto other = [&](int row) { return model_.rule(row).target != own; };
    verdict.other_target =
        std::ranges::any_of(verdict.takers, other) || std::ranges::any_of(verdict.covered_by, other);
  }

  // --- The witness has to win in the walk, too.

  RowVerdict alive(const Trial& trial) {
    RowVerdict verdict{.verdict = Verdict::alive};
    add_takers(trial, verdict);
    Witness witness = witness_of(model_, *trial.example);
    std::optional<Answer> answer = confirm(model_, witness, trial.row);
    if (!answer) {
      // `hosts` may give the name another one: the same name from the sniffer keeps it.
      witness = sniffed(std::move(witness));
      answer = confirm(model_, witness, trial.row);
    }
    if (!answer) {
      const bool plain = trial.example->facts.empty() && trial.example->rematch_name.empty();
      if (plain) verdicts_.disagreements.push_back(trial.row);
      verdict.verdict = Verdict::unknown;
      verdict.why = "no witness could be confirmed";
      return verdict;
    }
    for (const Dependency& dependency : answer->depends_on) {
      const bool missing = dependency.rule_index >= 0 && dependency.kind != Dependency::Kind::group_choice &&
                           dependency.kind != Dependency::Kind::proxy_provider;
      if (missing) verdict.missing.push_back(dependency.name);
    }
    verdict.witness = std::move(witness);
    verdict.by_dns = dns_decides(model_, trial.row);
    if (verdict.by_dns) verdict.verdict = Verdict::dns;
    return verdict;
  }

  ListModel model_;
  std::vector<Formula> usual_;
  ListVerdicts verdicts_;
};

}  // namespace

ListVerdicts judge(const Profile& profile, std::string_view sub_rules) {
  return Judge(profile, sub_rules).run();
}

}  // namespace clashlint
