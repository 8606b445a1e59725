// Questions to a public resolver that everybody on the way can read and answer.
#include <fmt/format.h>

#include "analyzer/check/reporter.h"
#include "analyzer/dns/resolvers.h"
#include "rules/value/reach.h"

namespace clashlint {
namespace {

bool is_public(const Resolver& resolver) {
  return reach_of(resolver.server.host) == Reach::everywhere && country_of(resolver).empty();
}

class AbroadCheck {
 public:
  AbroadCheck(const Facts& facts, Reporter& report)
      : facts_(facts), report_(report), routes_(facts.profile, facts.lists) {}

  void look_at(const std::vector<Resolver>& resolvers) {
    for (const Resolver& resolver : resolvers) {
      const bool plain = resolver.server.scheme == "udp" || resolver.server.scheme == "tcp";
      if (!plain || !is_public(resolver) || resolver.span == Span{} || is_proxied(facts_, routes_, resolver))
        continue;
      if (finding_ != nullptr) {
        finding_->related.push_back({.span = resolver.span, .text = "so is this one"});
        continue;
      }
      finding_ = &report_.add(
          resolver.span, fmt::format("names are asked of {} in the clear, past the proxy", resolver.name));
      finding_->primary.text = "who is on the way reads the question, and can answer it";
      finding_->notes.push_back(fmt::format(
          "ask over TLS (tls://{0}, https://…), or through a proxy: {0}#Group", resolver.server.host));
    }
  }

 private:
  const Facts& facts_;
  Reporter& report_;
  Routes routes_;
  Finding* finding_ = nullptr;
};

void run(const Facts& facts, Reporter& report) {
  if (!facts.profile.dns.enable) return;
  AbroadCheck check(facts, report);
  check.look_at(resolvers_of(facts, "nameserver"));
  check.look_at(resolvers_of(facts, "fallback"));
  for (const ResolverPolicy& policy : resolver_policies(facts, "nameserver-policy"))
    check.look_at(policy.resolvers);
}

}  // namespace

extern constinit const Check plain_dns_abroad{
    .id = "plain-dns-abroad",
    .category = Category::dns,
    .summary = "a public resolver is asked in the clear and past the proxy: answers can be forged on the way",
    .severity = Severity::info,
    .preset = Preset::strict,
    .run = run};

}  // namespace clashlint
