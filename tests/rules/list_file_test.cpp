#include "rules/provider/list_file.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "rules/provider/list_line.h"

using namespace clashlint;
using namespace std::string_literals;

namespace {

using Texts = std::vector<std::string>;

struct Read {
  Texts texts;
  Texts spans;    ///< what each entry covers in the file
  Texts dropped;  ///< the lines that went
  std::string error;
};

ListVisit collect(const Sources& sources, Read& read) {
  return [&](std::string_view text, Span span) {
    read.texts.emplace_back(text);
    read.spans.emplace_back(sources.text(span));
  };
}

Read read_yaml(const std::string& text) {
  Sources sources;
  Read read;
  const auto dropped = read_yaml_list(sources, sources.add("a.yaml", text), collect(sources, read));
  if (!dropped) return {{}, {}, {}, dropped.error()};
  for (const Span line : *dropped) read.dropped.emplace_back(sources.text(line));
  return read;
}

Read read_text(const std::string& text) {
  Sources sources;
  Read read;
  read_text_list(sources, sources.add("a.list", text), collect(sources, read));
  return read;
}

std::string shown(const Texts& texts) {
  std::string out;
  for (const std::string& text : texts) out += "[" + text + "]";
  return out;
}

}  // namespace

TEST_CASE("yaml list: heads") {
  struct Row {
    std::string_view head;
    bool is_head;
  };
  const Row rows[] = {
      {"payload:", true},
      {"rules:", true},
      {"payload :", true},
      {"payload: # comment", true},
      {"payload: # 注释", true},
      {"payload:\t# tab", true},
      {"payload: \r", true},
      {"  payload:", true},
      {"\"payload\":", true},
      {"'rules': # c", true},
      {"\xEF\xBB\xBFpayload:", true},
      {"payload: !!seq", true},
      {"payload:#x", false},
      {"Payload:", false},
      {"PAYLOAD:", false},
      {"payload: []", false},
      {"payload: [a.com, b.com]", false},
      {"payload: x", false},
      {"payload", false},
      {"payloads:", false},
      {"list:", false},
      {"---", false},
      {"# payload:", false},
      {"\tpayload:", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.head);
    // Indented as far as the deepest head, so that every head can take it.
    const Read read = read_yaml(std::string(row.head) + "\n  - a.com\n");
    CHECK(shown(read.texts) == (row.is_head ? "[a.com]" : ""));
    CHECK(read.error.empty());
  }
}

TEST_CASE("yaml list: without a head an open last line is an error, a closed one is not") {
  const std::string error = "file must have a `payload` field";
  struct Row {
    std::string text;
    bool fails;
  };
  const Row rows[] = {
      {"", false},
      {"\n", false},
      {"payload: [a, b]\n", false},
      {"payload: [a, b]", true},
      {"a.com\nb.com\n", false},
      {"a.com\nb.com", true},
      {"payload:", true},
      {"payload:\n", false},
      {"payload:\n- a.com", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(read_yaml(row.text).error == (row.fails ? error : ""));
  }
}

TEST_CASE("yaml list: one line behind `payload:`") {
  struct Row {
    std::string_view line;
    std::string_view texts;
    bool dropped;
  };
  const Row rows[] = {
      {"  - a.com", "[a.com]", false},
      {"- a.com", "[a.com]", false},
      {"        - a.com", "[a.com]", false},
      {"  -   a.com  ", "[a.com]", false},
      {"  - a.com\r", "[a.com]", false},
      {"  - 'a.com'\r", "[a.com]", false},
      {"  - 'a.com'", "[a.com]", false},
      {"  - \"a.com\"", "[a.com]", false},
      {"  - \"a\\u002ecom\"", "[a.com]", false},
      {"  - 'it''s'", "[it's]", false},
      {"  - a.com # comment", "[a.com]", false},
      {"  - a.com # 注释", "[a.com]", false},
      {"  - 'a.com' # comment", "[a.com]", false},
      {"  - c.com#x", "[c.com#x]", false},
      {"  - +.a.com", "[+.a.com]", false},
      {"  - .a.com", "[.a.com]", false},
      {"  - '*.a.com'", "[*.a.com]", false},
      {"  - DOMAIN-SUFFIX,a.com", "[DOMAIN-SUFFIX,a.com]", false},
      {"  - AND,((DOMAIN,a.com),(NETWORK,UDP))", "[AND,((DOMAIN,a.com),(NETWORK,UDP))]", false},
      {"  - 2001:db8::/32", "[2001:db8::/32]", false},
      {"  - 中国", "[中国]", false},
      {"  - &x a.com", "[a.com]", false},
      {"  - !foo bar", "[bar]", false},
      {"  - !!str a.com", "[a.com]", false},
      {"  - -a", "[-a]", false},
      // Its text, whatever YAML would make of it.
      {"  - 0123", "[0123]", false},
      {"  - 1e3", "[1e3]", false},
      {"  - true", "[true]", false},
      {"  - yes", "[yes]", false},
      {"  - 2024-01-01", "[2024-01-01]", false},
      {"  - 'null'", "[null]", false},
      {"  - nullx", "[nullx]", false},
      // Null and empty insert nothing and are no fault.
      {"  - ", "", false},
      {"  -", "", false},
      {"  - ~", "", false},
      {"  - null", "", false},
      {"  - Null", "", false},
      {"  - NULL # c", "", false},
      {"  - ''", "", false},
      {"  - \"\"", "", false},
      {"  - # comment", "", false},
      {"# comment", "", false},
      {"   ", "", false},
      {"\xC2\xA0", "", false},
      {"  - |", "", false},
      {"---", "", false},
      {"...", "", false},
      {"other: x", "", false},
      // Gone without a word.
      {"  - *.a.com", "", true},
      {"  - *", "", true},
      {"  - @x", "", true},
      {"  - `x`", "", true},
      {"  - %x", "", true},
      {"  - a: b", "", true},
      {"  - a:", "", true},
      {"  - {a: b}", "", true},
      {"  - [a, b]", "", true},
      {"  - - a.com", "", true},
      {"  - 'a.com", "", true},
      {"  - 'a.com' x", "", true},
      {"\t- a.com", "", true},
      {"  a.com", "", true},
      {"a.com", "", true},
      {"payload:", "", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    for (const char* line_break : {"\n", ""}) {
      const Read read = read_yaml("payload:\n" + std::string(row.line) + line_break);
      CHECK(read.error.empty());
      CHECK(shown(read.texts) == row.texts);
      CHECK(read.dropped.size() == (row.dropped ? 1 : 0));
    }
  }
}

TEST_CASE("yaml list: lines know nothing of each other") {
  const Read read = read_yaml(
      "# list\nname: x\npayload:\n- a.com\n      - b.com\n---\n  - c.com\nother:\n  - *star.com\n  - d.com\n"
      "  - |\n    lost.com\n  - e.com\n  - &n f.com\n  - *n\nrules:\n  - 'g.com'");
  CHECK(shown(read.texts) == "[a.com][b.com][c.com][d.com][e.com][f.com][g.com]");
  CHECK(shown(read.spans) == "[a.com][b.com][c.com][d.com][e.com][f.com]['g.com']");
  CHECK(shown(read.dropped) == "[- *star.com][lost.com][- *n]");
}

TEST_CASE("yaml list: the head rules over its lines") {
  CHECK(shown(read_yaml("  payload:\n- a.com\n  - b.com\n - c.com\n").texts) == "[b.com]");
  CHECK(shown(read_yaml("rules:\n  - a.com\npayload:\n  - b.com\n").texts) == "[a.com][b.com]");
  CHECK(shown(read_yaml("\xEF\xBB\xBFpayload: # 注释\n  - a.com\n  - '中国'\n").texts) == "[a.com][中国]");
  const std::string long_head = "payload: #" + std::string(kMaxListHeadBytes, 'x') + "\n";
  CHECK(read_yaml(long_head + "- a.com\n").texts.empty());
}

TEST_CASE("yaml list: spans are the entries in the file") {
  const Read read = read_yaml("payload:\n  - a.com # c\n  - 'b.com'\n  - \"c\\x2ecom\"\n  - 中国\n");
  CHECK(shown(read.texts) == "[a.com][b.com][c.com][中国]");
  CHECK(shown(read.spans) == "[a.com]['b.com'][\"c\\x2ecom\"][中国]");
}

namespace {

// The same head in a form that only the YAML reader understands, so that it
// stands before every line as it was written, and every line goes its way.
std::string slow_head(std::string head) {
  const std::string key = head.find("rules") == std::string::npos ? "payload" : "rules";
  head.replace(head.find(key), key.size(), "'" + key + "'");
  REQUIRE_FALSE(read_plain_head(head));
  return head;
}

void check_same(const std::string& head, const std::string& line) {
  CAPTURE(head);
  CAPTURE(line);
  REQUIRE(read_plain_head(head));
  const Read quick = read_yaml(head + line);
  const Read slow = read_yaml(slow_head(head) + line);
  REQUIRE(shown(quick.texts) == shown(slow.texts));
  REQUIRE(shown(quick.spans) == shown(slow.spans));
  REQUIRE(shown(quick.dropped) == shown(slow.dropped));
}

const char* const kHeads[] = {"payload:\n", "rules : # 注释\r\n", "  payload:\t# x\n",
                              "\xEF\xBB\xBFrules:\t\n"};

}  // namespace

TEST_CASE("yaml list: the quick reader agrees with the YAML reader on every short line") {
  // Every text of up to four pieces behind the dash.
  const std::string pieces[] = {"a", " ", ":",  "#",  "'",    "\"", "\\",  "-",
                                "*", "~", "\t", "\r", "\x01", "é",  "null"};
  const std::size_t count = std::size(pieces);
  std::size_t sure = 0;
  for (std::size_t n = 0; n < count * count * count * count; ++n) {
    std::string line = "  - ";
    for (std::size_t rest = n; rest > 0; rest /= count) line += pieces[rest % count];
    if (read_quick_line(line, 0).answer == QuickAnswer::unsure) continue;
    ++sure;
    check_same(kHeads[n % std::size(kHeads)], line + "\n");
  }
  CHECK(sure > 1000);
}

TEST_CASE("yaml list: the quick reader agrees with the YAML reader on many long lines") {
  const std::string pieces[] = {
      " ",    "  ",          "- ", "-",   "'",    "\"",   "#",    " # ",      ":",
      ": ",   ",",           "!",  "&",   "*",    "[",    "]",    "{",        "}",
      "|",    ">",           "%",  "@",   "`",    "?",    "? ",   "=",        "<<",
      "~",    "$",           "^",  "\\",  "/",    ".",    "+",    "(",        ")",
      ";",    "_",           "0",  "1e3", "null", "Null", "true", "a.com",    "DOMAIN,x",
      "中",   "\t",          "\r", "\n",  "---",  "...",  "\x7F", "\xC2\x85", "\xE2\x80\xA8",
      "\xFF", "\xEF\xBB\xBF"};
  std::mt19937 random(20260701);
  for (int round = 0; round < 60000; ++round) {
    std::string line = std::string(random() % 5, ' ') + (random() % 8 != 0 ? "- " : "");
    for (std::size_t left = random() % 7; left > 0; --left) line += pieces[random() % std::size(pieces)];
    check_same(kHeads[random() % std::size(kHeads)], line + (random() % 9 != 0 ? "\n" : ""));
  }
}

TEST_CASE("text list") {
  struct Row {
    std::string text;
    std::string_view texts;
  };
  const Row rows[] = {
      {"", ""},
      {"a.com", "[a.com]"},
      {"a.com\nb.com\n", "[a.com][b.com]"},
      {"  a.com \t\r\n\r\n\v b.com\xC2\xA0\n", "[a.com][b.com]"},
      {"# c\n  # c\n// c\n  // c\n/ c\n", "[/ c]"},
      {"c.com # t\n", "[c.com # t]"},
      {"; c\n! c\n", "[; c][! c]"},
      {"'a.com'\n\"b.com\"\n", "['a.com'][\"b.com\"]"},
      {"payload:\n  - a.com\n", "[payload:][- a.com]"},
      {"\xEF\xBB\xBF# c\n\xEF\xBB\xBFy.com\n", "[\xEF\xBB\xBF# c][\xEF\xBB\xBFy.com]"},
      {"a\0b\n"s, {"[a\0b]", 5}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Read read = read_text(row.text);
    CHECK(shown(read.texts) == row.texts);
    CHECK(read.spans == read.texts);
  }
}

TEST_CASE("yaml list: real files lose no line") {
  const char* corpus = std::getenv("CLASHLINT_CORPUS");
  if (corpus == nullptr) {
    MESSAGE("skipped: CLASHLINT_CORPUS is not set");
    return;
  }
  for (const auto& item : std::filesystem::directory_iterator(std::string(corpus) + "/providers")) {
    if (item.path().extension() != ".yaml") continue;
    CAPTURE(item.path().filename().string());
    std::ifstream file(item.path(), std::ios::binary);
    Sources sources;
    const FileId id = sources.add("list", {std::istreambuf_iterator<char>(file), {}});
    std::size_t entries = 0;
    const auto dropped = read_yaml_list(sources, id, [&](std::string_view, Span) { ++entries; });
    REQUIRE(dropped.ok());
    CHECK(dropped->empty());
    CHECK(entries + 2 == sources[id].line_count());  // the head, and nothing behind the last break
  }
}
