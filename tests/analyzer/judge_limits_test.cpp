// Lists that are made to be costly end in "unknown", within the work that a
// list is given.
#include <doctest/doctest.h>

#include <string>

#include "analyzer/automaton/list_judge.h"
#include "tests/support/small_profile.h"

namespace clashlint {
namespace {

std::string list_of(const std::vector<std::string>& rows) {
  std::string text(kOutbounds);
  text += "rules:\n";
  for (const std::string& row : rows) text += "  - '" + row + "'\n";
  return text;
}

// No row of it may be called dead that a plain connection wins; and it ends.
std::size_t unknown_rows(const std::vector<std::string>& rows) {
  const SmallProfile profile(list_of(rows));
  REQUIRE_FALSE(profile.loaded().refused);
  const ListJudge judge(*profile);
  CHECK(judge.disagreements().empty());
  std::size_t count = 0;
  for (const RowVerdict& verdict : judge.verdicts()) count += verdict.verdict == Verdict::unknown ? 1 : 0;
  return count;
}

std::string numbered(const std::string& front, int number, const std::string& back) {
  return front + std::to_string(number) + back;
}

TEST_CASE("hundreds of keywords below patterns") {
  std::vector<std::string> rows;
  for (int at = 0; at < 300; ++at) rows.push_back(numbered("DOMAIN-KEYWORD,k", at, ",A"));
  for (int at = 0; at < 40; ++at)
    rows.push_back(numbered("DOMAIN-REGEX,^([a-z]+[0-9]?)*", at, "k[0-9]{1,3}[^k]*$,B"));
  unknown_rows(rows);
}

TEST_CASE("patterns whose automata are large") {
  std::vector<std::string> rows;
  for (int at = 4; at < 24; ++at) {
    rows.push_back(numbered("DOMAIN-REGEX,^(a|b)*a(a|b){", at, "}$,A"));
    rows.push_back(numbered("DOMAIN-REGEX,^(a|b)*b(a|b){", at, "}$,B"));
  }
  rows.emplace_back("DOMAIN-REGEX,^[ab]+$,A");
  unknown_rows(rows);
}

TEST_CASE("patterns that only a backtracking engine takes") {
  std::vector<std::string> rows;
  for (int at = 0; at < 30; ++at)
    rows.push_back(numbered("DOMAIN-REGEX,^(?=.*x)(?!.*y)(a+)+\\1{", at % 9 + 1, "}b$,A"));
  unknown_rows(rows);
}

TEST_CASE("logic rules of many alternatives") {
  std::vector<std::string> rows;
  for (int at = 0; at < 24; ++at) {
    std::string parts;
    for (int part = 0; part < 12; ++part) {
      parts += (part == 0 ? "(OR,((DOMAIN-KEYWORD,q" : ",(OR,((DOMAIN-KEYWORD,q") +
               std::to_string(at * 12 + part) + "),(DST-PORT," + std::to_string(1000 + at * 12 + part) +
               "),(SRC-PORT," + std::to_string(2000 + part) + ")))";
    }
    rows.push_back("AND,(" + parts + ")," + (at % 2 == 0 ? "A" : "B"));
    rows.push_back("NOT,((AND,(" + parts + ")))," + (at % 2 == 0 ? "A" : "H"));
  }
  unknown_rows(rows);
}

TEST_CASE("deep nesting, and wildcards side by side") {
  std::string deep = "DOMAIN-SUFFIX,a.b";
  for (int at = 0; at < 60; ++at) deep = "NOT,((" + deep + "))";
  std::vector<std::string> rows{deep + ",A"};
  for (int at = 0; at < 60; ++at) rows.push_back(numbered("DOMAIN-WILDCARD,*a*b*c*d*", at, "*e*f*,B"));
  rows.emplace_back("DOMAIN-WILDCARD,*a*b*c*d*e*f*,A");
  unknown_rows(rows);
}

}  // namespace
}  // namespace clashlint
