#include "rules/yaml/scalar.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <string_view>

using namespace clashlint;

namespace {

// The value of the only key of a document.
struct Value {
  explicit Value(std::string_view text) {
    const FileId file = sources.add("p.yaml", "k: " + std::string(text) + "\n");
    tree = parse_yaml(sources, file);
  }
  const YamlNode& node() const { return *tree.root()->children.back(); }

  Sources sources;
  YamlTree tree;
};

}  // namespace

TEST_CASE("types are those of the core's untyped reader") {
  struct Row {
    std::string_view tag;
    std::string_view texts;  ///< divided by `|`
  };
  const Row rows[] = {
      {"!!null", "|~|null|Null|NULL"},
      {"!!bool", "true|True|TRUE|false|False|FALSE"},
      {"!!str", "nULL|tRUE|yes|no|on|off|y|N|abc|a b|1.2.3.4|12:30:45|0.0.0.0|1,000|=|--|++1"},
      {"!!int",
       "0|1|-1|+1|0123|0o17|0O17|0x1F|0XfF|0b101|-0x1|-0o7|+0x1|1_000|1__0|1_|0_7|007|-012|0b-1|0o+7"},
      {"!!int", "9223372036854775808|18446744073709551615|-9223372036854775808|0xffffffffffffffff"},
      {"!!float",
       "08|-09|1e3|1E3|1e+3|1.5|5.|.5|-.5|+.5|.5e3|1_0.5_0|.5_0|1.e5|1e-999|5e-324|0e99999999999999999999"},
      {"!!float", "18446744073709551616|-9223372036854775809|+9223372036854775808|1.7976931348623157e308"},
      {"!!float", ".inf|-.inf|+.inf|.Inf|.INF|.nan|.NaN|.NAN"},
      {"!!str",
       "1e|1e+|.|..|-.|+|.e5|._5|.5_|1e999|-1e999|.1e999|.iNF|-.nan|inf|nan|_1|0b2|0o8|0x|0b|0o|0x1.8p3|1f"},
      {"!!str", "0x10000000000000000|1.7976931348623159e308|12a|1 2|-0b-1"},
      {"!!timestamp", "2024-01-01|2024-1-1|2024-02-29|2024-01-01T10:00:00Z|2024-01-01t1:2:3Z"},
      {"!!timestamp",
       "2024-01-01T10:00:00+08:00|2024-01-01T10:00:00.123Z|2024-01-01 10:00:00|2024-01-01  1:2:3.5"},
      {"!!str",
       "2023-02-29|2024-13-01|2024-00-01|2024-01-32|2024-01-01T10:00:00|2024-01-01 10:00:00Z|2024-001-01"},
      {"!!str",
       "2024-01-01T24:00:00Z|2024-01-01T23:60:00Z|2024-01-01T10:00:00-8:00|02024-01-01|2024-01|2024-01-01x"},
      {"!!str", "'1'|\"true\"|''|\"\"|'2024-01-01'|'<<'"},
      {"!!merge", "<<"},
      {"!!seq", "[]|[a]"},
      {"!!map", "{}|{a: b}"},
      // explicit tags
      {"!!str", "!!str 1|!!str|!foo 1|!foo true|!foo"},
      {"!!int", "!!int 1|!!int '1'"},
      {"!!float", "!!float 1|!!float '1.5'"},
      {"!!bool", "!!bool 'true'"},
      {"!!null", "!!null ''"},
      {"!!binary", "!!binary aGk="},
      {"!!timestamp", "!!timestamp '2024-01-01'"},
      {"!!int", "! 1"},
      {"!!str", "! '1'"},
  };
  for (const Row& row : rows) {
    std::string_view left = row.texts;
    for (bool is_last = false; !is_last;) {
      const std::size_t end = left.find('|');
      is_last = end == std::string_view::npos;
      const std::string_view text = left.substr(0, end);
      left.remove_prefix(is_last ? left.size() : end + 1);
      CAPTURE(text);
      const Value value(text);
      REQUIRE(!value.tree.error());
      CHECK(yaml_tag(yaml_type(value.node())) == row.tag);
      CHECK(yaml_tag_fault(value.node()) == "");
    }
  }
}

TEST_CASE("an alias has the type of what it stands for") {
  Sources sources;
  const YamlTree tree =
      parse_yaml(sources, sources.add("p.yaml", "- &a 1\n- *a\n- &b yes\n- *b\n- &c [x]\n- *c\n"));
  REQUIRE(!tree.error());
  CHECK(yaml_type(*tree.root()->children[1]) == YamlType::integer);
  CHECK(yaml_typed_bool(*tree.root()->children[3]) == true);
  CHECK(yaml_type(*tree.root()->children[5]) == YamlType::sequence);
  CHECK(cannot_unmarshal(*tree.root()->children[5], "int") == "cannot unmarshal !!seq into int");
}

TEST_CASE("integers") {
  struct Row {
    std::string_view text;
    bool negative;
    std::uint64_t magnitude;
  };
  const Row rows[] = {
      {"0", false, 0},
      {"-0", false, 0},
      {"0123", false, 83},
      {"-0123", true, 83},
      {"0x1F", false, 31},
      {"0b101", false, 5},
      {"0o17", false, 15},
      {"1_000", false, 1000},
      {"+7", false, 7},
      {"0b-1", true, 1},
      {"-9223372036854775808", true, 9223372036854775808U},
      {"18446744073709551615", false, 18446744073709551615U},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto value = yaml_integer(row.text);
    REQUIRE(value);
    CHECK(value->negative == row.negative);
    CHECK(value->magnitude == row.magnitude);
  }
  for (const std::string_view text : {"", "a", "1.0", "08", "-", "_1", "-9223372036854775809",
                                      "18446744073709551616", "0x", "0xg", "true", "--1"}) {
    CAPTURE(text);
    CHECK(!yaml_integer(text));
  }
}

TEST_CASE("floats") {
  struct Row {
    std::string_view text;
    double value;
  };
  const Row rows[] = {{"1e3", 1000},      {".5", 0.5}, {"1_000.5", 1000.5},  {"-.25", -0.25},
                      {"08", 8},          {"5.", 5},   {"1e-999", 0},        {".inf", HUGE_VAL},
                      {"7890.9", 7890.9}, {"12", 12},  {"-.INF", -HUGE_VAL}, {"0.0000001e-400", 0}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto value = yaml_float(row.text);
    REQUIRE(value);
    CHECK(*value == row.value);
  }
  REQUIRE(yaml_float(".nan"));
  CHECK(std::isnan(*yaml_float(".nan")));
  for (const std::string_view text :
       {"", "a", "1e999", "-1e309", "1.2.3", "inf", "0x10", "1e", "10000e99999999999999999999"}) {
    CAPTURE(text);
    CHECK(!yaml_float(text));
  }
}

TEST_CASE("typed bools take the words of YAML 1.1, quoted or not") {
  struct Row {
    std::string_view text;
    std::optional<bool> value;
  };
  const Row rows[] = {
      {"true", true},
      {"FALSE", false},
      {"yes", true},
      {"'on'", true},
      {"\"Y\"", true},
      {"off", false},
      {"'No'", false},
      {"N", false},
      {"\"true\"", std::nullopt},
      {"'false'", std::nullopt},
      {"1", std::nullopt},
      {"yEs", std::nullopt},
      {"", std::nullopt},
      {"[yes]", std::nullopt},
      {"!!str true", std::nullopt},
      {"!!str yes", true},
      {"oN", std::nullopt},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(yaml_typed_bool(Value(row.text).node()) == row.value);
  }
}

TEST_CASE("the core's words for a value in the wrong place") {
  struct Row {
    std::string_view text;
    std::string_view wanted;
    std::string_view words;
  };
  const Row rows[] = {
      {"abc", "int", "cannot unmarshal !!str `abc` into int"},
      {"\"7890\"", "int", "cannot unmarshal !!str `7890` into int"},
      {"70000", "uint16", "cannot unmarshal !!int `70000` into uint16"},
      {"true", "[]string", "cannot unmarshal !!bool `true` into []string"},
      {"1234567890", "[]string", "cannot unmarshal !!int `1234567890` into []string"},
      {"MATCH,DIRECT", "[]string", "cannot unmarshal !!str `MATCH,D...` into []string"},
      {"[a]", "config.RawConfig", "cannot unmarshal !!seq into config.RawConfig"},
      {"{a: b}", "string", "cannot unmarshal !!map into string"},
      {"!foo bar", "int", "cannot unmarshal !foo `bar` into int"},
      {"!!int x", "string", "cannot unmarshal !!int `x` into string"},
      // the cut goes through a letter
      {"节点选择", "int", "cannot unmarshal !!str `节点\uFFFD...` into int"},
      {"abcdefg节点", "int", "cannot unmarshal !!str `abcdefg...` into int"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(cannot_unmarshal(Value(row.text).node(), row.wanted) == row.words);
  }
}

TEST_CASE("a tag that the value does not fit") {
  struct Row {
    std::string_view text;
    std::string_view words;
  };
  const Row rows[] = {
      {"!!int abc", "yaml: cannot decode !!str `abc` as a !!int"},
      {"!!int 1.5", "yaml: cannot decode !!float `1.5` as a !!int"},
      {"!!bool yes", "yaml: cannot decode !!str `yes` as a !!bool"},
      {"!!null x", "yaml: cannot decode !!str `x` as a !!null"},
      {"!!float x", "yaml: cannot decode !!str `x` as a !!float"},
      {"!!int", "yaml: cannot decode !!null `` as a !!int"},
      {"!!timestamp 1", "yaml: cannot decode !!int `1` as a !!timestamp"},
      {"!!int 2024-01-01", "yaml: cannot decode !!str `2024-01-01` as a !!int"},
      {"!!binary a*b=", "yaml: !!binary value contains invalid base64 data"},
      {"!!binary abc", "yaml: !!binary value contains invalid base64 data"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(yaml_tag_fault(Value(row.text).node()) == row.words);
  }
}
