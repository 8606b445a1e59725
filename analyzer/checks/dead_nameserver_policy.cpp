// Policies are looked at in their order; only in a run of plain names the
// closest one decides, whatever the order.
#include <unordered_map>

#include <fmt/format.h>

#include "analyzer/check/reporter.h"
#include "analyzer/dns/policy_runs.h"
#include "analyzer/facts/rule_words.h"
#include "rules/base/written.h"

namespace clashlint {
namespace {

class PolicyCheck {
 public:
  PolicyCheck(const Facts& facts, Reporter& report)
      : facts_(facts),
        report_(report),
        policies_(resolver_policies(facts, "nameserver-policy")),
        runs_(policy_runs(facts.profile, policies_)) {}

  void run() {
    for (const PolicyRun& run : runs_) report_repeated(run);
    for (std::size_t at = 0; at < runs_.size(); ++at) {
      for (const PolicyPart& part : runs_[at].parts) look_at(part, at);
    }
    for (const ResolverPolicy& policy : policies_) {
      if (!policy.resolvers.empty()) continue;
      Finding& finding = report_.add(policy.key->span, "this policy names no server: it is passed over");
      finding.primary.text = "the next one that takes a name decides";
    }
  }

 private:
  void look_at(const PolicyPart& part, std::size_t end) {
    if (part.policy->resolvers.empty()) return;
    for (std::size_t at = 0; at < end; ++at) {
      const PolicyPart* const taker = runs_[at].taker_of(part);
      if (taker == nullptr) continue;
      if (!asked_alike(taker->policy->resolvers, part.policy->resolvers)) report_dead(part, *taker);
      return;
    }
  }

  Span place_of(const PolicyPart& part) const {
    const YamlNode& key = *part.policy->key;
    return shown_place(facts_.sources, key.span, key.text, part.piece);
  }

  void report_dead(const PolicyPart& part, const PolicyPart& taker) {
    // Names of one key that one entry takes are one story.
    if (last_ != nullptr && last_policy_ == part.policy && last_taker_ == &taker) {
      last_->related.push_back({.span = place_of(part), .text = "nor does this"});
      return;
    }
    const std::string line = line_of(facts_.sources, taker.policy->key->span);
    Finding& finding = report_.add(
        place_of(part),
        fmt::format("{} decides nothing: {} (line {}) takes its names first", part.text, taker.text, line));
    finding.primary.text = fmt::format("so {} is never asked for them", part.policy->resolvers.front().name);
    finding.related.push_back(
        {.span = place_of(taker),
         .text = fmt::format("has them asked of {}", taker.policy->resolvers.front().name)});
    finding.notes.push_back(fmt::format("to let it decide, move it above line {}", line));
    last_ = &finding;
    last_policy_ = part.policy;
    last_taker_ = &taker;
  }

  // In a run the later of two equal names counts.
  void report_repeated(const PolicyRun& run) {
    std::unordered_map<std::string_view, const PolicyPart*> seen;
    for (const PolicyPart& part : run.parts) {
      if (part.list != nullptr) return;
      const auto [place, fresh] = seen.try_emplace(part.text, &part);
      if (fresh) continue;
      const PolicyPart& first = *place->second;
      place->second = &part;
      if (asked_alike(first.policy->resolvers, part.policy->resolvers)) continue;
      Finding& finding =
          report_.add(place_of(first), fmt::format("{} decides nothing: it stands again below", first.text));
      finding.primary.text = "passed over";
      finding.related.push_back({.span = place_of(part), .text = "the one that counts"});
    }
  }

  const Facts& facts_;
  Reporter& report_;
  std::vector<ResolverPolicy> policies_;
  std::vector<PolicyRun> runs_;
  Finding* last_ = nullptr;  ///< of the part before; nothing is added in between
  const ResolverPolicy* last_policy_ = nullptr;
  const PolicyPart* last_taker_ = nullptr;
};

void run(const Facts& facts, Reporter& report) {
  if (facts.profile.dns.enable && !facts.profile.dns.policy.empty()) PolicyCheck(facts, report).run();
}

}  // namespace

extern constinit const Check dead_nameserver_policy{
    .id = "dead-nameserver-policy",
    .category = Category::dns,
    .summary = "an entry of nameserver-policy never decides: one above it takes its names",
    .run = run};

}  // namespace clashlint
