#include "cli/render/printable.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace clashlint;

namespace {
const std::string kGone = "\xEF\xBF\xBD";
}

TEST_CASE("text that would steer the terminal is shown, not sent") {
  struct Row {
    std::string text;
    std::string shown;
  };
  const std::vector<Row> rows = {
      {"", ""},
      {"🔭 OpenRouter+LLM", "🔭 OpenRouter+LLM"},
      {"👨‍👩‍👧 家", "👨‍👩‍👧 家"},
      {"a\x1b[2Jb", "a" + kGone + "[2Jb"},
      {"a\nb\r\t\x7F", "a" + kGone + "b" + kGone + kGone + kGone},
      {"\xC2\x9B"
       "31m",
       kGone + "31m"},
      {"a\xE2\x80\xAE"
       "b",
       "a" + kGone + "b"},
      {"a\xE2\x81\xA6"
       "b",
       "a" + kGone + "b"},
      {"\xFF\xC0\xAF", kGone + kGone + kGone},
      {"\xED\xA0\x80", kGone + kGone + kGone},
      {"\xF4\x90\x80\x80", kGone + kGone + kGone + kGone},
      {"\xE4\xB8", kGone + kGone},
      {std::string("a\0b", 3), "a" + kGone + "b"},
  };
  for (const Row& row : rows) CHECK(printable(row.text) == row.shown);
}

TEST_CASE("excerpts are cut between characters") {
  CHECK(excerpt("abc", 3) == "abc");
  CHECK(excerpt("abcd", 3) == "abc…");
  CHECK(excerpt("家家家家", 2) == "家家…");
  CHECK(excerpt(std::string(1000, '\xff'), 2) == kGone + kGone + "…");
}

TEST_CASE("columns are counted in cells") {
  CHECK(padded("ab", 4) == "ab  ");
  CHECK(padded("🔭", 4) == "🔭  ");
  CHECK(padded("家里", 4) == "家里");
  CHECK(padded("abcdef", 4) == "abcdef");
}
