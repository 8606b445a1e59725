// What is said of patterns of fake-ip-filter, against the core's own look-up.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analyzer/dns/filter_list.h"
#include "analyzer/dns/wider_patterns.h"
#include "analyzer/match/dns_view.h"
#include "rules/value/domain_set.h"
#include "tests/support/small_profile.h"

namespace clashlint {
namespace {

/// Every name of up to four labels `a` and `b`.
std::vector<std::string> small_names() {
  std::vector<std::string> names = {"a", "b"};
  for (std::size_t at = 0; names.size() < 30; ++at) {
    for (const char* label : {"a.", "b."}) names.push_back(label + names[at]);
  }
  return names;
}

std::vector<std::string> small_patterns() {
  std::vector<std::string> patterns;
  for (const std::string rest : {"a", "b", "*", "a.b", "*.b", "a.*", "*.*", "a.b.a", "a.*.b", "*.a.b"}) {
    for (const char* front : {"", "+.", "."}) patterns.push_back(front + rest);
  }
  return patterns;
}

TEST_CASE("a wider pattern takes all that a pattern takes") {
  for (const std::string& pattern : small_patterns()) {
    const DomainSet narrow = DomainSet::build({pattern});
    for (const std::string& wider : wider_patterns(pattern)) {
      const DomainSet wide = DomainSet::build({wider});
      for (const std::string& name : small_names())
        CHECK_MESSAGE((wide.contains(name) || !narrow.contains(name)), pattern, " ", wider, " ", name);
    }
  }
  CHECK(wider_patterns("a.b") == std::vector<std::string>{"+.a.b", "+.b", ".b"});
  CHECK(wider_patterns("+.A.b") == std::vector<std::string>{"+.b", ".b"});
  CHECK(wider_patterns("localhost.*.qq.com") ==
        std::vector<std::string>{"+.qq.com", ".qq.com", "+.com", ".com"});
  CHECK(wider_patterns("*").empty());
}

TEST_CASE("a pattern and its row take the same names") {
  for (const std::string& pattern : small_patterns()) {
    const SmallProfile rows(
        "dns: {enable: true, enhanced-mode: fake-ip, nameserver: [1.1.1.1], fake-ip-filter-mode: rule,\n"
        "  fake-ip-filter: ['" +
        filter_row(pattern, "real-ip") + "']}\n");
    const DomainSet set = DomainSet::build({pattern});
    for (const std::string& name : small_names()) {
      std::vector<Dependency> missing;
      CHECK_MESSAGE(gets_fake_ip(*rows, name, missing) != set.contains(name), pattern, " ", name);
    }
  }
  CHECK(filter_row("+.lan", "real-ip") == "DOMAIN-SUFFIX,lan,real-ip");
  CHECK(filter_row("nas.lan", "real-ip") == "DOMAIN,nas.lan,real-ip");
}

}  // namespace
}  // namespace clashlint
