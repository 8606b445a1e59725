#include "rules/yaml/tree.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "rules/yaml/mapping.h"

using namespace clashlint;

namespace {

struct Read {
  explicit Read(std::string_view text)
      : file(sources.add("p.yaml", std::string(text))), tree(parse_yaml(sources, file)) {}
  std::string text(Span span) const { return std::string(sources.text(span)); }

  Sources sources;
  FileId file;
  YamlTree tree;
};

void visit(const YamlNode* root, std::vector<const YamlNode*>& nodes) {
  if (root == nullptr) return;
  nodes.push_back(root);
  for (const YamlNode* child : root->children) visit(child, nodes);
}

std::vector<const YamlNode*> nodes_of(const Read& read) {
  std::vector<const YamlNode*> nodes;
  visit(read.tree.root(), nodes);
  return nodes;
}

// The source text of every scalar and alias, joined.
std::string leaves(const Read& read) {
  std::string all;
  for (const YamlNode* node : nodes_of(read)) {
    if (node->is_sequence() || node->is_mapping()) continue;
    all += "<" + read.text(node->span) + ">";
  }
  return all;
}

// The source text of every list and mapping, joined.
std::string collections(const Read& read) {
  std::string all;
  for (const YamlNode* node : nodes_of(read)) {
    if (node->is_sequence() || node->is_mapping()) all += "<" + read.text(node->span) + ">";
  }
  return all;
}

std::string values(const Read& read) {
  std::string all;
  for (const YamlNode* node : nodes_of(read)) {
    if (node->is_scalar()) all += "<" + std::string(node->text) + ">";
  }
  return all;
}

}  // namespace

TEST_CASE("spans are the text of the node alone") {
  struct Row {
    std::string_view text;
    std::string_view leaves;
    std::string_view collections;
  };
  const Row rows[] = {
      {"a: b\n", "<a><b>", "<a: b>"},
      {"a:\n  - b\n  - c # d\n\n# e\nf: g\n", "<a><b><c><f><g>",
       "<a:\n  - b\n  - c # d\n\n# e\nf: g><- b\n  - c>"},
      {"a:\n- b\n- - c\n", "<a><b><c>", "<a:\n- b\n- - c><- b\n- - c><- c>"},
      {"a: [b,  'c' , \"d\"]  # x\n", "<a><b><'c'><\"d\">", "<a: [b,  'c' , \"d\"]><[b,  'c' , \"d\"]>"},
      {"- {a: b, c: [d]}\n", "<a><b><c><d>", "<- {a: b, c: [d]}><{a: b, c: [d]}><[d]>"},
      {"[a: b , c]", "<a><b><c>", "<[a: b , c]><a: b>"},
      // anchors and tags are not part of the node
      {"a: &x b\nc: *x\n", "<a><b><c><*x>", "<a: &x b\nc: *x>"},
      {"a: !!str &x\n  'b'\n", "<a><'b'>", "<a: !!str &x\n  'b'>"},
      {"a: &x\n  b: c\n", "<a><b><c>", "<a: &x\n  b: c><b: c>"},
      {"a: &x !!seq # y\n  - b\n", "<a><b>", "<a: &x !!seq # y\n  - b><- b>"},
      {"a: &x\n- b\n", "<a><b>", "<a: &x\n- b><- b>"},
      {"a: &x [b]\nc: &y {d: e}\n", "<a><b><c><d><e>", "<a: &x [b]\nc: &y {d: e}><[b]><{d: e}>"},
      {"a: &x\nb: c\n", "<a><><b><c>", "<a: &x\nb: c>"},
      // scalars over several lines end where their text ends
      {"a: b\n  c\n\n# d\ne: f\n", "<a><b\n  c><e><f>", "<a: b\n  c\n\n# d\ne: f>"},
      {"a: |\n  b\n  c\n\n\nd: e\n", "<a><|\n  b\n  c><d><e>", "<a: |\n  b\n  c\n\n\nd: e>"},
      {"a: >- # x\n  b\n # y\nd: e\n", "<a><>- # x\n  b><d><e>", "<a: >- # x\n  b\n # y\nd: e>"},
      {"a: |\n\nd: e\n", "<a><|><d><e>", "<a: |\n\nd: e>"},
      {"a: \"b\n  c\"\n", "<a><\"b\n  c\">", "<a: \"b\n  c\">"},
      // nulls stand where a value would
      {"a:\nb: ~\n", "<a><><b><~>", "<a:\nb: ~>"},
      {"? a\n\n\nb: c\n", "<a><><b><c>", "<? a\n\n\nb: c>"},
      // letters of several bytes, tabs, CRLF, BOM
      {"\"🇭🇰 香港\": 节点 # 中\né:\t[\tñ ]\n", "<\"🇭🇰 香港\"><节点><é><ñ>",
       "<\"🇭🇰 香港\": 节点 # 中\né:\t[\tñ ]><[\tñ ]>"},
      {"a: b\r\nc:\r\n  - d\r\n  - e\r\n", "<a><b><c><d><e>", "<a: b\r\nc:\r\n  - d\r\n  - e><- d\r\n  - e>"},
      {"\xEF\xBB\xBF"
       "ä: b\nc: d\n",
       "<ä><b><c><d>", "<ä: b\nc: d>"},
      {"--- # x\na: b\n...\n", "<a><b>", "<a: b>"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Read read(row.text);
    REQUIRE(!read.tree.error());
    CHECK(leaves(read) == row.leaves);
    CHECK(collections(read) == row.collections);
  }
}

TEST_CASE("values are what YAML makes of the text") {
  struct Row {
    std::string_view text;
    std::string_view values;
  };
  const Row rows[] = {
      {"a: b c  # d", "<a><b c>"},
      {"a: b\n  c\n\n  d", "<a><b c\nd>"},
      {"'a''b': \"c\\td\\u00e9\"", "<a'b><c\tdé>"},
      {"a: |\n  b\n   c\nd: >\n  e\n  f\n", "<a><b\n c\n><d><e f\n>"},
      {"a: \"b\\\n   c\"", "<a><bc>"},
      {"a: b#c", "<a><b#c>"},
      {"a: https://x.y/?z=1#f", "<a><https://x.y/?z=1#f>"},
      {"- DOMAIN,a.com,DIRECT", "<DOMAIN,a.com,DIRECT>"},
      // what the core's older scanner takes and libyaml 0.2.5 does not
      {"{a:, b: c}", "<a:><><b><c>"},
      {"[fe80::, '::,']", "<fe80::><::,>"},
      {"[a:,\n b\n c:, \"d:,\"]", "<a:><b c:><d:,>"},
      {"k: |\n  a:, b\nl: {m:}\n", "<k><a:, b\n><l><m:><>"},
      {"a: b\n\xEF\xBB\xBF"
       "c: d\n",
       "<a><b><\xEF\xBB\xBF"
       "c><d>"},
      {"# a\n\t# b\n \t\n\t# c\nd: |\n  # e\n  \t# f\n", "<d><# e\n\t# f\n>"},
      {"a: !x,y b\n", "<a><b>"},
      {"{?a: b}", "<a><b>"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Read read(row.text);
    CHECK((read.tree.error() ? read.tree.error()->core_message : "") == "");
    CHECK(values(read) == row.values);
  }
}

TEST_CASE("styles, anchors and tags are kept") {
  const Read read("a: [b]\nc: {d: 'e', f: \"g\"}\nh: |\n  i\nj: >\n  k\nl: &m !!str n\no: *m\np: !q r\n");
  REQUIRE(!read.tree.error());
  const YamlNode& root = *read.tree.root();
  const auto at = [&](std::string_view key) -> const YamlNode& { return *yaml_find(root, key); };
  CHECK(root.style == YamlStyle::block);
  CHECK(at("a").style == YamlStyle::flow);
  CHECK(yaml_find(at("c"), "d")->style == YamlStyle::single_quoted);
  CHECK(yaml_find(at("c"), "f")->style == YamlStyle::double_quoted);
  CHECK(at("h").style == YamlStyle::literal);
  CHECK(at("j").style == YamlStyle::folded);
  REQUIRE(at("l").properties != nullptr);
  CHECK(at("l").properties->anchor == "m");
  CHECK(at("l").properties->tag == "tag:yaml.org,2002:str");
  CHECK(at("p").properties->tag == "!q");
  CHECK(at("o").kind == YamlKind::alias);
  CHECK(at("o").text == "m");
  CHECK(&resolved(at("o")) == &at("l"));
  CHECK(at("a").properties == nullptr);
}

TEST_CASE("the last anchor of a name counts, and a value may contain itself") {
  const Read twice("- &a x\n- *a\n- &a y\n- *a\n");
  REQUIRE(!twice.tree.error());
  CHECK(resolved(*twice.tree.root()->children[1]).text == "x");
  CHECK(resolved(*twice.tree.root()->children[3]).text == "y");
  const Read circle("a: &a [*a]\n");
  REQUIRE(!circle.tree.error());
  const YamlNode* list = yaml_find(*circle.tree.root(), "a");
  CHECK(&resolved(*list->children[0]) == list);
}

TEST_CASE("documents without content have no root") {
  for (const std::string_view text : {"", "\n", "# a\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF# a"}) {
    const Read read(text);
    CHECK(!read.tree.error());
    CHECK(read.tree.root() == nullptr);
  }
  const Read null("---\n");
  REQUIRE(null.tree.root() != nullptr);
  CHECK(null.tree.root()->text.empty());
}

TEST_CASE("only the first document is read") {
  for (const std::string_view rest : {"---\nb: 'never closed\n", "---\nb: c\n@\n", "...\n", "---\n- - @\n"}) {
    const Read read("a: b\n" + std::string(rest));
    CHECK(!read.tree.error());
    CHECK(values(read) == "<a><b>");
    CHECK(read.tree.end() == 5);
  }
  // What is indented less than the first line ends the document.
  const Read shorter("  a: b\nc: d\n");
  CHECK(!shorter.tree.error());
  CHECK(values(shorter) == "<a><b>");
  CHECK(shorter.tree.end() == 7);
}

TEST_CASE("three tokens behind the document must be whole, for the core's scanner is that far ahead") {
  struct Row {
    std::string_view text;
    std::string_view core_message;
  };
  const Row rows[] = {
      {"a: b\n---\n@\n", "yaml: line 3: found character that cannot start any token"},
      {"a: b\n...\n@\n", "yaml: line 3: found character that cannot start any token"},
      {"a: b\n...\n---\n@\n", "yaml: line 4: found character that cannot start any token"},
      {"a: b\n---\n\tc: d\n", "yaml: line 3: found character that cannot start any token"},
      {"  a: b\n c\nd: e\n", "yaml: line 3: mapping values are not allowed in this context"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Read read(row.text);
    REQUIRE(read.tree.error());
    CHECK(read.tree.error()->core_message == row.core_message);
  }
}

TEST_CASE("plain scalars on one line have the text of their span") {
  const std::string_view texts[] = {
      "a: b\nc: [d, e f, {g: h i}]\nj:\n  - k:l\n  - m\tn # o\n  -  'p'\nq: \"r\"\ns:   t  \n? u\n: v\n",
      "ключ: значение\nü: [ö, ä: ß]\n🇯🇵: 🎌 日本\n", "{a:, b: c, d: [e:, f]}\n", "x: 1\r\ny: 2024-01-01\r\n"};
  for (const std::string_view text : texts) {
    const Read read(text);
    REQUIRE(!read.tree.error());
    int seen = 0;
    for (const YamlNode* node : nodes_of(read)) {
      if (!node->is_scalar() || node->style != YamlStyle::plain) continue;
      CHECK(read.text(node->span) == node->text);
      ++seen;
    }
    CHECK(seen > 3);
  }
}

TEST_CASE("children lie inside their parents and follow one another") {
  // Every text of up to five pieces that YAML gives a meaning.
  const std::string_view pieces[] = {"a", ": ", "\n", "- ",  "  ",  "[", "]",
                                     "{", "}",  ", ", "'é'", "&x ", "#", "|\n "};
  constexpr std::size_t kCount = sizeof(pieces) / sizeof(pieces[0]);
  std::size_t whole = 0;
  for (std::size_t number = 0; number < kCount * kCount * kCount * kCount; ++number) {
    std::string text = "k: ";
    for (std::size_t rest = number, left = 4; left > 0; --left, rest /= kCount) text += pieces[rest % kCount];
    const Read read(text);
    if (!read.tree.error()) ++whole;
    for (const YamlNode* node : nodes_of(read)) {
      std::uint32_t at = node->span.begin;
      bool is_inside = node->span.begin <= node->span.end && node->span.end <= text.size();
      for (const YamlNode* child : node->children) {
        is_inside = is_inside && at <= child->span.begin && child->span.end <= node->span.end;
        at = child->span.end;
      }
      if (node->is_mapping()) is_inside = is_inside && node->children.size() % 2 == 0;
      if (!is_inside) {
        CAPTURE(text);
        CHECK(is_inside);
      }
    }
  }
  CHECK(whole > 1000);
}

TEST_CASE("deep nesting is a fault, not a crash") {
  const std::string deepest(kMaxYamlDepth, '[');
  CHECK(!Read(deepest + std::string(kMaxYamlDepth, ']')).tree.error());
  const Read deep("[" + deepest + "]" + std::string(kMaxYamlDepth, ']'));
  REQUIRE(deep.tree.error());
  CHECK(deep.tree.error()->message == "more than 1000 levels of nesting");
  CHECK(deep.tree.error()->core_message.empty());
  std::string stairs;
  for (int level = 0; level <= kMaxYamlDepth; ++level)
    stairs += std::string(static_cast<std::size_t>(level), ' ') + "a:\n";
  CHECK(Read(stairs).tree.error());
}

TEST_CASE("UTF-16 is read as UTF-8") {
  using namespace std::string_literals;
  CHECK(decode_utf16("a: é") == "a: é");
  CHECK(decode_utf16("\xFF\xFE"
                     "a\0:\0 \0\x3D\xD8\x80\xDE"s) == "a: 🚀");
  CHECK(decode_utf16("\xFE\xFF"
                     "\0a\0:\0 \xD8\x3D\xDE\x80"s) == "a: 🚀");
  CHECK(decode_utf16("\xFF\xFE\xE9\x00\x2D\x4E"s) == "é中");
  // What is no UTF-16 becomes what is no UTF-8.
  for (const std::string& broken : {"\xFF\xFE"
                                    "a\0\x3D\xD8"s,
                                    "\xFF\xFE"
                                    "a\0\x80\xDE"s,
                                    "\xFF\xFE"
                                    "a\0b"s}) {
    const Read read(decode_utf16(broken));
    REQUIRE(read.tree.error());
    CHECK(read.tree.error()->message == "this byte is no UTF-8; save the file as UTF-8");
  }
}
