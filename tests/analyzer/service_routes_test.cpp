#include "analyzer/facts/service_routes.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analyzer/catalogue/catalogue.h"
#include "analyzer/facts/group_names.h"
#include "tests/support/small_profile.h"

namespace clashlint {
namespace {

using Ids = std::vector<std::string>;

Ids meant(const std::string& text, const std::vector<Service>& services = built_in_services()) {
  const SmallProfile profile(std::string(kOutbounds) + text);
  REQUIRE_FALSE(profile.loaded().refused);
  Ids ids;
  for (const ServiceRoutes& routes : ServiceWalker(*profile, services).meant())
    ids.push_back(routes.service->id);
  return ids;
}

TEST_CASE("services are meant by a rule, a group or the user") {
  CHECK(meant("rules: ['MATCH,A']").empty());
  CHECK(meant("rules: ['DOMAIN,clerk.openrouter.ai,A', 'MATCH,B']") == Ids{"openrouter"});
  CHECK(meant("rules: ['DOMAIN-KEYWORD,openrouter,A', 'MATCH,B']") == Ids{"openrouter"});
  CHECK(meant("rules: ['IP-CIDR,91.108.0.0/16,A', 'MATCH,B']") == Ids{"telegram"});
  CHECK(meant("proxy-groups: [{name: 🔭 OpenRouter+LLM, type: select, proxies: [A]}]\nrules: ['MATCH,B']") ==
        Ids{"openrouter"});
  CHECK(meant("sub-rules: {x: ['DOMAIN-SUFFIX,openrouter.ai,A']}\n"
              "rules: ['SUB-RULE,(NETWORK,tcp),x', 'MATCH,B']") == Ids{"openrouter"});
  std::vector<Service> own = {
      {.id = "own",
       .name = "own",
       .hosts = {{.pattern = "a.example", .probe = "a.example", .role = HostRole::api}},
       .declared = true}};
  CHECK(meant("rules: ['MATCH,B']", own) == Ids{"own"});
}

TEST_CASE("what was not written for a service says nothing of it") {
  CHECK(meant("rules: ['DOMAIN-SUFFIX,ai,A', 'MATCH,B']").empty());
  CHECK(meant("rules: ['DOMAIN-KEYWORD,clerk,A', 'MATCH,B']").empty());
  CHECK(meant("rules: ['IP-CIDR,0.0.0.0/0,A', 'NETWORK,tcp,A', 'MATCH,B']").empty());
  CHECK(meant("mode: direct\nrules: ['DOMAIN,clerk.openrouter.ai,A', 'MATCH,B']").empty());
}

// A list of thousands of names is about a country.
TEST_CASE("long lists say nothing of a service") {
  const auto with_names = [](int count) {
    std::string text = "rule-providers: {list: {type: inline, behavior: domain, payload: [+.openrouter.ai";
    for (int at = 1; at < count; ++at) text += ", n" + std::to_string(at) + ".example";
    return text + "]}}\nrules: ['RULE-SET,list,A', 'MATCH,B']\n";
  };
  CHECK(meant(with_names(2'000)) == Ids{"openrouter"});
  CHECK(meant(with_names(2'001)).empty());
}

TEST_CASE("groups are known by whole words of their names") {
  const SmallProfile profile(
      "proxy-groups:\n"
      "  - {name: 💬 ChatGPT服务, type: select, proxies: [DIRECT]}\n"
      "  - {name: GitHub-Copilot, type: select, proxies: [DIRECT]}\n"
      "  - {name: Claudette, type: select, proxies: [DIRECT]}\n"
      "rules: ['MATCH,DIRECT']\n");
  const GroupNames names(*profile);
  const auto group_of = [&](std::string_view id) -> std::string {
    const Outbound* const group = names.named_for(*find_service(built_in_services(), id));
    return group == nullptr ? "" : group->name;
  };
  CHECK(group_of("chatgpt") == "💬 ChatGPT服务");
  CHECK(group_of("github-copilot") == "GitHub-Copilot");
  CHECK(group_of("github") == "GitHub-Copilot");
  CHECK(group_of("claude").empty());
  CHECK(group_of("openrouter").empty());
}

TEST_CASE("a way is settled only where no address decides") {
  const SmallProfile profile(std::string(kOutbounds) +
                             "rules: ['IP-CIDR,203.0.113.0/24,A', 'IP-CIDR6,::/0,H', 'MATCH,B']\n");
  const Service& service = *find_service(built_in_services(), "openrouter");
  const std::vector<Service> services = {service};
  const ServiceWalker walker(*profile, services);
  const HostRoute route = walker.route(services[0].hosts[0]);
  CHECK(route.way.kind == Way::Kind::none);
  CHECK(route.ipv6.at->name == "H");
  CHECK(route.udp.kind == Way::Kind::none);
}

TEST_CASE("ways look through groups of one member, and part for sure where no end is shared") {
  const SmallProfile profile(std::string(kOutbounds) +
                             "proxy-groups:\n"
                             "  - {name: One, type: select, proxies: [A]}\n"
                             "  - {name: Two, type: select, proxies: [A, DIRECT]}\n"
                             "  - {name: Other, type: url-test, proxies: [B, H]}\n"
                             "  - {name: Home, type: select, proxies: [DIRECT]}\n"
                             "rules: ['MATCH,DIRECT']\n");
  const auto way = [&](std::string_view target) { return way_to(*profile, target); };
  CHECK(way("One") == way("A"));
  CHECK_FALSE(way("Two") == way("A"));
  CHECK(way("Home") == way("DIRECT"));
  CHECK(way("Home") == way("COMPATIBLE"));
  CHECK(way("REJECT") == way("REJECT-DROP"));
  CHECK(way("nothing").kind == Way::Kind::none);
  CHECK(surely_part(way("Two"), way("Other")));
  CHECK(surely_part(way("Other"), way("DIRECT")));
  CHECK_FALSE(surely_part(way("Two"), way("DIRECT")));
  CHECK_FALSE(surely_part(way("Two"), way("One")));
  CHECK(surely_part(way("REJECT"), way("DIRECT")));
}

}  // namespace
}  // namespace clashlint
