#include "analyzer/automaton/verdict.h"

#include <algorithm>
#include <unordered_map>

#include "analyzer/automaton/hitting_set.h"
#include "analyzer/automaton/row_index.h"
#include "analyzer/match/chain.h"
#include "analyzer/match/walk.h"

namespace clashlint {
namespace {

constexpr AddressSource kSources[] = {AddressSource::failed, AddressSource::answered, AddressSource::known};
/// Connections tried for one row before it is given up.
constexpr int kMaxRounds = 400;
/// Covers of one row: more are not told, and not proved.
constexpr std::size_t kMaxCover = 60;

std::size_t index_of(AddressSource source) { return static_cast<std::size_t>(source); }

const std::vector<Rule>& list_called(const Profile& profile, std::string_view name) {
  for (const auto& list : profile.sub_rules) {
    if (!name.empty() && list->name == name) return list->rules;
  }
  return profile.rules;
}

class Judge {
 public:
  Judge(const Profile& profile, std::string_view sub_rules)
      : profile_(profile),
        sub_rules_(sub_rules),
        rules_(list_called(profile, sub_rules)),
        atoms_(profile),
        targets_(atoms_, formulas_),
        texts_(atoms_),
        solver_(atoms_, formulas_, texts_) {
    for (const AddressSource source : kSources) {
      RuleModel model(atoms_, formulas_, targets_, source);
      rows_[index_of(source)] = model.read(rules_);
      too_costly_ = too_costly_ || model.too_costly();
    }
    for (const std::vector<RowModel>& rows : rows_) indexes_.emplace_back(atoms_, formulas_, rows);
    find_facts();
  }

  ListVerdicts run() {
    for (std::size_t row = 0; row < rules_.size(); ++row)
      verdicts_.rows.push_back(judge(static_cast<int>(row)));
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
    for (AtomId id = 0; id < atoms_.size(); ++id) {
      if (atoms_[id].field != Field::missing) continue;
      const bool node = atoms_[id].text.starts_with("proxy-provider ");
      usual_.push_back(formulas_.literal(id, node));
    }
  }

  const RowModel& model(AddressSource source, int row) const {
    return rows_[index_of(source)][static_cast<std::size_t>(row)];
  }

  RowVerdict judge(int row) {
    if (too_costly_) return {.verdict = Verdict::unknown, .why = "the list is too large for a proof"};
    if (!rules_[static_cast<std::size_t>(row)].understood)
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
      for (const AtomId fact : differing_facts(*any.example)) verdict.missing.push_back(atoms_[fact].text);
    }
    verdict.covered_by = usual.cover.members;
    return verdict;
  }

  std::vector<AtomId> differing_facts(const Example& example) const {
    std::vector<AtomId> facts;
    for (AtomId id = 0; id < atoms_.size(); ++id) {
      if (atoms_[id].field != Field::missing) continue;
      const bool node = atoms_[id].text.starts_with("proxy-provider ");
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
      std::vector<int> takers = indexes_[index_of(answer.example->source)].takers(*answer.example, trial.row);
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
      all.push_back(model(source, trial.row).takes);
      for (const int cover : trial.cover.members)
        all.push_back(formulas_.negation(model(source, cover).takes));
      SolverAnswer one = solver_.find(all, source);
      if (one.found == Found::yes) return one;
      if (one.found == Found::unknown) answer.found = Found::unknown;
    }
    return answer;
  }

  RowVerdict never(const Trial& trial) {
    RowVerdict verdict{.verdict = Verdict::never};
    verdict.impossible = trial.cover.members.empty();
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
    const std::string& own = rules_[static_cast<std::size_t>(trial.row)].target;
    const auto other = [&](int row) { return rules_[static_cast<std::size_t>(row)].target != own; };
    verdict.other_target =
        std::ranges::any_of(verdict.takers, other) || std::ranges::any_of(verdict.covered_by, other);
  }

  // --- The witness has to win in the walk, too.

  RowVerdict alive(const Trial& trial) {
    RowVerdict verdict{.verdict = Verdict::alive};
    add_takers(trial, verdict);
    Witness witness = witness_of(*trial.example);
    std::optional<Answer> answer = wins(witness, trial.row);
    if (!answer) {
      // `hosts` may give the name another one: the same name from the sniffer keeps it.
      witness = sniffed(std::move(witness));
      answer = wins(witness, trial.row);
    }
    if (!answer) {
      const bool plain = trial.example->facts.empty() && trial.example->rematch_name.empty();
      if (plain) verdicts_.disagreements.push_back(trial.row);
      verdict.verdict = Verdict::unknown;
      verdict.why = "no witness could be confirmed";
      return verdict;
    }
    for (const Dependency& dependency : answer->depends_on) {
      const bool missing = dependency.kind != Dependency::Kind::group_choice &&
                           dependency.kind != Dependency::Kind::proxy_provider;
      if (missing) verdict.missing.push_back(dependency.name);
    }
    verdict.witness = std::move(witness);
    return verdict;
  }

  Witness witness_of(const Example& example) const {
    Witness witness{.query = example.query};
    witness.query.sub_rules = sub_rules_;
    for (const auto& [group, member] : example.choices) {
      if (member != nullptr && member != chosen_member(*group, {}))
        witness.selections[group->name] = member->name;
    }
    return witness;
  }

  static Witness sniffed(Witness witness) {
    if (witness.query.sniff_host.empty()) {
      witness.query.sniff_host = witness.query.host;
      witness.query.host = witness.query.dst_ip ? "" : "x7q.zz9";
    }
    return witness;
  }

  std::optional<Answer> wins(const Witness& witness, int row) const {
    const Rule& rule = rules_[static_cast<std::size_t>(row)];
    Answer answer = walk(profile_, witness.query, witness.selections, {.steps = true, .rule_mode = true});
    if (answer.rule_index == row) return answer;
    // A rematch begins again: the row has done what it is for.
    const bool again = std::ranges::any_of(answer.steps, [&](const Step& step) {
      return step.rule == &rule && step.depth == 0 && step.result == StepResult::rematched;
    });
    return again ? std::optional(std::move(answer)) : std::nullopt;
  }

  const Profile& profile_;
  std::string sub_rules_;
  const std::vector<Rule>& rules_;
  AtomTable atoms_;
  Formulas formulas_;
  TargetModel targets_;
  TextSpace texts_;
  Solver solver_;
  std::array<std::vector<RowModel>, 3> rows_;
  std::vector<RowIndex> indexes_;
  std::vector<Formula> usual_;
  bool too_costly_ = false;
  ListVerdicts verdicts_;
};

}  // namespace

ListVerdicts judge(const Profile& profile, std::string_view sub_rules) {
  return Judge(profile, sub_rules).run();
}

}  // namespace clashlint
