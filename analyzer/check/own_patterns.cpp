#include "analyzer/check/own_patterns.h"

#include <algorithm>

#include "analyzer/check/definitions.h"
#include "rules/base/strings.h"
#include "rules/base/written.h"
#include "rules/profile/typed.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

bool names_a_list(std::string_view text) {
  constexpr std::string_view kPrefixes[] = {"geosite:", "rule-set:", "geoip:"};
  return std::ranges::any_of(kPrefixes, [&](std::string_view prefix) {
    return ascii_iequals(text.substr(0, prefix.size()), prefix);
  });
}

class PatternWalk {
 public:
  PatternWalk(const Facts& facts, const PatternVisit& each) : facts_(facts), each_(each) {}

  void run() {
    rule_sets();
    if (const YamlNode* dns = mapping(top_level(facts_, "dns"))) dns_lists(*dns);
    if (const YamlNode* sniffer = mapping(top_level(facts_, "sniffer"))) {
      list(*sniffer, "force-domain", PatternHome::sniffer);
      list(*sniffer, "skip-domain", PatternHome::sniffer);
    }
    if (const YamlNode* hosts = mapping(top_level(facts_, "hosts"))) {
      for (const YamlEntry& entry : yaml_entries(*hosts).entries)
        add(entry.key->text, *entry.key, PatternHome::hosts, hosts);
    }
  }

 private:
  static const YamlNode* mapping(const YamlNode* node) {
    return node != nullptr && node->is_mapping() ? node : nullptr;
  }

  void rule_sets() {
    for (const ProviderDefinition& provider : provider_definitions(facts_, "rule-providers")) {
      if (provider.fields.text("behavior") != "domain") continue;
      const YamlNode* const payload = provider.fields.find("payload");
      for (const Structure::Item& item : provider.fields.texts("payload"))
        add(resolved(*item.node).text, *item.node, PatternHome::rule_set, payload);
    }
  }

  void dns_lists(const YamlNode& dns) {
    const Dns& read = facts_.profile.dns;
    if (read.fake_ip && read.filter_mode != FakeIpFilterMode::rule)
      list(dns, "fake-ip-filter", PatternHome::fake_ip_filter);
    for (const std::string_view key : {"nameserver-policy", "proxy-server-nameserver-policy"}) {
      if (const YamlNode* policy = mapping(typed_child(dns, key))) policy_keys(*policy);
    }
    const YamlNode* const filter = mapping(typed_child(dns, "fallback-filter"));
    if (filter != nullptr && !read.fallback.empty()) list(*filter, "domain", PatternHome::fallback_filter);
  }

  // Merging means nothing here: the core takes keys as they are written.
  void policy_keys(const YamlNode& policy) {
    for (std::size_t at = 0; at + 1 < policy.children.size(); at += 2) {
      const YamlNode& key = resolved(*policy.children[at]);
      if (names_a_list(key.text)) continue;
      for (const std::string_view part : split(key.text, ',')) add(part, key, PatternHome::policy, &policy);
    }
  }

  void list(const YamlNode& parent, std::string_view key, PatternHome home) {
    const YamlNode* const node = typed_child(parent, key);
    for (const TypedText& item : typed_strings(node)) {
      const YamlNode& scalar = resolved(*item.node);
      add(scalar.text, scalar, home, node);
    }
  }

  void add(std::string_view text, const YamlNode& node, PatternHome home, const YamlNode* list) {
    const YamlNode& scalar = resolved(node);
    if (text.empty() || !scalar.is_scalar() || names_a_list(text)) return;
    each_({.text = text, .value = scalar.text, .span = scalar.span, .home = home, .list = list});
  }

  const Facts& facts_;
  const PatternVisit& each_;
};

}  // namespace

void visit_own_patterns(const Facts& facts, const PatternVisit& each) { PatternWalk(facts, each).run(); }

Span pattern_place(const Facts& facts, const OwnPattern& pattern) {
  return shown_place(facts.sources, pattern.span, pattern.value, pattern.text);
}

}  // namespace clashlint
