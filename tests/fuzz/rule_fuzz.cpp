#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rules/kind/parse.h"
#include "rules/profile/profile.h"

namespace clashlint {
namespace {

/// Knows every list, code and set: all of the parser is reached.
class WideWorld : public RuleWorld {
 public:
  Result<GeositeList> geosite(std::string_view /*payload*/) override { return GeositeList{}; }
  Result<GeoipCode> geoip(std::string_view payload) override {
    return GeoipCode{.code = std::string(payload)};
  }
  void needs_asn() override {}
  const RuleSet* rule_set(std::string_view /*name*/) override { return &set_; }

 private:
  RuleSet set_;
};

void compile(std::string_view row, bool need_target, RulePlace place) {
  WideWorld world;
  std::optional<RuleFault> fault;
  const Rule rule = compile_rule(tokenise_rule(row, need_target), place, world, fault);
  if (rule.understood == fault.has_value()) __builtin_trap();
  static_cast<void>(shown_payload(rule));
  static_cast<void>(shown_name(rule));
}

}  // namespace
}  // namespace clashlint

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view row(reinterpret_cast<const char*>(data), size);
  clashlint::compile(row, true, clashlint::RulePlace::list);
  clashlint::compile(row, false, clashlint::RulePlace::classical_set);
  return 0;
}
