#include "analyzer/recognise/recognise.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analyzer/recognise/base64.h"

namespace clashlint {
namespace {

Recognised of(const std::string& text) {
  Sources sources;
  const FileId file = sources.add("x", text);
  const YamlTree tree = parse_yaml(sources, file);
  return recognise(sources[file].text(), tree);
}

TEST_CASE("what a file is") {
  struct Row {
    std::string text;
    FileKind kind;
  };
  const std::vector<Row> rows = {
      {"rules: []\n", FileKind::profile},
      {"mixed-port: 7890\n", FileKind::profile},
      {"Rule: []\n", FileKind::profile},
      {"proxies: []\nproxy-groups: []\n", FileKind::profile},
      {"proxies: []\n", FileKind::proxy_list},
      {"payload: ['+.a.example']\n", FileKind::rule_list},
      {"payload: []\nrules: []\n", FileKind::profile},
      {"prepend-rules: []\n", FileKind::client_override},
      {"rules: []\n+rules: []\n", FileKind::client_override},
      {"outbounds: []\ndns: {}\n", FileKind::other_config},
      {"{\"inbounds\": []}", FileKind::other_config},
      {"<!DOCTYPE html>\n<html>", FileKind::web_page},
      {"\n  <HTML><body>", FileKind::web_page},
      {"vmess://abc", FileKind::share_links},
      {"# mine\nss://abc\n", FileKind::share_links},
      {"dm1lc3M6Ly9hYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg==", FileKind::share_links},
      {"dm1lc3M6Ly9hYmNkZWZn\naGlqa2xtbm9wcXJzdHV2d3h5eg\n", FileKind::share_links},
      {"[General]\nloglevel = notify\n[Rule]\nFINAL,DIRECT\n", FileKind::other_config},
      {"[filter_local]\nfinal, direct\n", FileKind::other_config},
      {"function main(config) {\n  return config;\n}\n", FileKind::other_config},
      {"-----BEGIN AGE ENCRYPTED FILE-----\n", FileKind::other_config},
      {"rules:\n\t- broken\n", FileKind::profile},
      {"proxies: [\nrules:\n", FileKind::profile},
      {"jobs: {}\n", FileKind::unknown},
      {"- a\n- b\n", FileKind::unknown},
      {"", FileKind::unknown},
      {"a word that is long enough", FileKind::unknown},
      {"averylongsinglewordthatisnothing", FileKind::unknown},
      {std::string("\x00\x01\xff", 3), FileKind::unknown},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Recognised recognised = of(row.text);
    CHECK(recognised.kind == row.kind);
    const bool named = row.kind != FileKind::profile && row.kind != FileKind::unknown;
    CHECK(recognised.what.empty() == !named);
  }
}

TEST_CASE("base64 is text behind it, or none") {
  CHECK(decoded_base64("dm1lc3M6Ly9hYmNkZWZn", 100) == "vmess://abcdefg");
  CHECK(decoded_base64("dm1lc3M6Ly9hYmNkZWZn", 5) == "vmess");
  CHECK_FALSE(decoded_base64("AAAAAAAAAAAAAAAAAAAA", 100).has_value());
  CHECK_FALSE(decoded_base64("not base64 at all, is it?", 100).has_value());
  CHECK_FALSE(decoded_base64("short", 100).has_value());
}

}  // namespace
}  // namespace clashlint
