#include "rules/value/text.h"

#include <doctest/doctest.h>

using namespace clashlint;

TEST_CASE("case is mapped code point by code point") {
  struct Row {
    std::string_view text, lower, upper;
  };
  for (const Row& row : {
           Row{"", "", ""},
           {"Aa-Zz.09", "aa-zz.09", "AA-ZZ.09"},
           {"ÄÖÜß", "äöüß", "ÄÖÜß"},
           {"ẞ", "ß", "ẞ"},
           {"İ", "i", "İ"},
           {"Ω例子Ж", "ω例子ж", "Ω例子Ж"},
           {"\xFF"
            "A",
            "\xEF\xBF\xBD"
            "a",
            "\xEF\xBF\xBD"
            "A"},
           {"\xE4\xBE"
            "A",
            "\xEF\xBF\xBD\xEF\xBF\xBD"
            "a",
            "\xEF\xBF\xBD\xEF\xBF\xBD"
            "A"},
           {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
       }) {
    CAPTURE(row.text);
    CHECK(unicode_lower(row.text) == row.lower);
    CHECK(unicode_upper(row.text) == row.upper);
    CHECK(unicode_iequals(row.text, row.lower));
  }
  CHECK_FALSE(unicode_iequals("a", "ab"));
  CHECK_FALSE(unicode_iequals("ab", "a"));
  CHECK_FALSE(unicode_iequals("ß", "ss"));
}

TEST_CASE("white space is cut at both ends only") {
  CHECK(trim_space(" \t\r\n\v\f a b \u00A0\u3000\u2028") == "a b");
  CHECK(trim_space("\u0085x\u1680") == "x");
  CHECK(trim_space("\u200Bx\u200B") == "\u200Bx\u200B");
  CHECK(trim_space("\u3000") == "");
  CHECK(trim_space("x\xA0") == "x\xA0");
}

TEST_CASE("reversing keeps code points whole") {
  CHECK(reversed_by_code_point("") == "");
  CHECK(reversed_by_code_point("a.com") == "moc.a");
  CHECK(reversed_by_code_point("aä例🇺b") == "b🇺例äa");
  CHECK(reversed_by_code_point("a\x80\xC3"
                               "b") == "b\uFFFD\uFFFDa");
}

TEST_CASE("UTF-8 is told from other bytes") {
  CHECK(is_ascii("abc\x7F"));
  CHECK_FALSE(is_ascii("abc\x80"));
  CHECK(is_valid_utf8("例子🇺"));
  for (const auto* text : {"\x80", "\xC0\xAF", "\xE4\xBE", "\xED\xA0\x80", "\xF4\x90\x80\x80", "a\xFF"}) {
    CHECK_FALSE(is_valid_utf8(text));
    CHECK(is_valid_utf8(to_valid_utf8(text)));
  }
}

TEST_CASE("texts are quoted as the core quotes them") {
  CHECK(quoted("a\"b\\c") == R"("a\"b\\c")");
  CHECK(quoted("\a\b\f\n\r\t\v\x01\x7F") == R"("\a\b\f\n\r\t\v\x01\x7f")");
  CHECK(quoted("例\u00A0\u200B\U000E0001\xFF") == "\"例\\u00a0\\u200b\\U000e0001\\xff\"");
}

TEST_CASE("width is counted in terminal cells") {
  struct Row {
    std::string_view text;
    int width;
  };
  for (const Row& row : {
           Row{"", 0},
           {"abc", 3},
           {"例子", 4},
           {"ä", 1},
           {"a\u0308", 1},
           {"🇺🇸", 2},
           {"🇺🇸🇯🇵", 4},
           {"🔭 OpenRouter", 13},
           {"👨‍👩‍👧‍👦", 2},
           {"👍🏽", 2},
           {"❤\uFE0F", 2},
           {"☁", 1},
           {"1\uFE0F\u20E3", 2},
           {"한", 2},
           {"\u1112\u1161\u11AB", 2},
           {"ｱ", 1},
           {"Ａ", 2},
           {"\xFF", 1},
       }) {
    CAPTURE(row.text);
    CHECK(cell_width(row.text) == row.width);
  }
}
