#pragma once

#include "rules/kind/parse.h"
#include "rules/profile/context.h"

namespace clashlint {

/// What rule payloads refer to, as the loader knows it. `must_exist` is false
/// inside classical sets, where the core does not check nested RULE-SETs.
class LoaderWorld : public RuleWorld {
 public:
  LoaderWorld(LoadContext& context, bool must_exist) : context_(context), must_exist_(must_exist) {}

  Result<GeositeList> geosite(std::string_view payload) override;
  Result<GeoipCode> geoip(std::string_view payload) override;
  void needs_asn() override;
  const RuleSet* rule_set(std::string_view name) override;

 private:
  LoadContext& context_;
  bool must_exist_;
};

}  // namespace clashlint
