#include "rules/yaml/mapping.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace clashlint;

namespace {

struct Read {
  explicit Read(std::string_view text)
      : file(sources.add("p.yaml", std::string(text))), tree(parse_yaml(sources, file)) {}
  const YamlNode& at(std::string_view key) const { return *yaml_find(*tree.root(), key); }

  Sources sources;
  FileId file;
  YamlTree tree;
};

std::string key_text(const YamlNode& key) { return key.is_scalar() ? std::string(key.text) : "?"; }

// `a=1 b=2`, a `'` behind keys that were merged.
std::string shown(const YamlEntries& entries) {
  std::string all;
  for (const YamlEntry& entry : entries.entries) {
    if (!all.empty()) all += ' ';
    all += key_text(*entry.key) + (entry.merged_by != nullptr ? "'" : "") + "=" +
           std::string(resolved(*entry.value).text);
  }
  return all;
}

// The slow reference: the core's algorithm by recursion, keys found by
// looking through the list. `by` is the outermost `<<`.
void merge_into(const YamlNode& mapping, const YamlNode* by, int depth, std::vector<YamlEntry>& out) {
  if (depth > 6) return;
  const YamlNode* merged = nullptr;
  const YamlNode* merge_key = nullptr;
  for (std::size_t at = 0; at + 1 < mapping.children.size(); at += 2) {
    const YamlNode& key = *mapping.children[at];
    if (key.text == "<<" && key.style == YamlStyle::plain) {
      merge_key = &key;
      merged = mapping.children[at + 1];
      continue;
    }
    bool is_there = false;
    for (const YamlEntry& entry : out) is_there = is_there || entry.key->text == key.text;
    if (by == nullptr || !is_there) out.push_back({&key, mapping.children[at + 1], by});
  }
  if (merged == nullptr) return;
  const YamlNode* source = by != nullptr ? by : merge_key;
  if (resolved(*merged).is_mapping()) return merge_into(resolved(*merged), source, depth + 1, out);
  for (const YamlNode* item : merged->children) {
    if (resolved(*item).is_mapping()) merge_into(resolved(*item), source, depth + 1, out);
  }
}

}  // namespace

TEST_CASE("merges are followed as the core follows them") {
  struct Row {
    std::string_view text;
    std::string_view entries;  ///< of the key `m`
  };
  const Row rows[] = {
      {"m: {a: 1, b: 2}", "a=1 b=2"},
      {"x: &x {a: 1, b: 2}\nm: {<<: *x, b: 3, c: 4}", "b=3 c=4 a'=1"},
      {"x: &x {a: 1, b: 2}\nm: {b: 3, <<: *x}", "b=3 a'=1"},
      {"x: &x {a: 1}\ny: &y {a: 2, b: 2}\nm: {<<: [*x, *y], c: 3}", "c=3 a'=1 b'=2"},
      {"x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nm: {<<: *y, c: 3}", "c=3 b'=2 a'=1"},
      {"x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nz: &z {a: 9, c: 9}\nm: {<<: [*y, *z]}", "b'=2 a'=1 c'=9"},
      {"m: {<<: {a: 1}, b: 2}", "b=2 a'=1"},
      {"m: &m {<<: *m, a: 1}", "a=1"},
      {"m: {\"<<\": 1, a: 2}", "<<=1 a=2"},
      {"m: {<<: [], a: 2}", "a=2"},
      {"k: &k a\nm: {*k : 1, b: 2}", "a=1 b=2"},
      {"m: {a: 1, a: 2}", "a=1 a=2"},
      {"m: {? [x] : 1, b: 2}", "?=1 b=2"},
      {"m: []", ""},
      {"x: &x {a: 1}\nm: *x", "a=1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Read read(row.text);
    REQUIRE(!read.tree.error());
    CHECK(shown(yaml_entries(read.at("m"))) == row.entries);
    CHECK(yaml_entries(read.at("m")).bad_merges.empty());
  }
}

TEST_CASE("an entry names the merge key of its own mapping") {
  const Read read("x: &x {a: 1}\ny: &y {<<: *x}\nm:\n  <<: *y\n  b: 2\n");
  const YamlEntries entries = yaml_entries(read.at("m"));
  REQUIRE(entries.entries.size() == 2);
  CHECK(entries.entries[0].merged_by == nullptr);
  REQUIRE(entries.entries[1].merged_by != nullptr);
  CHECK(read.sources.position(entries.entries[1].merged_by->span).line == 4);
}

TEST_CASE("what cannot be merged") {
  for (const std::string_view value :
       {"1", "", "~", "[1]", "[{a: 1}, x]", "*list", "[*list]", "[[{a: 1}]]"}) {
    CAPTURE(value);
    const Read read("l: &list [{a: 1}]\nm:\n  <<: " + std::string(value) + "\n  b: 2\n");
    REQUIRE(!read.tree.error());
    CHECK(yaml_entries(read.at("m")).bad_merges.size() == 1);
  }
}

TEST_CASE("keys clash by kind and text") {
  struct Row {
    std::string_view text;
    std::string_view clashes;  ///< lines `first-second`
  };
  const Row rows[] = {
      {"a: 1\nb: 2\na: 3\n", "1-3"},
      {"1: a\n\"1\": b\n", "1-2"},
      {"dns: a\nDNS: b\n", ""},
      {"a: 1\na: 2\na: 3\n", "1-2 1-3"},
      {"<<: {}\n<<: {}\n", "1-2"},
      {"? [a]\n: 1\n? [b]\n: 2\n", "1-3"},
      {"? [a]\n: 1\n? {b: c}\n: 2\n", ""},
      {"k: &a x\n*a : 1\nx: 2\n", ""},
      {"k: &a x\n*a : 1\n*a : 2\n", "2-3"},
      {"~: 1\n? \n: 2\n", ""},
      {"<<: {a: 1,\n a: 2}\nb: 1\n", "1-2"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Read read(row.text);
    REQUIRE(!read.tree.error());
    std::string clashes;
    for (const YamlDuplicate& duplicate : yaml_entries(*read.tree.root()).duplicates) {
      if (!clashes.empty()) clashes += ' ';
      clashes += std::to_string(read.sources.position(duplicate.first->span).line) + "-" +
                 std::to_string(read.sources.position(duplicate.second->span).line);
    }
    CHECK(clashes == row.clashes);
  }
}

TEST_CASE("clashes in long mappings are those in short ones") {
  for (const int keys : {10, 100}) {
    std::string text;
    for (int key = 0; key < keys; ++key) text += "k" + std::to_string(key) + ": 1\n";
    text += "k7: 2\n? [a]\n: 1\n'k7': 3\n? [b]\n: 2\n? {}\n: 3\n";
    const Read read(text);
    const std::vector<YamlDuplicate> duplicates = yaml_entries(*read.tree.root()).duplicates;
    REQUIRE(duplicates.size() == 3);
    CHECK(duplicates[0].first->text == "k7");
    CHECK(duplicates[1].first == duplicates[0].first);
    CHECK(duplicates[1].second->style == YamlStyle::single_quoted);
    CHECK(duplicates[2].second->is_sequence());
  }
}

TEST_CASE("find gives the entry that entries gives first") {
  const Read read("x: &x {a: 1, b: 2, d: 4}\ny: &y {<<: *x, a: 5}\nm: {<<: [*y, *x], b: 3}\n");
  const YamlNode& mapping = read.at("m");
  CHECK(yaml_find(mapping, "a")->text == "5");
  CHECK(yaml_find(mapping, "b")->text == "3");
  CHECK(yaml_find(mapping, "d")->text == "4");
  CHECK(yaml_find(mapping, "c") == nullptr);
  CHECK(yaml_find(mapping, "<<") == nullptr);
  CHECK(yaml_find(*mapping.children[0], "a") == nullptr);
}

// Every document of three mappings that merge what stands above them (and
// themselves), each with one of four own parts.
TEST_CASE("entries and find agree with the recursive reference") {
  const std::string_view parts[] = {"a: 1", "a: 2, b: 2", "b: 3, c: 3", "c: 4, a: 4"};
  const std::string_view merges[] = {"",         "<<: *x, ",          "<<: [*x, *y], ", "<<: [*y, *x], ",
                                     "<<: *z, ", "<<: [*z, *y, *x], "};
  int compared = 0;
  for (const std::string_view first : parts) {
    for (const std::string_view second : parts) {
      for (const std::string_view third : parts) {
        for (int choice = 0; choice < 4 * 6; ++choice) {
          const std::string_view in_second = choice / 6 == 0   ? ""
                                             : choice / 6 == 1 ? "<<: *x, "
                                             : choice / 6 == 2 ? "<<: *y, "
                                                               : "<<: [*x, *y], ";
          const std::string text = "x: &x {" + std::string(first) + "}\ny: &y {" + std::string(in_second) +
                                   std::string(second) + "}\nz: &z {" + std::string(merges[choice % 6]) +
                                   std::string(third) + "}\n";
          const Read read(text);
          REQUIRE(!read.tree.error());
          const YamlNode& mapping = read.at("z");
          YamlEntries slow;
          merge_into(mapping, nullptr, 0, slow.entries);
          const YamlEntries quick = yaml_entries(mapping);
          CAPTURE(text);
          CHECK(shown(quick) == shown(slow));
          for (const YamlEntry& entry : quick.entries)
            CHECK(yaml_find(mapping, entry.key->text) == entry.value);
          ++compared;
        }
      }
    }
  }
  CHECK(compared == 4 * 4 * 4 * 24);
}

TEST_CASE("alias bombs are recognised and do not explode") {
  const auto bomb = [](int levels, int width, int padding) {
    std::string text = "a0: &a0 [x, x]\n";
    for (int level = 1; level < levels; ++level) {
      text += "a" + std::to_string(level) + ": &a" + std::to_string(level) + " [";
      for (int item = 0; item < width; ++item) text += "*a" + std::to_string(level - 1) + ", ";
      text += "]\n";
    }
    text += "pad: [";
    for (int item = 0; item < padding; ++item) text += "p, ";
    return text + "]\n";
  };
  struct Row {
    int levels;
    int width;
    int padding;
    bool is_excessive;
  };
  // Answers of gopkg.in/yaml.v3 v3.0.1.
  const Row rows[] = {{4, 4, 0, false},    {5, 9, 0, true},     {9, 9, 0, true},  {9, 2, 0, false},
                      {9, 9, 20000, true}, {5, 9, 20000, true}, {200, 2, 0, true}};
  for (const Row& row : rows) {
    CAPTURE(row.levels);
    CAPTURE(row.width);
    CAPTURE(row.padding);
    const Read read(bomb(row.levels, row.width, row.padding));
    REQUIRE(!read.tree.error());
    CHECK(yaml_excessive_aliasing(*read.tree.root()) == row.is_excessive);
  }
}

TEST_CASE("circles and long chains of merges end") {
  const Read circle("a: &a {<<: *a, b: &b {<<: [*a, *b], c: *a}}\n");
  REQUIRE(!circle.tree.error());
  CHECK(shown(yaml_entries(circle.at("a"))) == "b=");
  CHECK(!yaml_excessive_aliasing(*circle.tree.root()));

  std::string chain = "a0: &a0 {k0: 0}\n";
  for (int link = 1; link <= 50000; ++link) {
    const std::string number = std::to_string(link);
    chain +=
        "a" + number + ": &a" + number + " {<<: *a" + std::to_string(link - 1) + ", k" + number + ": 1}\n";
  }
  const Read read(chain);
  REQUIRE(!read.tree.error());
  const YamlNode& last = *read.tree.root()->children.back();
  CHECK(yaml_entries(last).entries.size() == 50001);
  CHECK(yaml_find(last, "k0")->text == "0");
  yaml_excessive_aliasing(*read.tree.root());
}
