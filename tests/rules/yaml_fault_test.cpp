#include "rules/yaml/fault.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "rules/yaml/tree.h"

using namespace clashlint;

namespace {

struct Row {
  std::string_view text;
  std::string_view place;  ///< text under the span
  std::uint32_t line;
  std::string_view core_message;
  std::string_view word;  ///< occurs in the message
};

void check(const Row& row) {
  CAPTURE(row.text);
  Sources sources;
  const FileId file = sources.add("p.yaml", std::string(row.text));
  const YamlTree tree = parse_yaml(sources, file);
  REQUIRE(tree.error());
  CHECK(tree.error()->core_message == row.core_message);
  CHECK(sources.text(tree.error()->span) == row.place);
  CHECK(sources.position(tree.error()->span).line == row.line);
  CAPTURE(tree.error()->message);
  CHECK(tree.error()->message.find(row.word) != std::string::npos);
}

}  // namespace

TEST_CASE("faults are shown where they are made, in the core's words and in plain ones") {
  const Row rows[] = {
      // the core's answers on whole profiles
      {"proxies:\n  - {name: P}\nrules:\n  - MATCH,P\n - x\n", "- x", 5,
       "yaml: line 4: did not find expected key", "indentation"},
      {"proxies:\n  - {name: P}\nrules: [a, b\n", "[", 3, "yaml: line 2: did not find expected ',' or ']'",
       "never closed"},
      {"proxies:\n  - {name: P}\nrules:\n  - \"MATCH,P\n", "\"MATCH,P", 4,
       "yaml: line 4: found unexpected end of stream", "quote is never closed"},
      {"proxies:\n  - {name: P}\nrules: *nope\n", "*nope", 3, "yaml: unknown anchor 'nope' referenced",
       "quotes"},
      {"p:\n  a:\n    type: http\n  b\n    type: http\n", "b", 4, "yaml: line 4: could not find expected ':'",
       "key: value"},
      {"x: y\ngeox:\n  asn \"http://x\"\n  a: b\n", "a: b", 4,
       "yaml: line 4: mapping values are not allowed in this context", "deeper"},
      {"x: y\np:\n  a: {url: https://x/sub?b=c}\n", "?", 3, "yaml: line 2: did not find expected ',' or '}'",
       "`?`"},
      {"a:\n  - name: \"x «y\" z\" \n    type: ss\n", "z\"", 2, "yaml: line 1: did not find expected key",
       "closing quote"},
      {"x: y\na: 'b'::\nc: d\n", "::", 2, "yaml: line 2: mapping values are not allowed in this context",
       "closing quote"},
      // tabs
      {"a:\n\tb: c\n", "\t", 2, "yaml: line 2: found character that cannot start any token", "tab"},
      {"a: b\n\t# c\n", "\t", 2, "yaml: line 2: found a tab character that violates indentation", "tab"},
      {"a: |\n\t\tb\n", "\t\t", 2,
       "yaml: line 2: found a tab character where an indentation space is expected", "tab"},
      {"# a\n\tb: c\n", "\t", 2, "yaml: line 2: found character that cannot start any token", "tab"},
      // values that begin with an indicator
      {"a: *.b.com\n", "*.b.com", 1, "yaml: did not find expected alphabetic or numeric character", "quotes"},
      {"- a\n- @b c\n", "@b", 2, "yaml: line 2: found character that cannot start any token", "`@`"},
      {"a: `b`\n", "`b`", 1, "yaml: found character that cannot start any token", "```"},
      {"a: %b\n", "%b", 1, "yaml: found character that cannot start any token", "`%`"},
      {"%a: b\n", "%a: b", 1, "yaml: found unexpected non-alphabetical character", "directive"},
      // colons, dashes, brackets
      {"a: b: c\n", ":", 1, "yaml: mapping values are not allowed in this context", "inside a value"},
      {"x: y\nz: - a\n", "-", 2, "yaml: line 2: block sequence entries are not allowed in this context",
       "next line"},
      {"- a\nb: c\n", "b: c", 2, "yaml: line 1: did not find expected '-' indicator", "list item"},
      {"a: \"b\" c\n", "c", 1, "yaml: did not find expected key", "closing quote"},
      {"a: [b c: d} \n", "}", 1, "yaml: did not find expected ',' or ']'", "`]`"},
      {"{a: b\n", "{", 1, "yaml: line 1: did not find expected ',' or '}'", "never closed"},
      {"a: [b, ", ",", 1, "yaml: line 1: did not find expected node content", "never closed"},
      {"a: ]\n", "]", 1, "yaml: did not find expected node content", "value is expected"},
      {"[a?]", "?", 1, "yaml: did not find expected ',' or ']'", "`?`"},
      {"\n[[x: a?]]", "?", 2, "yaml: line 1: did not find expected ',' or ']'", "`?`"},
      // quotes
      {"a: 'b\nc: d\n", "'b", 1, "yaml: line 3: found unexpected end of stream", "never closed"},
      {"a: \"x\n---\ny\"", "\"x", 1, "yaml: line 2: found unexpected document indicator", "never closed"},
      {"a: \"C:\\Users\"\n", "\\U", 1, "yaml: did not find expected hexdecimal number", "`\\U`"},
      {"a: \"\\d+\"\n", "\\d", 1, "yaml: found unknown escape character", "`\\d`"},
      {"x: y\na: \"https:\\/\\/x\"\n", "\\/", 2, "yaml: line 2: found unknown escape character", "`\\/`"},
      // bytes
      {"a: b\x01\n", "\x01", 1, "yaml: control characters are not allowed", "0x01"},
      {"a: é\x7F\n", "\x7F", 1, "yaml: control characters are not allowed", "0x7F"},
      {"a: \xFF\n", "\xFF", 1, "yaml: invalid leading UTF-8 octet", "UTF-8"},
      {"a: \xC3(\n", "(", 1, "yaml: invalid trailing UTF-8 octet", "UTF-8"},
      // the rest
      {"%YAML 1.2\n---\na: b\n", "%YAML 1.2", 1, "yaml: found incompatible YAML document", "1.1"},
      {"a: !e!b c\n", "!e!b c", 1, "yaml: found undefined tag handle", "tag handle"},
      {"{a: !cn, b: c}", ":", 1, "yaml: did not find expected ',' or '}'", "`}`"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("of a fault's file what stands before it is kept") {
  Sources sources;
  const FileId file = sources.add("p.yaml", "a: b\nrules:\n  - c\n  - d\n  - {e: f, g\n");
  const YamlTree tree = parse_yaml(sources, file);
  REQUIRE(tree.error());
  REQUIRE(tree.root() != nullptr);
  REQUIRE(tree.root()->children.size() == 4);
  const YamlNode& rules = *tree.root()->children[3];
  REQUIRE(rules.children.size() == 3);
  CHECK(rules.children[1]->text == "d");
  CHECK(rules.children[2]->children.size() % 2 == 0);
  CHECK(rules.children[2]->children[1]->text == "f");
}

TEST_CASE("marks count every line break that YAML 1.1 knows") {
  const std::string_view text =
      "a\nb\r\nc\rd\xC2\x85"
      "e\xE2\x80\xA8"
      "f";
  struct Place {
    char letter;
    std::size_t line;
  };
  for (const Place place :
       {Place{'a', 0}, Place{'b', 1}, Place{'c', 2}, Place{'d', 3}, Place{'e', 4}, Place{'f', 5}}) {
    CHECK(mark_at(text, static_cast<std::uint32_t>(text.find(place.letter))).line == place.line);
  }
}

TEST_CASE("hostile files end soon") {
  std::string directives;
  for (int count = 0; count < 200000; ++count) directives += "%TAG !a" + std::to_string(count) + "! b\n";
  CHECK(Sources().size() == 0);
  Sources sources;
  CHECK(parse_yaml(sources, sources.add("d", directives)).error());

  // Many colons to be disguised are disguised together.
  std::string colons = "a:\n";
  for (int count = 0; count < 20000; ++count) colons += "  - {b: c, password:, d: \"e:,\"}\n";
  const YamlTree tree = parse_yaml(sources, sources.add("c", colons));
  CHECK(!tree.error());
  CHECK(tree.root()->children[1]->children.size() == 20000);
}
