#include "analyzer/check/set_uses.h"

#include <span>

#include "analyzer/check/definitions.h"
#include "analyzer/check/visit.h"
#include "rules/profile/name_matchers.h"
#include "rules/profile/providers.h"
#include "rules/profile/typed.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

class UseWalk {
 public:
  explicit UseWalk(const Facts& facts) : facts_(facts) {}

  std::vector<SetUse> run() {
    const Profile& profile = facts_.profile;
    rules(profile.rules, SetPlace::rule);
    for (const auto& list : profile.sub_rules) rules(list->rules, SetPlace::rule);
    for (const auto& set : profile.rule_sets) rules(set->rows.rules(), SetPlace::list);
    rules(profile.dns.filter_rules, SetPlace::filter_rule);
    visit_name_matchers(profile,
                        [&](const NameMatcher& matcher) { add(matcher.set, SetPlace::names, matcher.span); });
    addresses();
    return std::move(uses_);
  }

 private:
  void add(const RuleSet* set, SetPlace place, Span span) {
    if (set != nullptr) uses_.push_back({.set = set, .place = place, .span = span});
  }

  void rules(std::span<const Rule> list, SetPlace place) {
    visit_rules(list, [&](const Rule& rule) {
      if (const auto* use = std::get_if<RuleSetUse>(&rule.condition)) add(use->set, place, rule.span);
    });
  }

  const YamlNode* section(std::string_view key) const {
    const YamlNode* const node = top_level(facts_, key);
    return node != nullptr && node->is_mapping() ? node : nullptr;
  }

  void addresses() {
    if (const YamlNode* const sniffer = section("sniffer")) {
      for (const std::string_view key : {"skip-src-address", "skip-dst-address"}) {
        for (const TypedText& item : typed_strings(yaml_find(*sniffer, key))) {
          const PrefixedEntry entry = split_prefix(item.text);
          if (entry.prefix != EntryPrefix::rule_set) continue;
          for (const std::string& name : entry.names)
            add(find_rule_set(facts_.profile, name), SetPlace::addresses, item.node->span);
        }
      }
    }
    const YamlNode* const tun = section("tun");
    // Without auto-redirect the core does not look at them.
    if (tun == nullptr || !typed_bool(*tun, "auto-redirect").value_or(false)) return;
    for (const std::string_view key : {"route-address-set", "route-exclude-address-set"}) {
      for (const TypedText& item : typed_strings(yaml_find(*tun, key)))
        add(find_rule_set(facts_.profile, item.text), SetPlace::routes, item.node->span);
    }
  }

  const Facts& facts_;
  std::vector<SetUse> uses_;
};

}  // namespace

std::vector<SetUse> set_uses(const Facts& facts) { return UseWalk(facts).run(); }

}  // namespace clashlint
