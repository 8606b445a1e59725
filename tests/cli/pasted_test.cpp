#include "cli/pasted.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "rules/base/strings.h"

namespace clashlint {
namespace {

// `openrouter.ai:443` …: what was found, one word a host.
std::string found_in(std::string_view text) {
  std::vector<std::string> words;
  for (const PastedHost& host : read_pasted(text)) {
    const std::optional<std::uint16_t> port = host.target.port;
    words.push_back(host.target.host + (port ? ":" + std::to_string(*port) : ""));
  }
  return join(words, " ");
}

struct Row {
  std::string_view text;
  std::string_view hosts;
};

TEST_CASE("errors of programs name their host") {
  const std::vector<Row> rows = {
      {"curl: (28) Failed to connect to openrouter.ai port 443 after 129 ms: Couldn't connect to server",
       "openrouter.ai:443"},
      {"curl: (6) Could not resolve host: api.openai.com", "api.openai.com"},
      {"curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to openrouter.ai:443 ",
       "openrouter.ai:443"},
      {"curl: (7) Failed to connect to 192.0.2.7 port 8443 after 0 ms: Connection refused", "192.0.2.7:8443"},
      {"ssh: connect to host github.com port 22: Connection timed out", "github.com:22"},
      {"ssh: Could not resolve hostname nas: Name or service not known", "nas"},
      {"fatal: unable to access 'https://github.com/a/b/': Failed to connect to github.com port 443",
       "github.com:443"},
      {"fatal: unable to access 'https://me:secret@github.com/a/b/': The requested URL returned error: 403",
       "github.com:443"},
      {"dial tcp: lookup openrouter.ai on 127.0.0.53:53: no such host", "openrouter.ai"},
      {"Get \"https://api.openai.com/v1/models\": net/http: TLS handshake timeout", "api.openai.com:443"},
      {"read tcp 10.0.0.2:51000->104.18.2.1:443: read: connection reset by peer", "104.18.2.1:443"},
      {"requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='openrouter.ai', port=443): Max retries",
       "openrouter.ai:443"},
      {"Error: getaddrinfo ENOTFOUND registry.npmjs.org", "registry.npmjs.org"},
      {"Error: connect ECONNREFUSED 104.18.2.1:443", "104.18.2.1:443"},
      {"wget: unable to resolve host address ‘openrouter.ai’", "openrouter.ai"},
      {"main.go:57: cannot reach openrouter.ai: i/o timeout", "openrouter.ai"},
      {"Failed to connect to [2001:db8::1]:443", "2001:db8::1:443"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(found_in(row.text) == row.hosts);
  }
}

TEST_CASE("a list and a rule") {
  CHECK(found_in("openrouter.ai, api.openai.com github.com:22") ==
        "openrouter.ai api.openai.com github.com:22");
  CHECK(found_in("https://a.example.com/x?y=1,2 b.example.com") == "a.example.com:443 b.example.com");
  CHECK(found_in("openrouter.ai openrouter.ai:443") == "openrouter.ai:443");
  CHECK(found_in("  - DOMAIN-SUFFIX,openrouter.ai,🔭 LLM") == "openrouter.ai");
  CHECK(found_in("IP-CIDR,10.10.1.0/24,DIRECT,no-resolve") == "10.10.1.0");
  CHECK(found_in("DOMAIN-KEYWORD,openai,LLM").empty());
}

TEST_CASE("what names no host") {
  for (const std::string_view text :
       {"", "  ", "curl: (28) Connection timed out after 10001 milliseconds", "why does it not work?",
        "see main.go line 57", "\xFF\xFE openrouter.ai"}) {
    CAPTURE(text);
    CHECK(found_in(text).empty());
  }
}

TEST_CASE("a text of very many hosts is cut") {
  std::string text;
  for (std::size_t at = 0; at < kMaxPasted + 5; ++at) text += "h" + std::to_string(at) + ".example.com ";
  CHECK(read_pasted(text).size() == kMaxPasted);
}

struct Logged {
  std::string_view text;
  std::string_view host;
  int port;
  bool udp;
  std::string_view source;  // address:port
  std::string_view process;
  std::string_view rule;
  std::string_view way;
};

TEST_CASE("lines of the core's log") {
  const std::vector<Logged> rows = {
      {R"(time="2026-11-28T09:00:00+08:00" level=info msg="[TCP] 192.168.1.2:5123(curl) --> openrouter.ai:443 match GeoIP(cn) using Final[HK-01]")",
       "openrouter.ai", 443, false, "192.168.1.2:5123", "curl", "GeoIP(cn)", "Final[HK-01]"},
      {"INFO[0042] [UDP] 127.0.0.1:60000 --> 8.8.8.8:53 match Match using DIRECT", "8.8.8.8", 53, true,
       "127.0.0.1:60000", "", "Match", "DIRECT"},
      {"[TCP] [fd00::2]:5123 --> a.example:443 doesn't match any rule using DIRECT", "a.example", 443, false,
       "fd00::2:5123", "", "-", "DIRECT"},
      {"[TCP] dial 🔭 LLM (match DomainSuffix/openrouter.ai) 192.168.1.2:5123(Code Helper, uid=501) --> "
       "openrouter.ai:443 error: connect failed: dial tcp 192.0.2.1:443: i/o timeout",
       "openrouter.ai", 443, false, "192.168.1.2:5123", "Code Helper", "DomainSuffix(openrouter.ai)",
       "🔭 LLM"},
      {"[TCP] dial DIRECT (match Match/) 10.0.0.1:1 --> a.example:80 error: x", "a.example", 80, false,
       "10.0.0.1:1", "", "Match", "DIRECT"},
      {"[TCP] 10.0.0.1:1 --> a.example:80 match AND((Network,tcp) && (DstPort,80)) using 节点 选择[a b]",
       "a.example", 80, false, "10.0.0.1:1", "", "AND((Network,tcp) && (DstPort,80))", "节点 选择[a b]"},
      {"[TCP] 10.0.0.1:1 --> a.example:80 using GLOBAL", "a.example", 80, false, "10.0.0.1:1", "", "",
       "GLOBAL"},
  };
  for (const Logged& row : rows) {
    CAPTURE(row.text);
    const std::vector<PastedHost> found = read_pasted(row.text);
    REQUIRE(found.size() == 1);
    const PastedHost& host = found.front();
    CHECK(host.target.host == row.host);
    CHECK(host.target.port.value_or(0) == row.port);
    CHECK((host.target.network == Network::udp) == row.udp);
    const std::string source = host.src_ip ? to_string(*host.src_ip) : "";
    CHECK(source + ":" + std::to_string(host.src_port) == row.source);
    CHECK(host.process == row.process);
    CHECK(host.logged_rule == row.rule);
    CHECK(host.logged_way == row.way);
  }
}

}  // namespace
}  // namespace clashlint
