// What keeps the core from learning the name behind a connection: questions
// for names that it never gets, and connections without one.
#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "analyzer/automaton/row_names.h"
#include "analyzer/catalogue/catalogue.h"
#include "analyzer/check/reporter.h"
#include "analyzer/dns/intake.h"
#include "analyzer/facts/routes.h"
#include "analyzer/facts/rule_words.h"
#include "rules/base/strings.h"
#include "rules/profile/typed.h"

namespace clashlint {

extern const Check resolver_bypass;

namespace {

constexpr CheckOption kOptions[] = {{.name = "encrypted-dns",
                                     .text = "report also that programs can ask public resolvers over HTTPS",
                                     .otherwise = false}};

constexpr std::uint16_t kPort = 443;
constexpr std::size_t kMaxNamed = 4;

/// The first rule about names; null: there is none.
const Rule* name_rule(const Profile& profile) {
  const auto found = std::ranges::find_if(
      profile.rules, [](const Rule& rule) { return rule.kind != RuleKind::match && names_of(rule).any; });
  return found == profile.rules.end() ? nullptr : &*found;
}

/// Whether the core can read an entry of `dns-hijack` (`semantics.md` I.1): else
/// TUN does not start.
bool is_readable(std::string_view entry) {
  if (const std::size_t scheme = entry.find("://"); scheme != std::string_view::npos)
    entry.remove_prefix(scheme + 3);
  std::string text(entry);
  if (const std::size_t any = text.find("any"); any != std::string::npos) text.replace(any, 3, "0.0.0.0");
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon + 1 == text.size()) return false;
  std::string host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const std::string_view port = std::string_view(text).substr(colon + 1);
  const bool digits = std::ranges::all_of(port, [](char byte) { return byte >= '0' && byte <= '9'; });
  return parse_ip(host).has_value() && digits && port.size() <= 5;
}

class BypassCheck {
 public:
  BypassCheck(const Facts& facts, Reporter& report)
      : facts_(facts), dns_(facts.profile.dns), report_(report), intake_(intake_of(facts)) {}

  void run() {
    if (intake_.tun == nullptr || report_unreadable()) return;
    if (report_off()) return;
    report_not_asked();
    if (facts_.settings.option(resolver_bypass, "encrypted-dns")) report_encrypted();
  }

 private:
  bool report_unreadable() {
    if (intake_.hijack == nullptr) return false;
    Finding* finding = nullptr;
    for (const TypedText& entry : typed_strings(&resolved(*intake_.hijack))) {
      if (is_readable(entry.text)) continue;
      if (finding != nullptr) {
        finding->related.push_back({.span = entry.node->span, .text = "nor these"});
        continue;
      }
      finding = &report_.add(entry.node->span, "the core cannot read this, and TUN does not start");
      finding->primary.text = "an address and a port are wanted";
      finding->notes.push_back(fmt::format("write {}:53, or any:53 for every resolver",
                                           parse_ip(entry.text) ? entry.text : std::string("8.8.8.8")));
    }
    return finding != nullptr;
  }

  // Every question is taken, and answered with a failure.
  bool report_off() {
    const YamlEntry enable = dns_entry(facts_, "enable");
    if (dns_.enable || enable.value == nullptr || hijacks_nothing()) return false;
    Finding& finding = report_.add(resolved(*enable.value).span,
                                   "dns is off, and TUN takes every question for a name: all of them fail");
    finding.primary.text = "the core answers each with a failure";
    add_tun(finding);
    finding.notes.emplace_back("switch dns on, or write `dns-hijack: []`");
    return true;
  }

  bool hijacks_nothing() const {
    return intake_.hijack != nullptr && typed_strings(&resolved(*intake_.hijack)).empty();
  }

  void add_tun(Finding& finding) const {
    const YamlNode* const enable = yaml_find(*intake_.tun, "enable");
    if (enable != nullptr) finding.related.push_back({.span = resolved(*enable).span, .text = "TUN is on"});
  }

  // Connections come by their addresses, and nothing gives them a name.
  void report_not_asked() {
    const Rule* const rule = name_rule(facts_.profile);
    if (intake_.sniffs || rule == nullptr) return;
    const YamlEntry enable = dns_entry(facts_, "enable");
    if (!dns_.enable && enable.value == nullptr) return;  // a client may switch it on
    if (!dns_.enable || (!dns_.fake_ip && !dns_.redir_host)) {
      const YamlEntry mode = dns_entry(facts_, "enhanced-mode");
      const YamlNode& place = resolved(dns_.enable ? *mode.value : *enable.value);
      tell_nameless(
          report_.add(place.span,
                      "connections that TUN takes have no name: rules about names do not take them"),
          *rule, "the core keeps no record of names and addresses");
    } else if (hijacks_nothing()) {
      Finding& finding = report_.add(
          intake_.hijack->span,
          "programs ask other resolvers past the core: rules about names do not take what they connect to");
      finding.confidence = Confidence::depends;
      tell_nameless(finding, *rule, "no question is taken");
      finding.notes.emplace_back("where the system asks TUN's own resolver all is well");
    }
  }

  void tell_nameless(Finding& finding, const Rule& rule, std::string why) {
    finding.primary.text = std::move(why);
    finding.related.push_back({.span = rule.span, .text = "never sees such a connection"});
    add_tun(finding);
    finding.notes.emplace_back("switch the sniffer on: it reads the name from the connection");
  }

  void report_encrypted() {
    if (!dns_.enable || intake_.sniffs) return;
    Routes routes(facts_.profile, facts_.lists);
    std::vector<std::string> open;
    for (const PublicResolver& resolver : name_catalogue().resolvers) {
      if (resolver.https.empty()) continue;
      if (routes.of(resolver.https.front(), Network::tcp, kPort).exit != Exit::reject)
        open.push_back(resolver.https.front());
    }
    if (open.empty()) return;
    const YamlEntry mode = dns_entry(facts_, "enhanced-mode");
    const Span place = mode.value == nullptr ? intake_.tun->span : resolved(*mode.value).span;
    Finding& finding = report_.add(place, "a program with a resolver of its own gets past rules about names");
    finding.severity = Severity::info;
    const std::size_t shown = std::min(open.size(), kMaxNamed);
    finding.primary.text = fmt::format("rules let through {} and {} more",
                                       join(std::span(open).first(shown), ", "), open.size() - shown);
    finding.notes.emplace_back(
        "switch the sniffer on, or reject such resolvers: GEOSITE,category-doh,REJECT");
  }

  const Facts& facts_;
  const Dns& dns_;
  Reporter& report_;
  Intake intake_;
};

void run(const Facts& facts, Reporter& report) { BypassCheck(facts, report).run(); }

}  // namespace

extern constinit const Check resolver_bypass{
    .id = "resolver-bypass",
    .category = Category::dns,
    .summary = "TUN takes connections whose names the core does not learn",
    .options = kOptions,
    .run = run};

}  // namespace clashlint
