#include "rules/profile/dns_filter.h"

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/profile/name_matchers.h"
#include "rules/profile/providers.h"
#include "rules/profile/remedies.h"
#include "rules/profile/rule_faults.h"
#include "rules/profile/typed.h"
#include "rules/profile/world.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

/// The core's list where the profile has none; the odd spelling is its own.
constexpr std::string_view kDefaultFilter[] = {"dns.msftnsci.com", "www.msftnsci.com",
                                               "www.msftconnecttest.com"};

bool names_only(RuleKind kind) {
  switch (kind) {
    case RuleKind::domain:
    case RuleKind::domain_suffix:
    case RuleKind::domain_keyword:
    case RuleKind::domain_regex:
    case RuleKind::domain_wildcard:
    case RuleKind::geosite:
    case RuleKind::rule_set:
    case RuleKind::match:
      return true;
    default:
      return false;
  }
}

class RuleModeFilter {
 public:
  explicit RuleModeFilter(LoadContext& context) : context_(context), world_(context, true) {}

  void read(std::string_view text, Span span, std::size_t index) {
    const RuleTokens tokens = tokenise_rule(text, true);
    prefix_ = fmt::format("dns.fake-ip-filter[{}] [{}] error: ", index, text);
    span_ = span;
    const std::string action = ascii_lower(tokens.target);
    if (action != "fake-ip" && action != "real-ip") {
      return refuse("invalid-dns",
                    fmt::format("an entry here ends in fake-ip or real-ip, not \"{}\"", tokens.target),
                    fmt::format("invalid action '{}', must be 'fake-ip' or 'real-ip'", tokens.target));
    }
    const std::optional<RuleKind> kind = rule_kind(tokens.type);
    if (!kind || !names_only(*kind)) {
      return refuse(
          "invalid-dns", fmt::format("{} cannot be used here: only rules about names", tokens.type),
          fmt::format("rule type '{}' not supported, only domain-based rules allowed", tokens.type));
    }
    if (*kind == RuleKind::rule_set && !check_set(tokens.payload)) return;
    std::optional<RuleFault> fault;
    Rule rule = compile_rule(tokens, RulePlace::list, world_, fault);
    if (fault) {
      RuleFaultWords words = words_of(*fault);
      refuse(fault->kind == PayloadFault::geodata ? "unknown-geosite" : "invalid-dns",
             std::move(words.message), fault->core_message);
      context_.findings.back().notes = std::move(words.notes);
      return;
    }
    rule.target = action;
    rule.text = text;
    place_at(rule, span);
    context_.profile.dns.filter_rules.push_back(std::move(rule));
  }

 private:
  void refuse(std::string_view check, std::string message, const std::string& core_message) {
    context_.refuse(check, span_, std::move(message), prefix_ + core_message);
  }

  bool check_set(const std::string& name) {
    const RuleSet* const set = find_rule_set(context_.profile, name);
    if (set == nullptr) {
      refuse("unknown-rule-set", fmt::format("no rule-provider is called \"{}\"", name),
             fmt::format("rule-set '{}' not found", name));
      context_.remedies.rule_set(context_.findings.back(), name, span_);
      return false;
    }
    if (set->behavior == ProviderBehavior::ipcidr) {
      refuse("invalid-dns", "this rule-provider holds addresses, not names",
             "rule-set behavior is IPCIDR, must be domain or classical");
      return false;
    }
    return true;
  }

  LoadContext& context_;
  LoaderWorld world_;
  std::string prefix_;
  Span span_;
};

}  // namespace

void load_fake_ip_filter(LoadContext& context, const YamlNode& section) {
  Dns& dns = context.profile.dns;
  const YamlNode* const written = yaml_find(section, "fake-ip-filter");
  if (dns.filter_mode != FakeIpFilterMode::rule) {
    if (written == nullptr) {
      dns.filter_patterns = DomainSet::build({std::begin(kDefaultFilter), std::end(kDefaultFilter)});
      return;
    }
    NameListMatchers list = read_name_list(context, written, "invalid-dns", "");
    dns.filter_patterns = std::move(list.patterns);
    dns.filter = std::move(list.others);
    return;
  }
  RuleModeFilter filter(context);
  std::size_t index = 0;
  if (written == nullptr) {
    for (const std::string_view text : kDefaultFilter) filter.read(text, section.span, index++);
    return;
  }
  for (const TypedText& item : typed_strings(written)) filter.read(item.text, item.node->span, index++);
}

}  // namespace clashlint
