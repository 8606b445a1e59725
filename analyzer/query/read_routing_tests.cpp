#include <algorithm>

#include "analyzer/query/routing_test.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

std::optional<bool> address_named(std::string_view word) {
  if (word == "fake") return true;
  if (word == "real") return false;
  return std::nullopt;
}

class Reader {
 public:
  Reader(StrictReader& reader, const Findings& faults, const HostParser& parse)
      : reader_(reader), faults_(faults), parse_(parse) {}

  RoutingTest read(const YamlNode& node) {
    RoutingTest test{.name = {}, .span = node.span};
    const std::size_t faults = faults_.size();
    reader_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) { read_key(key, value, test); });
    if (faults_.size() == faults) check(node, test);
    if (test.name.empty()) test.name = name_of(test);
    return test;
  }

 private:
  void read_key(const YamlNode& key, const YamlNode& value, RoutingTest& test) {
    if (read_wanted_key(key, value, reader_, test.wanted)) return;
    if (read_hosts_key(key, value, reader_, parse_, test.hosts)) return;
    if (key.text == "name") {
      test.name = reader_.text(value);
    } else if (key.text == "outbound") {
      test.outbounds = reader_.texts(value);
    } else if (key.text == "not-outbound") {
      test.not_outbounds = reader_.texts(value);
    } else if (key.text == "rule") {
      test.rule = reader_.text(value);
    } else if (key.text == "resolver") {
      test.resolver = reader_.text(value);
    } else if (key.text == "address") {
      test.fake_address = reader_.word(value, address_named, "fake or real");
    } else if (key.text == "asks-dns") {
      test.asks_dns = reader_.boolean(value);
    } else if (key.text == "together") {
      test.together = reader_.boolean(value).value_or(false);
    } else if (key.text == "always") {
      test.always = reader_.boolean(value).value_or(false);
    } else {
      reader_.unknown_key(key, {"name",     "host",     "hosts",    "url",      "urls",         "service",
                                "under",    "matching", "port",     "network",  "process",      "ip",
                                "src-ip",   "in-name",  "in-type",  "outbound", "not-outbound", "rule",
                                "resolver", "address",  "asks-dns", "together", "always"});
    }
  }

  // A test that asks for nothing would always pass.
  void check(const YamlNode& node, const RoutingTest& test) {
    const bool route = !test.outbounds.empty() || !test.not_outbounds.empty() || !test.rule.empty();
    const bool dns = !test.resolver.empty() || test.fake_address || test.asks_dns;
    if (!route && !dns && !test.together)
      return reader_.fault(node,
                           "this test wants nothing: say outbound, not-outbound, rule, resolver, address, "
                           "asks-dns or together");
    if (test.together && (test.hosts.size() < 2 || test.always))
      return reader_.fault(node, "together is for two hosts or more, without always");
    if (test.is_proof() && dns)
      return reader_.fault(node, "resolver, address and asks-dns are asked of hosts, without always");
    if (!test.hosts.empty() && !test.wanted.under.empty())
      reader_.fault(node, "hosts and under do not go together: make two tests");
  }

  static std::string name_of(const RoutingTest& test) {
    std::vector<std::string> words;
    for (const AskedHost& host : test.hosts) words.push_back(host.text);
    for (const std::string& zone : test.wanted.under) words.push_back("every name under " + zone);
    constexpr std::size_t kMostWords = 3;
    const std::size_t more = words.size() - std::min(words.size(), kMostWords);
    words.resize(words.size() - more);
    std::string name = words.empty() ? "connections" : join(words, ", ");
    if (more > 0) name += " and " + std::to_string(more) + " more";
    if (!test.outbounds.empty()) return name + " by " + join(test.outbounds, " or ");
    if (!test.not_outbounds.empty()) return name + " not by " + join(test.not_outbounds, " nor ");
    return test.together ? name + " together" : name;
  }

  StrictReader& reader_;
  const Findings& faults_;
  const HostParser& parse_;
};

}  // namespace

std::vector<RoutingTest> read_routing_tests(const Sources& sources, FileId file, const HostParser& parse,
                                            Findings& faults) {
  std::vector<RoutingTest> tests;
  StrictReader reader(faults);
  const YamlTree tree = parse_yaml(sources, file);
  const YamlNode* const root = reader.root(tree);
  if (root == nullptr) return tests;
  Reader one(reader, faults, parse);
  reader.each_entry(*root, [&](const YamlNode& key, const YamlNode& value) {
    if (key.text != "tests") return reader.unknown_key(key, {"tests"});
    for (const YamlNode* item : reader.items(value)) tests.push_back(one.read(*item));
  });
  return tests;
}

}  // namespace clashlint
