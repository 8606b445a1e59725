#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "analyzer/check/definitions.h"
#include "analyzer/check/removal.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/usage.h"
#include "rules/base/strings.h"
#include "rules/kind/parse.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

constexpr std::string_view kRuleSet = "RULE-SET,";

/// The edit that takes a provider out of its section, where it is written in the section itself.
std::optional<Edit> deletion(const Facts& facts, std::string_view section, Span key) {
  const YamlNode* const mapping = top_level(facts, section);
  if (mapping == nullptr || !mapping->is_mapping()) return std::nullopt;
  for (std::size_t at = 0; at + 1 < mapping->children.size(); at += 2) {
    if (mapping->children[at]->span == key) return removal_of(facts.sources, *mapping, at / 2);
  }
  return std::nullopt;
}

/// Rules that were made comments, by the rule-provider that they ask.
std::unordered_map<std::string, Span> commented_rules(const Facts& facts) {
  std::unordered_map<std::string, Span> rules;
  for (const ProfileText& part : facts.loaded.texts()) {
    for (const YamlComment& comment : yaml_comments(facts.sources, part.file, *part.tree)) {
      std::string_view text = facts.sources.text(comment.span);
      text.remove_prefix(std::min(text.find_first_not_of("# -\"'"), text.size()));
      if (!ascii_iequals(text.substr(0, kRuleSet.size()), kRuleSet)) continue;
      rules.emplace(tokenise_rule(text, true).payload, comment.span);
    }
  }
  return rules;
}

Finding& report_provider(const Facts& facts, std::string_view section, Span key, std::string message,
                         Reporter& report) {
  Finding& finding = report.add(key, std::move(message));
  const std::optional<Edit> edit = deletion(facts, section, key);
  if (edit)
    finding.fixes.push_back({.title = "delete it", .applicability = Applicability::unsafe, .edits = {*edit}});
  return finding;
}

void check_proxy_providers(const Facts& facts, Reporter& report) {
  const std::unordered_set<const ProxyProvider*> used = used_proxy_providers(facts);
  for (const auto& provider : facts.profile.proxy_providers) {
    if (used.contains(provider.get())) continue;
    report_provider(facts, "proxy-providers", provider->span, "no group takes in the nodes of this provider",
                    report);
  }
}

void check_rule_providers(const Facts& facts, Reporter& report) {
  const std::unordered_set<const RuleSet*> used = used_rule_sets(facts);
  std::optional<std::unordered_map<std::string, Span>> commented;
  for (const auto& set : facts.profile.rule_sets) {
    if (used.contains(set.get())) continue;
    if (!commented) commented = commented_rules(facts);
    Finding& finding =
        report_provider(facts, "rule-providers", set->span, "nothing asks this rule-provider", report);
    const auto rule = commented->find(set->name);
    if (rule != commented->end())
      finding.related.push_back({.span = rule->second, .text = "the rule that asks it is a comment"});
  }
}

void run(const Facts& facts, Reporter& report) {
  if (!usage_is_known(facts)) return;
  check_proxy_providers(facts, report);
  check_rule_providers(facts, report);
}

}  // namespace

extern constinit const Check unused_provider{
    .id = "unused-provider",
    .category = Category::providers,
    .summary = "nothing uses a provider, which is loaded all the same",
    .run = run};

}  // namespace clashlint
