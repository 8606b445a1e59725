#include "analyzer/query/routing_test.h"

#include <algorithm>

#include "analyzer/facts/connection_text.h"
#include "analyzer/facts/resolver_words.h"
#include "analyzer/facts/rule_words.h"
#include "analyzer/match/walk.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

bool is_on(const std::vector<std::string_view>& chain, const std::string& name) {
  return std::ranges::find(chain, name) != chain.end();
}

/// The row, or its beginning up to a comma.
bool begins_with(const Rule& rule, const std::string& text) {
  return rule.text.starts_with(text) && (rule.text.size() == text.size() || rule.text[text.size()] == ',');
}

std::string quoted(const std::vector<std::string>& names) {
  std::vector<std::string> words;
  for (const std::string& name : names) words.push_back("\"" + name + "\"");
  return join(words, " or ");
}

std::string server_names(const Answer& answer) {
  std::vector<std::string> names;
  for (const std::string& server : answer.nameservers) names.push_back(nameserver_name(server));
  return names.empty() ? "nobody" : join(names, ", ");
}

/// A server is written with or without its scheme and port.
bool is_server(std::string_view server, std::string_view wanted) {
  return server == wanted || server.find(wanted) != std::string_view::npos;
}

}  // namespace

TestRunner::TestRunner(const Profile& profile, const Sources& sources, const Selections& selections)
    : profile_(profile), sources_(sources), selections_(selections), exits_(profile, selections) {}

Query TestRunner::query_of(const AskedHost& host, const Wanted& wanted) {
  Query query;
  query.host = host.host;
  query.dst_port = 443;
  if (!wanted.ports.empty()) query.dst_port = static_cast<std::uint16_t>(wanted.ports.front().first);
  if (host.port) query.dst_port = *host.port;
  if (host.network) query.network = *host.network;
  if (wanted.network) query.network = *wanted.network;
  if (!wanted.processes.empty()) query.process = wanted.processes.front();
  if (!wanted.sources.empty()) query.src_ip = wanted.sources.front().first();
  if (!wanted.addresses.empty()) query.dns = wanted.addresses.front().first();
  if (!wanted.inbounds.empty()) query.in_name = wanted.inbounds.front();
  if (!wanted.in_types.empty()) query.in_type = wanted.in_types.front();
  return query;
}

TestResult TestRunner::run(const RoutingTest& test) {
  TestResult result{.test = &test};
  if (test.is_proof()) {
    prove(test, result);
    return result;
  }
  for (const AskedHost& host : test.hosts) run_host(test, host, result);
  if (test.together) run_together(test, result);
  return result;
}

std::string TestRunner::way_words(const Rule* rule, const std::vector<std::string_view>& chain) const {
  std::string words = " leaves by " + join(chain, " → ");
  if (rule == nullptr) return words + " (no rule takes it)";
  return words + " (line " + line_of(sources_, *rule) + " " + rule->text + ")";
}

// What is wrong with where it leaves; empty: nothing.
std::string TestRunner::fault_of(const RoutingTest& test, const Rule* rule,
                                 const std::vector<std::string_view>& chain) const {
  const auto on_chain = [&](const std::string& name) { return is_on(chain, name); };
  if (!test.outbounds.empty() && std::ranges::none_of(test.outbounds, on_chain))
    return way_words(rule, chain) + ", not by " + quoted(test.outbounds);
  if (std::ranges::any_of(test.not_outbounds, on_chain)) return way_words(rule, chain);
  if (!test.rule.empty() && (rule == nullptr || !begins_with(*rule, test.rule)))
    return way_words(rule, chain) + ", not by the rule \"" + test.rule + "\"";
  return {};
}

std::string TestRunner::dns_fault_of(const RoutingTest& test, const Answer& answer) {
  if (test.fake_address && answer.fake_ip.value_or(false) != *test.fake_address)
    return *test.fake_address ? " gets its real address, not a fake one"
                              : " gets a fake address, not its real one";
  if (test.asks_dns && answer.dns_asked != *test.asks_dns)
    return answer.dns_asked ? " is resolved to find its way" : " is not resolved to find its way";
  const auto is_wanted = [&](const std::string& server) { return is_server(server, test.resolver); };
  if (!test.resolver.empty() && std::ranges::none_of(answer.nameservers, is_wanted))
    return " is asked of " + server_names(answer) + ", not of \"" + test.resolver + "\"";
  return {};
}

void TestRunner::run_host(const RoutingTest& test, const AskedHost& host, TestResult& result) {
  const Answer answer = walk(profile_, query_of(host, test.wanted), selections_);
  ++result.asked;
  std::string fault = fault_of(test, answer.rule, answer.chain);
  if (fault.empty()) fault = dns_fault_of(test, answer);
  if (!fault.empty()) result.failures.push_back({.message = host.text + fault, .row = answer.rule_index});
}

void TestRunner::run_together(const RoutingTest& test, TestResult& result) {
  std::string first;
  for (const AskedHost& host : test.hosts) {
    const Answer answer = walk(profile_, query_of(host, test.wanted), selections_);
    const std::string leaf(answer.chain.empty() ? answer.target : answer.chain.back());
    if (first.empty()) first = leaf;
    if (leaf == first) continue;
    result.failures.push_back({.message = host.text + way_words(answer.rule, answer.chain) + ", and " +
                                          test.hosts.front().text + " by " + first,
                               .row = answer.rule_index});
  }
}

void TestRunner::prove(const RoutingTest& test, TestResult& result) {
  Wanted wanted = test.wanted;
  for (const AskedHost& host : test.hosts) wanted.hosts.push_back(host.host);
  const auto rule_of = [&](int way) {
    const int row = exits_.list().way(way).first;
    return row < 0 ? nullptr : &profile_.rules[static_cast<std::size_t>(row)];
  };
  const auto is_wrong = [&](int way) { return !fault_of(test, rule_of(way), exits_.chain(way)).empty(); };
  for (const FoundExit& exit : exits_.find(wanted, is_wrong, kMaxFailures)) {
    const bool unknown = exit.found.found != Found::yes;
    const std::string who = unknown ? "perhaps a connection" : connection_text(exit.found.witness);
    result.failures.push_back({.message = who + fault_of(test, rule_of(exit.way), exits_.chain(exit.way)) +
                                          (unknown ? ": " + exit.found.why : ""),
                               .row = exits_.list().way(exit.way).first,
                               .unknown = unknown});
  }
}

}  // namespace clashlint
