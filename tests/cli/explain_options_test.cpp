#include "cli/command/explain_options.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/command/hosts.h"

#include <sstream>

using namespace clashlint;

namespace {

using Words = std::vector<std::string>;

Result<ExplainOptions> read(Words args) {
  const Result<RawOptions> raw = read_options(explain_rows(), args);
  return raw ? read_explain_options(*raw) : Error{raw.error()};
}

Result<ExplainOptions> read_with_host(Words args) {
  args.insert(args.begin(), {"p.yaml", "a.com"});
  return read(args);
}

}  // namespace

TEST_CASE("every field of a query has its option") {
  const Result<ExplainOptions> options = read_with_host({"--udp",
                                                         "--port",
                                                         "443",
                                                         "--ip",
                                                         "192.0.2.1",
                                                         "--dns",
                                                         "2001:db8::1",
                                                         "--src-ip",
                                                         "10.0.0.2",
                                                         "--src-port",
                                                         "5000",
                                                         "--in-port",
                                                         "7890",
                                                         "--in-name",
                                                         "mixed",
                                                         "--in-user",
                                                         "me",
                                                         "--in-type",
                                                         "socks5",
                                                         "--process",
                                                         "curl",
                                                         "--process-path",
                                                         "/usr/bin/curl",
                                                         "--uid",
                                                         "4294967295",
                                                         "--dscp",
                                                         "63",
                                                         "--sniff-host",
                                                         "b.com",
                                                         "--sub-rules",
                                                         "lan"});
  REQUIRE_MESSAGE(options.ok(), options.error());
  const Query& query = options->query;
  CHECK(query.network == Network::udp);
  CHECK(query.dst_port == 443);
  CHECK(query.dst_ip == parse_ip("192.0.2.1"));
  CHECK(query.dns == parse_ip("2001:db8::1"));
  CHECK(query.src_ip == parse_ip("10.0.0.2"));
  CHECK(query.src_port == 5000);
  CHECK(query.in_port == 7890);
  CHECK(query.in_name == "mixed");
  CHECK(query.in_user == "me");
  CHECK(query.in_type == "SOCKS5");
  CHECK(query.process == "curl");
  CHECK(query.process_path == "/usr/bin/curl");
  CHECK(query.uid == 4294967295U);
  CHECK(query.dscp == 63);
  CHECK(query.sniff_host == "b.com");
  CHECK(query.sub_rules == "lan");
}

TEST_CASE("what is not given is as the core has it") {
  const Result<ExplainOptions> options = read_with_host({});
  REQUIRE(options.ok());
  CHECK(options->query.network == Network::tcp);
  CHECK(options->query.in_type == "HTTP");
  CHECK_FALSE(options->query.dns.has_value());
  CHECK_FALSE(options->dns_given);
  CHECK(options->verbosity == 0);
  CHECK(options->format == Format::text);
  CHECK(options->color == Color::automatic);
}

TEST_CASE("an answer of none is an answer") {
  const Result<ExplainOptions> options = read_with_host({"--dns", "none"});
  REQUIRE(options.ok());
  CHECK(options->dns_given);
  CHECK_FALSE(options->query.dns.has_value());
}

TEST_CASE("choices may hold equals signs in the group") {
  const Result<ExplainOptions> options =
      read_with_host({"--select", "a=b=HK 01", "--select", "🔭 X=DIRECT", "-vvv"});
  REQUIRE(options.ok());
  CHECK(options->selections == Selections{{"a=b", "HK 01"}, {"🔭 X", "DIRECT"}});
  CHECK(options->verbosity == 2);
}

TEST_CASE("wrong values are refused by name") {
  struct Row {
    Words args;
    std::string part;
  };
  const std::vector<Row> rows = {
      {{"--port", "65536"}, "--port must be a number from 0 to 65535, not \"65536\""},
      {{"--port", "+1"}, "--port must be"},
      {{"--port", " 1"}, "--port must be"},
      {{"--port", "0x1"}, "--port must be"},
      {{"--uid", "4294967296"}, "--uid must be a number from 0 to 4294967295"},
      {{"--dscp", "64"}, "--dscp must be a number from 0 to 63"},
      {{"--ip", "1.2.3"}, "--ip must be an IPv4 or IPv6 address, not \"1.2.3\""},
      {{"--dns", "nothing"}, "or none: not found"},
      {{"--network", "icmp"}, "--network must be tcp or udp"},
      {{"--udp", "--network", "tcp"}, "contradict"},
      {{"--in-type", "MIXED"}, "--in-type must say what came in at the mixed port"},
      {{"--in-type", "socks"}, "SOCKS4 or SOCKS5"},
      {{"--in-type", "socks6"}, "did you mean \"SOCKS4\"?"},
      {{"--select", "group"}, "--select must be GROUP=NODE"},
      {{"--select", "=x"}, "--select must be GROUP=NODE"},
      {{"--select", "x="}, "--select must be GROUP=NODE"},
      {{"--select", "x=a", "--select", "x=b"}, "--select chooses twice in \"x\""},
      {{"--format", "xml"}, "--format must be text or json"},
      {{"--color", "on"}, "--color must be auto, always or never"},
      {{"--why-not", "x"}, "--why-not must be"},
      {{"--batch", "-"}, "--batch brings its own hosts"},
      {{"--service", "openrouter"}, "--service brings its own hosts"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.args.front());
    const Result<ExplainOptions> options = read_with_host(row.args);
    REQUIRE_FALSE(options.ok());
    CHECK_MESSAGE(options.error().find(row.part) != std::string::npos, options.error());
  }
  CHECK(read({}).error().find("profile is missing") != std::string::npos);
  CHECK(read({"p.yaml", "--format", "json"}).error().find("host is missing") != std::string::npos);
  CHECK(read({"p.yaml", "--batch", "-", "--port", "1"}).error() == "--batch and --port do not go together");
  CHECK(read({"p.yaml", "--service", "x", "--config", "c", "--no-config"}).error().find("contradict") !=
        std::string::npos);
  CHECK(read({"p.yaml", "--service", "x", "--batch", "-"}).error() ==
        "--batch and --service do not go together");
  CHECK(read({"p.yaml", "--service", "x", "--udp", "--no-config"}).ok());
  CHECK(read({"p.yaml", "--batch", "-", "--select", "a=b", "--home", "x", "--format", "json"}).ok());
}

TEST_CASE("options win over what a URL says") {
  std::istringstream none;
  const auto ask = [&](Words args) {
    const Result<ExplainOptions> options = read(std::move(args));
    REQUIRE_MESSAGE(options.ok(), options.error());
    const HostList list = read_hosts(*options, none);
    REQUIRE(list.asked.size() == 1);
    return list.asked.front();
  };
  CHECK(ask({"p", "https://a.com"}).query.dst_port == 443);
  CHECK(ask({"p", "https://a.com", "--port", "8443"}).query.dst_port == 8443);
  CHECK(ask({"p", "https://a.com", "--port", "0"}).query.dst_port == 0);
  CHECK(ask({"p", "quic://a.com"}).query.network == Network::udp);
  CHECK(ask({"p", "quic://a.com", "--network", "tcp"}).query.network == Network::tcp);
  CHECK(ask({"p", "https://a.com", "--udp"}).query.network == Network::udp);
  CHECK(ask({"p", "a.com"}).shown == "a.com");
  CHECK(ask({"p", "quic://a.com"}).shown == "a.com:443 (UDP)");
  CHECK(ask({"p", "[::1]:80"}).shown == "[::1]:80");
  CHECK(ask({"p", "::1"}).shown == "::1");
}

TEST_CASE("a list of hosts may hold comments and faults") {
  std::istringstream in(
      "\xEF\xBB\xBF# hosts\r\n\r\na.com\r\nhttps://b.com/#top\n  c.com:80   # why\n*.d.com\n" +
      std::string(2U << 20U, 'x') + "\ne.com");
  const Result<ExplainOptions> options = read({"p.yaml", "-", "f.com"});
  REQUIRE(options.ok());
  const HostList list = read_hosts(*options, in);
  Words hosts;
  for (const Asked& asked : list.asked) hosts.push_back(asked.shown);
  CHECK(hosts == Words{"a.com", "b.com:443", "c.com:80", "e.com", "f.com"});
  REQUIRE(list.faults.size() == 2);
  CHECK(list.faults[0] ==
        "line 6: \"*.d.com\" is no host: a pattern is no host: give one name that it takes");
  CHECK(list.faults[1] == "line 7: longer than 1 MiB");
}
