#include "analyzer/check/unseen.h"

#include <set>

#include "analyzer/check/visit.h"

namespace clashlint {
namespace {

class Collector {
 public:
  using Kind = Unseen::Kind;

  void add(Kind kind, std::string what, std::string why) {
    if (!why.empty() && seen_.insert(what).second) parts.push_back({kind, std::move(what), std::move(why)});
  }

  void add(const Rule& rule, const Profile& profile) {
    if (const auto* const list = std::get_if<GeositeList>(&rule.condition)) {
      add(Kind::database, "the geosite lists", list->missing);
    } else if (const auto* const code = std::get_if<GeoipCode>(&rule.condition)) {
      if (code->lan) return;
      add(Kind::database, "the country database",
          profile.geodata_mode ? code->missing : profile.country_availability.why);
    } else if (rule.kind == RuleKind::ip_asn || rule.kind == RuleKind::src_ip_asn) {
      add(Kind::database, "the AS number database", profile.asn_availability.why);
    }
  }

  std::vector<Unseen> parts;

 private:
  std::set<std::string> seen_;
};

}  // namespace

std::vector<Unseen> unseen_parts(const Sources& sources, const LoadedProfile& loaded) {
  const Profile& profile = *loaded.profile;
  Collector collector;
  for (const ProfileText& text : loaded.texts()) {
    // What is wrong with a layer itself is a finding.
    if (text.layer == nullptr || text.layer->is_fault) continue;
    const std::string name = "layer " + sources[text.file].name();
    collector.add(Unseen::Kind::layer, name, text.layer->why_not);
    collector.add(Unseen::Kind::layer, "the rest of " + name, text.layer->stops);
  }
  if (loaded.layered) {
    for (const Unknown& unknown : loaded.layered->unknowns)
      collector.add(Unseen::Kind::layer, unknown.what, unknown.why);
  }
  for (const auto& provider : profile.proxy_providers) {
    collector.add(Unseen::Kind::proxy_provider, "proxy-provider " + provider->name,
                  provider->availability.why);
  }
  for (const auto& set : profile.rule_sets)
    collector.add(Unseen::Kind::rule_set, "rule-set " + set->name, set->availability.why);
  visit_used_rules(profile, [&](const Rule& rule) { collector.add(rule, profile); });
  visit_name_matchers(profile, [&](const NameMatcher& matcher) {
    if (matcher.geosite) collector.add(Unseen::Kind::database, "the geosite lists", matcher.geosite->missing);
  });
  return std::move(collector.parts);
}

}  // namespace clashlint
