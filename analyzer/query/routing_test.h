#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/query/exits.h"
#include "analyzer/query/read_wanted.h"

namespace clashlint {

/// What somebody wants of hosts, or of all connections of a kind.
struct RoutingTest {
  std::string name;
  Span span;
  std::vector<AskedHost> hosts{};  ///< empty: every connection that is wanted
  Wanted wanted{};
  bool always = false;                   ///< hosts: whatever their address, the port and the network
  std::vector<std::string> outbounds{};  ///< one of these on its way
  std::vector<std::string> not_outbounds{};
  std::string rule{};  ///< the row that decides, or how it begins
  std::string resolver{};
  std::optional<bool> fake_address{};
  std::optional<bool> asks_dns{};
  bool together = false;  ///< all hosts leave by one outbound

  bool is_proof() const { return hosts.empty() || always; }
};

/// Faults are those of the file.
std::vector<RoutingTest> read_routing_tests(const Sources& sources, FileId file, const HostParser& parse,
                                            Findings& faults);

/// A connection that is not as it was wanted.
struct TestFailure {
  std::string message{};  ///< `openrouter.ai leaves by Final (line 33 MATCH,Final), not by X`
  int row = -1;           ///< of `rules`; -1: none
  bool unknown = false;   ///< it is not known whether there is one
};

struct TestResult {
  const RoutingTest* test = nullptr;
  std::size_t asked = 0;  ///< hosts; 0: it was proved or refuted for all
  std::vector<TestFailure> failures{};

  bool passed() const { return failures.empty(); }
};

/// Failures of one test that are told.
inline constexpr std::size_t kMaxFailures = 20;

/// Runs tests against one profile.
class TestRunner {
 public:
  TestRunner(const Profile& profile, const Sources& sources, const Selections& selections);

  TestResult run(const RoutingTest& test);

  /// How a host would be asked by a test that says nothing more of it.
  static Query query_of(const AskedHost& host, const Wanted& wanted);

 private:
  void run_host(const RoutingTest& test, const AskedHost& host, TestResult& result);
  void run_together(const RoutingTest& test, TestResult& result);
  void prove(const RoutingTest& test, TestResult& result);
  std::string fault_of(const RoutingTest& test, const Rule* rule,
                       const std::vector<std::string_view>& chain) const;
  std::string way_words(const Rule* rule, const std::vector<std::string_view>& chain) const;
  static std::string dns_fault_of(const RoutingTest& test, const Answer& answer);

  const Profile& profile_;
  const Sources& sources_;
  Selections selections_;
  Exits exits_;
};

}  // namespace clashlint
