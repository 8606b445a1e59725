#include "analyzer/check/usage.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "analyzer/check/definitions.h"
#include "analyzer/check/visit.h"
#include "rules/base/strings.h"
#include "rules/profile/names.h"
#include "rules/profile/remedies.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

using Names = std::unordered_set<std::string_view>;

/// Sections that define what is asked about; in them only these keys name something.
constexpr std::string_view kDefinitions[] = {"proxies", "proxy-groups", "proxy-providers", "rule-providers"};
constexpr std::string_view kNamingKeys[] = {"proxy", "dialer-proxy", "dialer_proxy", "target-sub-rule"};

bool among(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// Names in the text of a profile, outside of rules and groups. Anchored parts
/// are read where they stand.
class NameWalk {
 public:
  explicit NameWalk(const Facts& facts) {
    const YamlNode* const root = facts.loaded.tree.root();
    if (root == nullptr || !resolved(*root).is_mapping()) return;
    for (const YamlEntry& entry : yaml_entries(resolved(*root)).entries) {
      const std::string_view key = entry.key->text;
      if (key == "rules" || key == "sub-rules" || key == "hosts") continue;
      walk(*entry.value, !among(kDefinitions, key));
    }
    for (const Rule& rule : facts.profile.rules) {
      if (!rule.understood) add(rule.text);
    }
  }

  Names take() { return std::move(names_); }

 private:
  // `all`: every text; else only values of keys that name something.
  void walk(const YamlNode& top, bool all) {
    std::vector<const YamlNode*> left = {&top};
    while (!left.empty()) {
      const YamlNode& node = *left.back();
      left.pop_back();
      if (node.is_scalar() && all) add(node.text);
      if (node.is_mapping() && !all) add_values(node);
      left.insert(left.end(), node.children.begin(), node.children.end());
    }
  }

  void add_values(const YamlNode& mapping) {
    for (std::size_t at = 0; at + 1 < mapping.children.size(); at += 2) {
      const YamlNode& value = resolved(*mapping.children[at + 1]);
      if (value.is_scalar() && among(kNamingKeys, mapping.children[at]->text)) names_.insert(value.text);
    }
  }

  // Of rows and lists every piece; of links what stands behind `#` and `://`, of `rule-set:a` the
  // name; of a script what stands in quotes.
  void add(std::string_view text) {
    names_.insert(text);
    if (text.find('\n') != std::string_view::npos) return add_quoted(text);
    for (const std::string_view piece : split(text, ',')) {
      const std::string_view name = trim_blanks(piece);
      names_.insert(name);
      for (const std::string_view mark : {":", "://", "#"}) {
        const std::size_t at = name.find(mark);
        if (at == std::string_view::npos) continue;
        for (const std::string_view part : split(name.substr(at + mark.size()), '&')) names_.insert(part);
      }
    }
  }

  void add_quoted(std::string_view text) {
    for (const char quote : {'"', '\''}) {
      for (const std::string_view piece : split(text, quote)) names_.insert(piece);
    }
  }

  Names names_;
};

/// Members such as `<Auto>` are filled in later, with names that are defined here.
bool is_template(const Facts& facts) {
  const YamlNode* const groups = top_level(facts, "proxy-groups");
  if (groups == nullptr || !groups->is_sequence()) return false;
  for (const YamlNode* group : groups->children) {
    for (const YamlNode* value : resolved(*group).children) {
      const auto filled_in = [](const YamlNode* item) { return is_placeholder(item->text); };
      if (value->is_sequence() && std::ranges::any_of(value->children, filled_in)) return true;
    }
  }
  return false;
}

/// Places that a finding of the loader points at: there is what a misspelt name means.
class PointedAt {
 public:
  explicit PointedAt(const Facts& facts) {
    for (const Finding& finding : facts.loaded.findings) {
      for (const Label& label : finding.related) places_.insert(key(label.span));
    }
  }

  bool contains(Span span) const { return places_.contains(key(span)); }

 private:
  static std::uint64_t key(Span span) { return (std::uint64_t{span.file} << 32) | span.begin; }

  std::unordered_set<std::uint64_t> places_;
};

/// Those of `all` that are in `used` already, are named in the text, or were meant by a finding.
template <typename Named>
void add_named(const Facts& facts, const std::vector<std::unique_ptr<Named>>& all,
               std::unordered_set<const Named*>& used) {
  const Names names = NameWalk(facts).take();
  const PointedAt pointed_at(facts);
  for (const std::unique_ptr<Named>& each : all) {
    if (names.contains(each->name) || pointed_at.contains(each->span)) used.insert(each.get());
  }
}

void visit_lists(const Profile& profile, const std::function<void(const std::vector<Rule>&)>& each) {
  each(profile.rules);
  for (const auto& list : profile.sub_rules) each(list->rules);
}

}  // namespace

bool usage_is_known(const Facts& facts) {
  return !facts.loaded.tree.error() && !facts.profile.rules.empty() &&
         facts.profile.mode == TunnelMode::rule && !is_template(facts);
}

std::unordered_set<const Outbound*> asked_outbounds(const Facts& facts) {
  std::unordered_set<const Outbound*> asked;
  visit_lists(facts.profile, [&](const std::vector<Rule>& rules) {
    std::string_view last;
    for (const Rule& rule : rules) {
      if (rule.target == last) continue;
      last = rule.target;
      asked.insert(find_outbound(facts.profile, rule.target));
    }
  });
  for (const std::string_view name : NameWalk(facts).take()) asked.insert(find_outbound(facts.profile, name));
  const PointedAt pointed_at(facts);
  for (const auto& outbound : facts.profile.outbounds) {
    const bool own = !(outbound->span == Span{});
    if (own && pointed_at.contains(outbound->span)) asked.insert(outbound.get());
  }
  asked.erase(nullptr);
  return asked;
}

std::vector<GroupMembers> members_of_groups(const Facts& facts) {
  std::vector<GroupMembers> all;
  for (const GroupDefinition& group : group_definitions(facts)) {
    GroupMembers members{.group = &group.group, .members = group.group.group->members};
    for (const Structure::Item& item : group.fields.texts("proxies"))
      members.members.push_back(find_outbound(facts.profile, item.text));
    if (const auto fallback = group.fields.text("empty-fallback"))
      members.members.push_back(find_outbound(facts.profile, *fallback));
    std::erase(members.members, nullptr);
    all.push_back(std::move(members));
  }
  return all;
}

std::unordered_set<const RuleSet*> used_rule_sets(const Facts& facts) {
  std::unordered_set<const RuleSet*> used;
  const RuleVisit note = [&](const Rule& rule) {
    const auto* const use = std::get_if<RuleSetUse>(&rule.condition);
    if (use != nullptr) used.insert(use->set);
  };
  visit_lists(facts.profile, [&](const std::vector<Rule>& rules) { visit_rules(rules, note); });
  visit_rules(facts.profile.dns.filter_rules, note);
  for (const auto& set : facts.profile.rule_sets) visit_rules(set->rows.rules(), note);
  add_named(facts, facts.profile.rule_sets, used);
  return used;
}

std::unordered_set<const ProxyProvider*> used_proxy_providers(const Facts& facts) {
  std::unordered_set<const ProxyProvider*> used;
  std::unordered_set<std::string> named;
  bool all = false;
  for (const GroupDefinition& group : group_definitions(facts)) {
    all = all || group.fields.boolean("include-all", false) ||
          group.fields.boolean("include-all-providers", false);
    for (Structure::Item& item : group.fields.texts("use")) named.insert(std::move(item.text));
  }
  for (const auto& provider : facts.profile.proxy_providers) {
    if (all || named.contains(provider->name)) used.insert(provider.get());
  }
  add_named(facts, facts.profile.proxy_providers, used);
  return used;
}

std::unordered_set<const SubRuleList*> used_sub_rules(const Facts& facts) {
  std::unordered_set<const SubRuleList*> used;
  visit_lists(facts.profile, [&](const std::vector<Rule>& rules) {
    for (const Rule& rule : rules) {
      const auto* const use = std::get_if<SubRuleUse>(&rule.condition);
      if (use != nullptr) used.insert(use->list);
    }
  });
  add_named(facts, facts.profile.sub_rules, used);
  return used;
}

}  // namespace clashlint
