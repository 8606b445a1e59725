#include "rules/value/wildcard.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace clashlint;

namespace {

bool slow_match(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*') {
    return slow_match(pattern.substr(1), text) || (!text.empty() && slow_match(pattern, text.substr(1)));
  }
  return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
         slow_match(pattern.substr(1), text.substr(1));
}

std::vector<std::string> words(std::string_view alphabet, std::size_t longest) {
  std::vector<std::string> out{""};
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i].size() == longest) break;
    for (const char c : alphabet) out.push_back(out[i] + c);
  }
  return out;
}

}  // namespace

TEST_CASE("globs take whole strings") {
  CHECK(wildcard_match("*.y.com", "x.y.com"));
  CHECK(wildcard_match("*.y.com", "a.b.y.com"));
  CHECK_FALSE(wildcard_match("*.y.com", "y.com"));
  CHECK_FALSE(wildcard_match("y.com", "xy.com"));
  CHECK(wildcard_match("*", ""));
  CHECK_FALSE(wildcard_match("?", ""));
  CHECK_FALSE(wildcard_match("a", "A"));
  CHECK(wildcard_match("??", "\xC3\xA4"));
  CHECK(wildcard_match("\\*", "\\x"));
}

TEST_CASE("globs agree with their definition on every short word") {
  const auto texts = words("ab", 5);
  for (const auto& pattern : words("ab*?", 5)) {
    for (const auto& text : texts) {
      if (wildcard_match(pattern, text) != slow_match(pattern, text)) FAIL(pattern, " ", text);
    }
  }
}

TEST_CASE("many stars cost no more than pattern times text") {
  std::string pattern;
  for (int i = 0; i < 1000; ++i) pattern += "*a";
  CHECK_FALSE(wildcard_match(pattern + "b", std::string(20000, 'a')));
}
