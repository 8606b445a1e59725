#include "rules/value/regex.h"

#include <doctest/doctest.h>

#include <vector>

using namespace clashlint;

namespace {

Regex net(std::string_view pattern, bool ignore_case = true) {
  const auto regex = Regex::compile(pattern, RegexFlavour::net, ignore_case);
  REQUIRE_MESSAGE(regex.ok(), pattern, ": ", regex.error());
  return *regex;
}

std::string net_error(std::string_view pattern) {
  const auto regex = Regex::compile(pattern, RegexFlavour::net, true);
  REQUIRE_MESSAGE(!regex.ok(), pattern);
  return regex.error();
}

constexpr std::string_view kNone = "";

}  // namespace

TEST_CASE("patterns of rules find what they find in the core") {
  struct Row {
    std::string_view pattern;
    std::vector<std::string_view> found, missed;
  };
  for (const Row& row : std::vector<Row>{
           {"", {kNone, "a"}, {}},
           {".*", {kNone, "a.b"}, {}},
           {"^$", {kNone}, {"a"}},
           {"^api\\.", {"api.a.com", "API.a.com"}, {"xapi.a.com", kNone}},
           {"(^|\\.)openrouter\\.ai$",
            {"openrouter.ai", "x.openrouter.ai"},
            {"xopenrouter.ai", "openrouter.ai.cn"}},
           {"^(?!.*google).*$", {kNone, "a.com"}, {"www.google.com"}},
           {"(?<!www\\.)openai", {"openai.com", "api.openai.com"}, {"www.openai.com"}},
           {"(?<=api\\.)open", {"api.openai.com"}, {"openai.com"}},
           {"^(a+)\\1\\.com$", {"aa.com", "aaaa.com"}, {"a.com", "aaa.com"}},
           {"(?<x>a)\\k<x>", {"baab"}, {"aba"}},
           {"(?'x'a)(b)\\2\\1", {"abab"}, {"abba"}},  // named groups are numbered last
           {"(?-i)API", {"API.com"}, {"api.com"}},
           {"(?i:API)\\.", {"api."}, {"api"}},
           {"^.{1,4}(?=\\.)", {"abcd.e"}, {"abcde.f"}},
           {"\\bapi\\b", {"x.api-y"}, {"xapi.y"}},
           {"^[a-z-[aeiou]]+$", {"xyz", "XYZ"}, {"xaz", kNone}},
           {"[[:alpha:]]x", {"[x"}, {"ax", ":x"}},
           {"a{,3}", {"a{,3}"}, {"aa"}},
           {"a{2}b", {"aab", "AAB"}, {"ab"}},
           {"\\x61\\u0062\\143\\x{64}", {"abcd"}, {"abc"}},
           {"a(?#no)b", {"ab"}, {"a(?#no)b"}},
           {"(?x) a b # c", {"ab"}, {"a b"}},
           {"(?>a+)ab", {}, {"aaab"}},
           {"]}", {"]}"}, {"]"}},
           {"[]a]", {"]", "a"}, {"["}},
           {"a$", {"a", "a\n"}, {"a\n\n", "a\nb"}},
           {"(?m)^a$", {"b\na\nc"}, {"ba"}},
           {"a.b", {"a b"}, {"a\nb"}},
           {"(?s)a.b", {"a\nb"}, {"ab"}},
           {"\\Aa\\z", {"a"}, {"a\n"}},
       }) {
    CAPTURE(row.pattern);
    const Regex regex = net(row.pattern);
    CHECK(regex.pattern() == row.pattern);
    for (const auto text : row.found) CHECK_MESSAGE(regex.search(text) == RegexAnswer::yes, text);
    for (const auto text : row.missed) CHECK_MESSAGE(regex.search(text) == RegexAnswer::no, text);
  }
}

TEST_CASE("names of proxies are texts beyond ASCII") {
  struct Row {
    std::string_view pattern, text;
    RegexAnswer ignoring_case, minding_case;
  };
  constexpr auto kYes = RegexAnswer::yes;
  constexpr auto kNo = RegexAnswer::no;
  for (const Row& row : {
           Row{"节点", "🇺🇸 节点 1", kYes, kYes},
           {"^.. US$", "🇺🇸 US", kYes, kYes},
           {"🇺🇸|日本", "日本 01", kYes, kYes},
           {"(?i)jp", "日本 JP", kYes, kYes},
           {"jp", "日本 JP", kYes, kNo},
           {"É", "é", kYes, kNo},
           {"^\\w+$", "节点é٣", kYes, kYes},
           {"\\d", "٣", kYes, kYes},
           {"^\\W$", "🔭", kYes, kYes},
           {"\\s", "\u3000", kYes, kYes},
           {"^[^a-z]$", "节", kYes, kYes},
           {"\\p{Han}", "a节", kYes, kYes},
           {"\\pL", "1", kNo, kNo},
           {"节\\b", "节é", kNo, kNo},
           {"s", "ſ", kNo, kNo},  // by lower-casing, not by folding
           {"k", "\u212A", kYes, kNo},
           {"[\\D\\S]", "1", kNo, kNo},  // regexp2 stops at the first complement
           {"a.c",
            "a\xFF"
            "c",
            kYes, kYes},
           {"\\uFFFD", "\xC3", kYes, kYes},
       }) {
    CAPTURE(row.pattern);
    CHECK(net(row.pattern, true).search(row.text) == row.ignoring_case);
    CHECK(net(row.pattern, false).search(row.text) == row.minding_case);
  }
}

TEST_CASE("refused patterns carry the words of the core") {
  struct Row {
    std::string_view pattern, reason;
  };
  for (const Row& row : {
           Row{"[", "unterminated [] set"},
           {"[^", "unterminated [] set"},
           {"(", "missing closing )"},
           {"((", "missing closing )"},
           {")", "unexpected )"},
           {"\\", "illegal \\ at end of pattern"},
           {"*a", "missing argument to repetition operator"},
           {"+.", "missing argument to repetition operator"},
           {"a|*", "missing argument to repetition operator"},
           {"(?)", "missing argument to repetition operator"},
           {"(?i)*", "missing argument to repetition operator"},
           {"{1}", "missing argument to repetition operator"},
           {"a**", "invalid nested repetition operator"},
           {"a*+", "invalid nested repetition operator"},
           {"a{2}{3}", "invalid nested repetition operator"},
           {"a{2,1}", "invalid repeat count"},
           {"a{99999999999}", "capture group number out of range"},
           {"(?P<x>a)", "unrecognized grouping construct: (?P"},
           {"(?<x", "unrecognized grouping construct: (?<x"},
           {"(?#", "unterminated comment"},
           {"\\Qa\\E", "unrecognized escape sequence \\Q"},
           {"\\_", "unrecognized escape sequence \\_"},
           {"\\节", "unrecognized escape sequence \\节"},
           {"\\1", "reference to undefined group number 1"},
           {"\\k<x>", "reference to undefined group name x"},
           {"\\kx", "malformed \\k<...> named back reference"},
           {"\\x1", "insufficient hexadecimal digits"},
           {"\\p{Foo}", "unknown unicode category, script, or property 'Foo'"},
           {"[z-a]", "[z-a] range in reverse order"},
           {"[a-z-[b]c]", "a subtraction must be the last element in a character class"},
           {"(?(1)a|b)", "(?(1) ) reference to undefined group"},
       }) {
    CAPTURE(row.pattern);
    CHECK(net_error(row.pattern) ==
          std::string("error parsing regexp: ").append(row.reason).append(" in `").append(row.pattern) + "`");
  }
}

TEST_CASE("taken patterns that neither engine has leave the answer open") {
  for (const auto* pattern : {"(?<!a.*)b", "(?<a>x)(?<b-a>y)", "(a)?(?(1)b|c)", "a{70000}"}) {
    CAPTURE(pattern);
    CHECK(net(pattern).search("b") == RegexAnswer::too_costly);
  }
}

TEST_CASE("hostile patterns stay within bounds") {
  const std::string text(300, 'a');
  CHECK(net("(a+)+$").search(text + "!") == RegexAnswer::no);  // linear: RE2 takes it
  CHECK(net("(a+)+\\1$").search(text + "!") == RegexAnswer::too_costly);
  CHECK(net("(?=(a+)+$)a").search(text + "!") == RegexAnswer::too_costly);
  CHECK(net("((a{100}){100}){100}").search(text) == RegexAnswer::too_costly);
  CHECK(net("((((((a{10}){10}){10}){10}){10}){10}){10}").search(text) == RegexAnswer::too_costly);

  std::string nested;
  for (int i = 0; i < 8000; ++i) nested += '(';
  nested += std::string(8000, ')');
  net(nested).search(text);
  CHECK(net_error(std::string(16000, '(')).starts_with("error parsing regexp: missing closing )"));
  std::string classes;
  for (int i = 0; i < 5000; ++i) classes += "[a-";
  CHECK(net_error(classes).starts_with("error parsing regexp: "));
  CHECK(net_error(std::string(kMaxRegexBytes + 1, 'a')).starts_with("the pattern is longer than"));
  CHECK(net(std::string(kMaxRegexBytes, 'a')).search(text) == RegexAnswer::no);
  net("\xFF[\x80-\xFF]").search("\xFF");
}

TEST_CASE("entries of GeoSite use Go's syntax") {
  const auto linear = [](std::string_view pattern) {
    return Regex::compile(pattern, RegexFlavour::linear, false);
  };
  CHECK(linear("^ads?\\.")->search("ad.x") == RegexAnswer::yes);
  CHECK(linear("^ads?\\.")->search("AD.x") == RegexAnswer::no);
  CHECK(linear("(?i)^ad\\.")->search("AD.x") == RegexAnswer::yes);
  CHECK(linear("a$")->search("a\n") == RegexAnswer::no);
  CHECK(linear("(?P<n>a)\\pL")->search("a节") == RegexAnswer::yes);
  CHECK(linear("a.c")->search("a\xFF"
                              "c") == RegexAnswer::yes);
  struct Row {
    std::string_view pattern, error;
  };
  for (const Row& row : {
           Row{"(", "error parsing regexp: missing closing ): `(`"},
           {"[", "error parsing regexp: missing closing ]: `[`"},
           {"*", "error parsing regexp: missing argument to repetition operator: `*`"},
           {"(?!a)", "error parsing regexp: invalid or unsupported Perl syntax: `(?!`"},
           {"a\\C", "error parsing regexp: invalid escape sequence: `\\C`"},
           {"a{1001}", "error parsing regexp: invalid repeat count: `{1001}`"},
           {"((a{100}){100}){100}", "error parsing regexp: invalid repeat count: `{100}`"},
       }) {
    CAPTURE(row.pattern);
    REQUIRE_FALSE(linear(row.pattern).ok());
    CHECK(linear(row.pattern).error() == row.error);
  }
}

TEST_CASE("matches are replaced as an override of names writes it") {
  struct Row {
    std::string_view pattern, replacement, text, expected;
  };
  for (const Row& row : {
           Row{"HK", "香港", "HK 01 HK", "香港 01 香港"},
           {"^(\\w+) (\\d+)$", "$2-$1", "HK 01", "01-HK"},
           {"([A-Z]+)", "<${1}>", "HK 1", "<HK> 1"},
           {"x", "$$", "axb", "a$b"},
           {"none", "y", "🇭🇰 HK", "🇭🇰 HK"},
       }) {
    CAPTURE(row.pattern);
    const Result<Regex> regex = Regex::compile(row.pattern, RegexFlavour::net, false);
    REQUIRE(regex);
    CHECK(regex->replace_all(row.text, row.replacement) == row.expected);
  }
}

TEST_CASE("a replacement by a group's name is not guessed") {
  const Result<Regex> regex = Regex::compile("(?<city>[A-Z]+)", RegexFlavour::net, false);
  REQUIRE(regex);
  CHECK_FALSE(regex->replace_all("HK 1", "<${city}>").has_value());
}
