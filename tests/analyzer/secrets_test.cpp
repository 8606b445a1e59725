#include "analyzer/secrets/secret_map.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analyzer/secrets/shapes.h"
#include "analyzer/secrets/text_line.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

std::string line_of(const std::string& text, std::uint32_t number) {
  Sources sources;
  const FileId file = sources.add("p.yaml", text);
  const YamlTree tree = parse_yaml(sources, file);
  return SecretMap(sources, file, tree).line(file, number).text;
}

TEST_CASE("shapes that are secrets, and those that are not") {
  struct Row {
    std::string text;
    std::string value;
    std::string rule;
  };
  const std::vector<Row> rows = {
      {"openrouter.ai", "openrouter.ai", "openrouter.ai"},
      {"DOMAIN-SUFFIX,openrouter.ai,Proxy", "DOMAIN-SUFFIX,openrouter.ai,Proxy",
       "DOMAIN-SUFFIX,openrouter.ai,Proxy"},
      {"123e4567-e89b-12d3-a456-426614174000", "•••", "•••"},
      {"x123e4567-e89b-12d3-a456-426614174000y", "•••", "x•••y"},
      {"123e4567-e89b-12d3-a456-42661417400", "•••", "123e4567-e89b-12d3-a456-42661417400"},
      {"vmess://abc", "vmess://•••", "vmess://•••"},
      {"SS://abc#name", "SS://•••", "SS://•••"},
      {"https://example.com/list.yaml", "https://example.com/list.yaml", "https://example.com/list.yaml"},
      {"https://u:p@example.com/l?t=1#f", "https://•••@example.com/l?•••", "https://•••@example.com/l?•••"},
      {"https://example.com/sub/a1b2c3d4e5f6a7b8/x", "https://example.com/sub/•••/x",
       "https://example.com/sub/•••/x"},
      {"https://raw.githubusercontent.com/someone/a-list-2026/main/rules.yaml",
       "https://raw.githubusercontent.com/someone/a-list-2026/main/rules.yaml",
       "https://raw.githubusercontent.com/someone/a-list-2026/main/rules.yaml"},
      {"d1234567890abcdef1234567890abcdef12", "•••", "d1234567890abcdef1234567890abcdef12"},
      {"-----BEGIN PRIVATE KEY-----", "•••", "•••"},
      {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
       "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(masked(row.text, secret_shapes(row.text, Look::value)) == row.value);
    CHECK(masked(row.text, secret_shapes(row.text, Look::rule_row)) == row.rule);
  }
  const std::string link = "https://example.com/sub/short";
  CHECK(masked(link, secret_shapes(link, Look::private_url)) == "https://•••");
}

TEST_CASE("lines that are not understood hide more") {
  struct Row {
    std::string line;
    std::string shown;
  };
  const std::vector<Row> rows = {
      {"  - DOMAIN-SUFFIX,openrouter.ai,Proxy", "  - DOMAIN-SUFFIX,openrouter.ai,Proxy"},
      {"    password: x", "    password: •••"},
      {"  - {name: a, type: ss, server: h, port: 1}", "  - {name: a, type: ss, server: •••"},
      {"  - {\"name\": \"a\", \"password\": \"b\"}", "  - {\"name\": \"a\", \"password\": •••"},
      {"rules:", "rules:"},
      {"  - 🚀 Proxy", "  - 🚀 Proxy"},
      {"  - bob:swordfish", "  - bob:•••"},
      {"# clashlint: ignore[x] y", "# clashlint: ignore[x] y"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    CHECK(masked(row.line, secrets_of_line(row.line)) == row.shown);
  }
}

TEST_CASE("places move with the masks") {
  const ShownLine line{.text = "a ••• b ••• c", .hidden = {{2, 3}, {6, 30}}};
  CHECK(line.place(0) == 0);
  CHECK(line.place(2) == 2);
  CHECK(line.end_place(3) == 2 + kMask.size());
  CHECK(line.place(4) == 4 - 1 + kMask.size());
  CHECK(line.place(10) == line.place(6));
  CHECK(line.end_place(10) == line.text.find(" c"));
  CHECK(line.place(31) == line.text.find('c'));
}

// Every field that may hold a secret holds the marker.
const std::string kMarker = "zqsecret";
const std::string kProfile =
    "secret: zqsecret1\n"
    "authentication: ['bob:zqsecret2']\n"
    "x-holder: &h {uuid: zqsecret3, server: zqsecret4}\n"
    "plain: &p zqsecret5\n"
    "proxies:\n"
    "  - {name: A, type: ss, server: zqsecret6, port: 1, cipher: none, password: 'zqsecret7'}\n"
    "  - <<: *h\n"
    "    name: B\n"
    "    type: vmess\n"
    "    ws-opts:\n"
    "      headers: {Host: zqsecret8}\n"
    "      path: /zqsecret9\n"
    "    reality-opts: {public-key: zqsecret10, short-id: \"zqsecret11\"}\n"
    "    password: *p\n"
    "  - name: C\n"
    "    private-key: |\n"
    "      zqsecret12\n"
    "      zqsecret13\n"
    "    passphrase: >-\n"
    "      zqsecret14\n"
    "proxy-providers:\n"
    "  s:\n"
    "    type: http\n"
    "    url: https://zqsecret15@example.com/zqsecret16?t=zqsecret17\n"
    "    header: {Authorization: [zqsecret18]}\n"
    "    payload: [{name: D, type: trojan, password: zqsecret19}]\n"
    "listeners:\n"
    "  - {name: in, type: vmess, users: [{username: zqsecret20, uuid: zqsecret21}]}\n"
    "tls: {private-key: zqsecret22}\n"
    "dns: {nameserver: ['https://zqsecret23@example.com/dns-query?k=zqsecret24']}\n"
    "rules:\n"
    "  - DOMAIN,a.example,DIRECT # password: zqsecret25\n"
    "  - MATCH,DIRECT\n"
    "# - {name: old, type: ss, password: zqsecret26}\n";

void check_hidden(const std::string& text) {
  Sources sources;
  const FileId file = sources.add("p.yaml", text);
  const YamlTree tree = parse_yaml(sources, file);
  const SecretMap map(sources, file, tree);
  for (std::uint32_t line = 1; line <= sources[file].line_count(); ++line) {
    const ShownLine shown = map.line(file, line);
    CHECK_MESSAGE(shown.text.find(kMarker) == std::string::npos, shown.text, "\n", text);
    CHECK(is_valid_utf8(shown.text));
    CHECK(shown.place(sources[file].line(line).size()) == shown.text.size());
  }
}

TEST_CASE("no line of a profile shows a secret") {
  check_hidden(kProfile);
  CHECK(line_of(kProfile, 6) == "  - {name: A, type: ss, server: •••, port: 1, cipher: none, password: •••}");
  CHECK(line_of(kProfile, 24) == "    url: https://•••");
  CHECK(line_of(kProfile, 32) == "  - DOMAIN,a.example,DIRECT # password: •••");
}

// A block scalar that is cut off, a quote that never ends: what is broken hides more, never less.
TEST_CASE("no line of a broken profile shows a secret") {
  for (std::size_t size = 1; size < kProfile.size(); ++size) {
    check_hidden(kProfile.substr(0, size));
    // Between words only: half a key is another key, and half a link none.
    const bool between = kProfile[size - 1] == ' ' || kProfile[size - 1] == '\n' || kProfile[size] == '\n';
    if (between) check_hidden(kProfile.substr(0, size) + "\n\t[}\n" + kProfile.substr(size));
  }
}

TEST_CASE("a finding repeats no secret") {
  Sources sources;
  const FileId file = sources.add("p.yaml", kProfile);
  const YamlTree tree = parse_yaml(sources, file);
  const auto at = static_cast<std::uint32_t>(kProfile.find("zqsecret7"));
  Finding finding;
  finding.message = "zqsecret7 and zqsecret6 are wrong";
  finding.primary = {.span = {file, at, at + 9}, .text = "zqsecret7"};
  finding.core_message = "cannot use 'zqsecret7'";
  finding.notes = {"https://me@example.com/"};
  finding.fixes = {{.title = "write it again", .edits = {{.span = {file, at, at + 9}, .text = "zqsecret7"}}},
                   {.title = "delete it", .edits = {{.span = {file, at, at + 9}, .text = {}}}}};
  SecretMap(sources, file, tree).hide_in(finding);
  CHECK(finding.message == "••• and ••• are wrong");
  CHECK(finding.primary.text == "•••");
  CHECK(finding.core_message == "cannot use '•••'");
  CHECK(finding.notes.front() == "https://•••@example.com/");
  REQUIRE(finding.fixes.size() == 1);
  CHECK(finding.fixes.front().title == "delete it");
}

}  // namespace
}  // namespace clashlint
