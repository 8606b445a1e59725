// Lists that are read without libyaml give the tree that libyaml gives.
#include "rules/yaml/plain_rows.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "rules/yaml/tree.h"
#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

void show(const YamlNode& node, std::string& out) {
  constexpr const char* kKinds = "SLMA";
  out += kKinds[static_cast<int>(node.kind)];
  out += std::to_string(static_cast<int>(node.style)) + "@" + std::to_string(node.span.begin) + "-" +
         std::to_string(node.span.end) + "'" + std::string(node.text) + "'";
  if (node.properties != nullptr) out += "&" + std::string(node.properties->anchor);
  for (const YamlNode* child : node.children) show(*child, out);
  out += ";";
}

std::string shown(const std::string& text, YamlReading how) {
  Sources sources;
  const YamlTree tree = parse_yaml(sources, sources.add("a.yaml", text), how);
  std::string out = std::to_string(tree.end()) + " ";
  if (tree.error()) out += tree.error()->message + "|" + tree.error()->core_message + "|";
  if (tree.root() != nullptr) show(*tree.root(), out);
  return out;
}

void check_both(const std::string& text) {
  const std::string quick = shown(text, YamlReading::quick);
  const std::string whole = shown(text, YamlReading::whole);
  if (quick != whole) FAIL(text, "\nquick ", quick, "\nwhole ", whole);
}

std::string rows(int count, const std::string& indent = "  ") {
  std::string text;
  for (int at = 0; at < count; ++at) text += indent + "- DOMAIN-SUFFIX,a" + std::to_string(at) + ".com,🔭 P\n";
  return text;
}

TEST_CASE("a run is found, and is what it looks like") {
  const std::string text = "rules:\n" + rows(40);
  REQUIRE(plain_runs(text).size() == 1);
  CHECK(plain_runs(text).front().rows.size() == 40);
  check_both(text);
  CHECK(plain_runs("rules:\n" + rows(3)).empty());
}

TEST_CASE("what looks like a list and is none") {
  const std::vector<std::string> texts = {
      "a: |\n" + rows(40),
      "a: >\n\n" + rows(40) + "b: 1\n",
      "a: text\n" + rows(40),
      "a: 'text\n" + rows(40) + "  end'\n",
      "a: \"text\n" + rows(40) + "  end\"\nb: 2\n",
      "a: [x,\n" + rows(40) + "]\n",
      "- |\n" + rows(40) + "- x\n",
      "? |\n" + rows(40) + ": x\n",
      "# only comments\n" + rows(40) + "...\n" + rows(40),
      rows(40) + " - deeper\n",
      rows(40) + "   goes on\n   here\n" + rows(40),
      rows(40) + "\t- tab\n",
      rows(40) + "  - *alias\n",
      rows(40) + "  - a: b\n" + rows(40),
      "a:\n" + rows(20) + "b:\n" + rows(20, "    ") + "c:\n" + rows(20, ""),
      "a: &x\n" + rows(20) + "b: *x\n",
      "\xEF\xBB\xBF"
      "rules:\n" +
          rows(40),
      "rules:\n" + rows(40) + "broken: [\n",
      "rules:\n" + rows(40) + "---\nsecond: 1\n" + rows(40),
      "rules: !!seq\n" + rows(40) + "other:\n" + rows(40),
  };
  for (const std::string& text : texts) check_both(text);
}

std::string line_by(std::mt19937& random) {
  const std::vector<std::string> items = {"- DOMAIN,a.com,P",
                                          "- 'IP-CIDR,1.2.3.4/32,🔭 P,no-resolve'",
                                          "- \"GEOIP,CN,DIRECT\" # why",
                                          "- a #comment",
                                          "- a#b",
                                          "- a:b",
                                          "- ~",
                                          "- null",
                                          "-  spaced  ",
                                          "- 'it''s'",
                                          "- \"\\n\"",
                                          "- {a: b}",
                                          "- [a, b]",
                                          "- x\xE2\x80\xA8y",
                                          "- \xC2\x85",
                                          "- é",
                                          "- a: b",
                                          "- a\n   more",
                                          "# comment",
                                          "",
                                          "   ",
                                          "- &n x",
                                          "- *n",
                                          "- !t x",
                                          "- |",
                                          "- >-",
                                          "- x ",
                                          "- +.a.com",
                                          "- .b",
                                          "- ?",
                                          "- -",
                                          "- - x",
                                          "-\tx",
                                          "- a\r",
                                          "- 1:",
                                          "key: v",
                                          "- \xFF",
                                          "- a?b"};
  const std::string indent(random() % 8 == 0 ? random() % 5 : 2, ' ');
  const std::size_t plain = random() % 10;
  return indent + (plain < 7 ? items[random() % 5] : items[random() % items.size()]) + "\n";
}

TEST_CASE("texts by chance") {
  std::mt19937 random(11);
  const std::vector<std::string> heads = {"rules:\n", "a: |\n", "a: x\n", "- ", "a: [\n", "a: &n\n", ""};
  std::size_t with_runs = 0;
  for (int round = 0; round < 6000; ++round) {
    std::string text = heads[random() % heads.size()];
    const bool uniform = random() % 3 != 0;
    for (std::size_t count = 20 + random() % 40; count > 0; --count)
      text += uniform && random() % 30 != 0 ? "  - DOMAIN,a" + std::to_string(count) + ".com,P\n"
                                            : line_by(random);
    if (random() % 3 == 0) text += "tail: [a, b]\n";
    with_runs += plain_runs(text).empty() ? 0 : 1;
    check_both(text);
  }
  CHECK(with_runs > 1000);
}

TEST_CASE("published profiles") {
  const char* corpus = std::getenv("CLASHLINT_CORPUS");
  if (corpus == nullptr) {
    MESSAGE("skipped: CLASHLINT_CORPUS is not set");
    return;
  }
  for (const auto& entry : fs::directory_iterator(std::string(corpus) + "/profiles")) {
    CAPTURE(entry.path().filename().string());
    if (entry.path().extension() == ".json") continue;
    check_both(decode_utf16(read_bytes(entry.path())));
  }
}

}  // namespace
}  // namespace clashlint
