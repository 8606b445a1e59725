// A group that its filters empty is not refused: the core puts COMPATIBLE in,
// which goes out directly (`semantics.md` B.8). Where nodes are not known here,
// nothing is said.
#include <algorithm>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "analyzer/check/definitions.h"
#include "analyzer/check/reporter.h"
#include "rules/profile/names.h"

namespace clashlint {
namespace {

constexpr std::string_view kKeys[] = {"filter", "exclude-filter", "exclude-type"};

std::string left_out(std::size_t members, std::size_t keys) {
  const std::string whom = members == 1 ? "the only member" : fmt::format("all {} members", members);
  return (keys == 1 ? "leaves out " : "these together leave out ") + whom;
}

/// What a group had before its filters.
struct Candidates {
  std::size_t members = 0;
  std::vector<const ProxyProvider*> providers;
};

class GroupCheck {
 public:
  GroupCheck(const Facts& facts, const GroupDefinition& group) : profile_(facts.profile), group_(group) {}

  void check(Reporter& report) const {
    const GroupPart& part = *group_.group.group;
    const bool direct = !part.members.empty() && part.members.front()->kind == OutboundKind::direct;
    if (group_.fields.has("empty-fallback")) return;  // it says itself what is to happen
    const std::vector<const YamlNode*> keys = filter_keys();
    if (!part.fell_back || !direct || !part.missing_providers.empty() || keys.empty()) return;
    const Candidates candidates = all_candidates();
    if (candidates.members == 0) return;  // a template whose nodes come from elsewhere

    Finding& finding =
        report.add(keys.front()->span, "nothing is left in this group: its traffic goes out directly");
    finding.primary.text = left_out(candidates.members, keys.size());
    for (const YamlNode* key : std::span(keys).subspan(1))
      finding.related.push_back({.span = key->span, .text = "one of them"});
    finding.related.push_back({.span = group_.group.span, .text = "the group"});
    say_providers(candidates, finding);
    finding.notes.emplace_back(
        "with `empty-fallback: REJECT` an empty group lets nothing through (core 1.19.27 and later)");
  }

 private:
  std::vector<const YamlNode*> filter_keys() const {
    std::vector<const YamlNode*> keys;
    for (const std::string_view key : kKeys) {
      const YamlNode* const node = group_.fields.find(key);
      if (node != nullptr && !group_.fields.text(key).value_or("").empty()) keys.push_back(node);
    }
    return keys;
  }

  Candidates all_candidates() const {
    Candidates candidates;
    candidates.members = group_.fields.texts("proxies").size();
    const bool all = group_.fields.boolean("include-all", false);
    if (all || group_.fields.boolean("include-all-proxies", false)) {
      candidates.members +=
          static_cast<std::size_t>(std::ranges::count_if(profile_.outbounds, [&](const auto& each) {
            const bool own = !(each->span == Span{}) && !is_group(each->kind);
            return own && find_outbound(profile_, each->name) == each.get();
          }));
    }
    const bool every = all || group_.fields.boolean("include-all-providers", false);
    std::unordered_set<std::string> used;
    for (const Structure::Item& item : group_.fields.texts("use")) used.insert(item.text);
    for (const auto& provider : profile_.proxy_providers) {
      if (!every && !used.contains(provider->name)) continue;
      candidates.members += provider->nodes.size();
      candidates.providers.push_back(provider.get());
    }
    return candidates;
  }

  // The nodes of a provider change with its next download.
  static void say_providers(const Candidates& candidates, Finding& finding) {
    if (candidates.providers.empty()) return;
    finding.confidence = Confidence::depends;
    finding.notes.push_back(
        fmt::format("as far as the nodes of {} are what they are now", candidates.providers.front()->name));
  }

  const Profile& profile_;
  const GroupDefinition& group_;
};

void run(const Facts& facts, Reporter& report) {
  for (const GroupDefinition& group : group_definitions(facts)) GroupCheck(facts, group).check(report);
}

}  // namespace

extern constinit const Check group_falls_to_direct{
    .id = "group-falls-to-direct",
    .category = Category::groups,
    .summary = "filters leave nothing in a group, which then goes out directly",
    .run = run};

}  // namespace clashlint
