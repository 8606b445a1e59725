#include "analyzer/catalogue/catalogue.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "rules/value/domain_pattern.h"
#include "rules/value/domain_set.h"
#include "rules/value/ip.h"

namespace clashlint {
namespace {

TEST_CASE("the catalogue has no fault") {
  for (const Finding& fault : catalogue_faults()) FAIL_CHECK(fault.message);
}

TEST_CASE("every service is complete") {
  const std::set<std::string> categories = {"ai",   "dev",       "registry", "account",
                                            "push", "messenger", "streaming"};
  CHECK(built_in_services().size() > 30);
  for (const Service& service : built_in_services()) {
    CAPTURE(service.id);
    CHECK_FALSE(service.name.empty());
    CHECK(categories.contains(service.category));
    CHECK_FALSE(service.hosts.empty());
    CHECK_FALSE(service.declared);
    CHECK(find_service(built_in_services(), service.id) == &service);
  }
}

// One host alone cannot be apart from the others.
TEST_CASE("what has to leave together are several hosts") {
  for (const Service& service : built_in_services()) {
    CAPTURE(service.id);
    const auto together = std::ranges::count_if(
        service.hosts, [&](const ServiceHost& host) { return service.is_together(host.role); });
    CHECK((service.together.empty() || together > 1));
  }
}

TEST_CASE("every host has something to ask about") {
  for (const Service& service : built_in_services()) {
    for (const ServiceHost& host : service.hosts) {
      CAPTURE(host.pattern);
      if (parse_prefix(host.pattern)) {
        CHECK(parse_ip(host.probe).has_value());
      } else {
        CHECK(valid_domain_pattern(host.pattern));
        CHECK(DomainSet::build({host.pattern}).contains(host.probe));
      }
    }
  }
}

TEST_CASE("the entries of names that need real addresses take every probe") {
  std::set<std::string> ids;
  for (const RealAddressNames& names : name_catalogue().real_addresses) {
    CAPTURE(names.id);
    CHECK(ids.insert(names.id).second);
    CHECK_FALSE(names.name.empty());
    CHECK_FALSE(names.why.empty());
    CHECK_FALSE(names.probes.empty());
    for (const std::string& entry : names.entries) CHECK_MESSAGE(valid_domain_pattern(entry), entry);
    const DomainSet set = DomainSet::build(names.entries);
    for (const std::string& probe : names.probes) CHECK_MESSAGE(set.contains(probe), probe);
  }
}

TEST_CASE("what is miswritten is told with what is right") {
  for (const MiswrittenEntry& entry : name_catalogue().miswritten) {
    CAPTURE(entry.entry);
    CHECK_FALSE(entry.why.empty());
    if (!entry.instead.empty()) CHECK(valid_domain_pattern(entry.instead));
  }
}

TEST_CASE("every resolver is reached somehow, and its addresses are addresses") {
  for (const PublicResolver& resolver : name_catalogue().resolvers) {
    CAPTURE(resolver.name);
    CHECK_FALSE(resolver.name.empty());
    CHECK((!resolver.https.empty() || !resolver.addresses.empty()));
    for (const std::string& name : resolver.https) CHECK_MESSAGE(valid_domain_pattern(name), name);
    for (const std::string& name : resolver.tls) CHECK_MESSAGE(valid_domain_pattern(name), name);
    for (const std::string& address : resolver.addresses) CHECK_MESSAGE(parse_ip(address), address);
    CHECK((!resolver.upgrade || !resolver.addresses.empty()));
  }
  CHECK(name_catalogue().canaries.size() == 3);
}

TEST_CASE("links for measuring are known by their text") {
  const ProbeUrl* const own = find_probe_url("https://www.gstatic.com/generate_204");
  REQUIRE(own != nullptr);
  CHECK(own->worth == ProbeWorth::good);
  CHECK(find_probe_url("https://openrouter.ai/") == nullptr);
  std::set<std::string> urls;
  for (const ProbeUrl& probe : name_catalogue().probe_urls) {
    CHECK_MESSAGE(urls.insert(probe.url).second, probe.url);
    CHECK_FALSE(probe.says.empty());
  }
}

}  // namespace
}  // namespace clashlint
