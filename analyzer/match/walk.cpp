#include "analyzer/match/walk.h"

#include <algorithm>
#include <unordered_set>

#include "analyzer/match/chain.h"
#include "analyzer/match/connection.h"
#include "analyzer/match/dns_view.h"
#include "analyzer/match/evaluate.h"
#include "analyzer/match/reason.h"
#include "rules/profile/names.h"
#include "rules/profile/profile.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

const SubRuleList* find_list(const Profile& profile, std::string_view name) {
  const auto found =
      std::ranges::find_if(profile.sub_rules, [&](const auto& list) { return list->name == name; });
  return found == profile.sub_rules.end() ? nullptr : found->get();
}

/// Lists deeper in each other do not match: the stack is finite.
constexpr int kMaxSubRuleDepth = 500;

/// One connection through one profile.
class Walk {
 public:
  Walk(const Profile& profile, Connection connection, const Selections& selections, WalkOptions options)
      : profile_(profile),
        query_(*connection.query),
        selections_(selections),
        options_(options),
        connection_(std::move(connection)),
        evaluator_(profile, connection_,
                   {.entries = options.steps, .assume_held = options.assume_held, .lists = options.lists}) {}

  Answer run() {
    switch (options_.rule_mode ? TunnelMode::rule : profile_.mode) {
      case TunnelMode::direct:
        decide_by_mode("DIRECT");
        break;
      case TunnelMode::global:
        decide_by_mode("GLOBAL");
        break;
      case TunnelMode::rule:
        walk_rules();
        break;
    }
    answer_.dns_asked = connection_.asked_dns;
    answer_.address = connection_.dst_ip;
    answer_.host = connection_.host;
    if (options_.dns_view) ask_dns_view();
    return std::move(answer_);
  }

 private:
  void decide_by_mode(std::string_view target) {
    const Outbound* const outbound = find_outbound(profile_, target);
    if (outbound != nullptr) finish(nullptr, -1, *outbound, follow(profile_, *outbound, selections_));
  }

  const std::vector<Rule>& starting_list() const {
    const SubRuleList* const list = find_list(profile_, special_rules_);
    return list == nullptr ? profile_.rules : list->rules;
  }

  /// Begins again after each rematch; the same rematch outbound twice is a
  /// cycle, which ends it.
  void walk_rules() {
    special_rules_ = query_.sub_rules;
    std::unordered_set<const Outbound*> rematched;
    for (;;) {
      const Outbound* const again = walk_list(starting_list(), rematched);
      if (again == nullptr) return;
      rematched.insert(again);
      if (!again->rematch_name.empty()) connection_.rematch_name = again->rematch_name;
      if (!again->rematch_sub_rule.empty()) special_rules_ = again->rematch_sub_rule;
    }
  }

  bool is_left_out(int row) const {
    return row == options_.without ||
           (options_.left_out != nullptr && (*options_.left_out)[static_cast<std::size_t>(row)]);
  }

  /// The rematch outbound with which to begin again; null when all is decided.
  const Outbound* walk_list(const std::vector<Rule>& rules,
                            const std::unordered_set<const Outbound*>& rematched) {
    const bool some = options_.rows != nullptr && &rules == &profile_.rules;
    const std::size_t count = some ? options_.rows->size() : rules.size();
    for (std::size_t place = 0; place < count; ++place) {
      index_ = some ? (*options_.rows)[place] : static_cast<int>(place);
      const Rule& rule = rules[static_cast<std::size_t>(index_)];
      if (is_left_out(index_)) continue;
      const std::size_t step = begin_step(rule, index_, 0);
      const std::string* const target = matched_target(rule, step);
      if (target == nullptr) continue;
      const Outbound* const outbound = find_outbound(profile_, *target);
      if (outbound == nullptr) {
        set_result(step, StepResult::unknown_target);
        continue;
      }
      const Chain chain = follow(profile_, *outbound, selections_);
      if (chain.passes) {
        skip(chain, step, StepResult::passed);
        continue;
      }
      if (chain.rematch != nullptr && !rematched.contains(chain.rematch)) {
        set_result(step, StepResult::rematched);
        return chain.rematch;
      }
      answer_.rematch_cycle = chain.rematch != nullptr;
      if (query_.network == Network::udp && !chain.udp) {
        skip(chain, step, StepResult::no_udp);
        continue;
      }
      set_result(step, StepResult::decided);
      finish(&rule, index_, *outbound, chain);
      return nullptr;
    }
    const Outbound* const direct = find_outbound(profile_, "DIRECT");
    finish(nullptr, -1, *direct, follow(profile_, *direct, selections_));
    return nullptr;
  }

  /// The target a rule yields, or null: SUB-RULE yields that of the entry in its list.
  const std::string* matched_target(const Rule& rule, std::size_t step) {
    if (!holds(rule, step)) return nullptr;
    if (rule.kind != RuleKind::sub_rule) return &rule.target;
    const SubRuleList* const list = std::get<SubRuleUse>(rule.condition).list;
    // A proxy's name in place of a list: its empty result is no target.
    if (list == nullptr) {
      set_result(step, StepResult::unknown_target);
      return nullptr;
    }
    return target_behind(*list, 1, step);
  }

  /// The target that a list yields for the SUB-RULE of this step.
  const std::string* target_behind(const SubRuleList& list, int depth, std::size_t step) {
    const std::string* const target = target_in_list(list, depth);
    if (target == nullptr && options_.steps && options_.reasons)
      answer_.steps[step].reason = "its condition holds, but no rule in " + list.name + " takes it";
    return target;
  }

  const std::string* target_in_list(const SubRuleList& list, int depth) {
    if (depth > kMaxSubRuleDepth) return nullptr;
    int place = 0;
    for (const Rule& rule : list.rules) {
      const std::size_t step = begin_step(rule, place++, depth);
      if (!holds(rule, step)) continue;
      const std::string* target = &rule.target;
      if (rule.kind == RuleKind::sub_rule) {
        const SubRuleList* const inner = std::get<SubRuleUse>(rule.condition).list;
        target = inner == nullptr ? nullptr : target_behind(*inner, depth + 1, step);
        if (target == nullptr) continue;
      }
      const Outbound* const outbound = find_outbound(profile_, *target);
      if (outbound != nullptr && follow(profile_, *outbound, selections_).passes_in_list) {
        set_result(step, StepResult::passed);
        continue;
      }
      set_result(step, StepResult::decided);
      return target;
    }
    return nullptr;
  }

  bool holds(const Rule& rule, std::size_t step) {
    if (options_.steps) return holds_with_step(rule, step);
    const Truth truth = evaluator_.evaluate(rule);
    note_missed(truth);
    return truth.value;
  }

  bool holds_with_step(const Rule& rule, std::size_t step) {
    const bool asked_before = connection_.asked_dns;
    const Connection before = options_.reasons ? connection_ : Connection();
    const Truth truth = evaluator_.evaluate(rule);
    note_missed(truth);
    std::string entry = evaluator_.take_entry();
    Step& taken = answer_.steps[step];
    taken.asked_dns = connection_.asked_dns && !asked_before;
    taken.uncertain = !truth.certain;
    if (truth.value) taken.matched_entry = std::move(entry);
    if (options_.reasons && !truth.value) taken.reason = why_not(profile_, rule, before);
    return truth.value;
  }

  void note_missed(const Truth& truth) {
    if (!evaluator_.missed()) return;
    for (Dependency& dependency : evaluator_.take_dependencies()) {
      if (!truth.certain) add_dependency(std::move(dependency), index_);
    }
  }

  std::size_t begin_step(const Rule& rule, int index, int depth) {
    if (!options_.steps) return 0;
    Step step;
    step.rule = &rule;
    step.index = index;
    step.depth = depth;
    answer_.steps.push_back(std::move(step));
    return answer_.steps.size() - 1;
  }

  void set_result(std::size_t step, StepResult result) {
    if (options_.steps) answer_.steps[step].result = result;
  }

  /// A group that chooses by measurement might not be passed over.
  void skip(const Chain& chain, std::size_t step, StepResult result) {
    set_result(step, result);
    std::vector<Dependency> choices;
    add_choices(chain, choices);
    for (Dependency& choice : choices) add_dependency(std::move(choice), index_);
  }

  void add_dependency(Dependency dependency, int rule_index) {
    dependency.rule_index = rule_index;
    const auto same = [&](const Dependency& other) {
      return other.kind == dependency.kind && other.name == dependency.name;
    };
    if (std::ranges::none_of(answer_.depends_on, same)) answer_.depends_on.push_back(std::move(dependency));
  }

  void finish(const Rule* rule, int index, const Outbound& target, const Chain& chain) {
    answer_.rule = rule;
    answer_.rule_index = index;
    answer_.target = target.name;
    answer_.chain.reserve(chain.hops.size());
    for (const Outbound* hop : chain.hops) answer_.chain.push_back(hop->name);
    std::vector<Dependency> choices;
    add_choices(chain, choices);
    for (Dependency& choice : choices) add_dependency(std::move(choice), index);
  }

  void ask_dns_view() {
    std::vector<Dependency> missed;
    answer_.fake_ip = gets_fake_ip(profile_, query_.host, missed, options_.lists);
    const NameserverView view = nameservers_for(profile_, query_.host, missed, options_.lists);
    answer_.nameserver_kind = view.kind;
    answer_.nameservers = view.servers;
    for (Dependency& dependency : missed) add_dependency(std::move(dependency), -1);
  }

  const Profile& profile_;
  const Query& query_;
  const Selections& selections_;
  WalkOptions options_;
  Connection connection_;
  Evaluator evaluator_;
  Answer answer_;
  std::string special_rules_;
  int index_ = 0;
};

}  // namespace

Answer walk(const Profile& profile, const Query& query, const Selections& selections, WalkOptions options) {
  return walk(profile, connect(profile, query), selections, options);
}

Answer walk(const Profile& profile, Connection connection, const Selections& selections,
            WalkOptions options) {
  return Walk(profile, std::move(connection), selections, options).run();
}

}  // namespace clashlint
