#include "rules/value/similar.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "rules/value/text.h"

namespace clashlint {
namespace {

const std::vector<std::string_view> kNames = {"DIRECT",   "🚀 Proxy", "♻️ Auto", "🇺🇸 US-01",
                                              "🇺🇸 US-02", "OpenAI",  "openai 2",    "Netflix",
                                              "Ｗｉｄｅ", "HK",      "Same",        "same"};

TEST_CASE("what was meant") {
  struct Row {
    std::string word;
    std::string meant;  // "": nothing
    bool same;
  };
  const std::vector<Row> rows = {
      {"direct", "DIRECT", true},
      {" DIRECT ", "DIRECT", true},
      {"♻ Auto", "♻️ Auto", true},
      {"🚀Proxy", "🚀 Proxy", true},
      {"Wide", "Ｗｉｄｅ", true},
      {"Proxy", "🚀 Proxy", false},
      {"🎯 proxy", "🚀 Proxy", false},
      {"Porxy", "🚀 Proxy", false},
      {"Prixi", "", false},
      {"🚀 Porxy", "🚀 Proxy", false},
      {"Netflx", "Netflix", false},
      {"Netfilx", "Netflix", false},
      {"US-01", "🇺🇸 US-01", false},
      {"SAME", "Same", false},
      {"Nothing like it", "", false},
      {"", "", false},
      {"🎯", "", false},
      {std::string(600, 'x'), "", false},
      {"\xff\xfe", "", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.word);
    const auto meant = nearest(row.word, kNames);
    CHECK((meant ? meant->text : "") == row.meant);
    if (meant) CHECK(meant->same == row.same);
  }
}

TEST_CASE("a book remembers, and takes names late") {
  NameBook book;
  CHECK_FALSE(book.find("Netflx"));
  book.add("Disney");
  CHECK(book.find("disney")->text == "Disney");
  CHECK(book.find("Disny")->text == "Disney");
  CHECK(book.find("Disny")->text == "Disney");
}

// A search that counts edits one by one: all words within one edit of the name.
TEST_CASE("every word one edit away is found, and none that is too far") {
  const std::string name = "abcd";
  NameBook book;
  book.add(name);
  const std::string letters = "abcdx";
  for (std::size_t at = 0; at <= name.size(); ++at) {
    for (const char c : letters) {
      std::string longer = name;
      longer.insert(at, 1, c);
      CHECK_MESSAGE(book.find(longer).has_value(), longer);
      if (at == name.size()) continue;
      std::string other = name;
      other[at] = c;
      CHECK_MESSAGE(book.find(other).has_value(), other);
      std::string shorter = name;
      shorter.erase(at, 1);
      CHECK_MESSAGE(book.find(shorter).has_value(), shorter);
    }
  }
  for (const char* far : {"xxcd", "ab", "abcdxxx", "wxyz", "dcba"}) CHECK_MESSAGE(!book.find(far), far);
}

TEST_CASE("much looking together is bounded") {
  std::vector<std::string> names;
  for (int at = 0; at < 20000; ++at) names.push_back("a-long-name-of-a-group-" + std::to_string(at * 7919));
  NameBook book;
  for (const std::string& name : names) book.add(name);
  for (int at = 0; at < 20000; ++at) book.find("b-long-nmae-of-a-gruop-" + std::to_string(at * 7907));
  CHECK(book.find(names.front() + " ")->same);
}

TEST_CASE("the look of a text") {
  CHECK(to_utf8(look_of(" ＡｂＣ ")) == "abc");
  CHECK(look_of("♻️") == look_of("♻"));
  CHECK(look_of("👨‍👩‍👧") == look_of("👨👩👧"));
  CHECK(look_of("").empty());
  CHECK(look_of("\xff") == U"\xFFFD");
}

}  // namespace
}  // namespace clashlint
