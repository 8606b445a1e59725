#include "rules/profile/world.h"

#include "rules/profile/geodata.h"
#include "rules/profile/providers.h"

namespace clashlint {
namespace {

/// Stands for every set that does not exist: it has no entries, so it never matches.
const RuleSet& no_such_set() {
  static const RuleSet kNone = [] {
    RuleSet set;
    set.availability = {.available = false, .why = "no rule-provider has this name"};
    return set;
  }();
  return kNone;
}

}  // namespace

Result<GeositeList> LoaderWorld::geosite(std::string_view payload) {
  return context_.geodata.geosite(payload);
}

Result<GeoipCode> LoaderWorld::geoip(std::string_view payload) { return context_.geodata.geoip(payload); }

void LoaderWorld::needs_asn() { context_.geodata.need_asn(); }

const RuleSet* LoaderWorld::rule_set(std::string_view name) {
  const RuleSet* const set = find_rule_set(context_.profile, name);
  return set == nullptr && !must_exist_ ? &no_such_set() : set;
}

}  // namespace clashlint
