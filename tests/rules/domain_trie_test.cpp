#include "rules/value/domain_trie.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "rules/base/strings.h"

using namespace clashlint;

namespace {

struct Entry {
  std::string pattern;
  int value;
};

// How labels take a name, from the right: `l`iteral, `s`tar, `z` any depth. The
// first in alphabetical order is the most specific.
std::optional<std::string> way_of(std::vector<std::string_view> labels, bool any_depth,
                                  std::string_view host) {
  auto left = split(host, '.');
  if (any_depth ? left.size() <= labels.size() : left.size() != labels.size()) return std::nullopt;
  std::string way;
  for (; !labels.empty(); labels.pop_back(), left.pop_back()) {
    if (labels.back() != left.back() && labels.back() != "*") return std::nullopt;
    way += labels.back() == left.back() ? 'l' : 's';
  }
  return any_depth ? way + 'z' : way;
}

std::optional<int> slow_search(const std::vector<Entry>& entries, std::string_view host) {
  std::optional<int> best;
  std::string best_way;
  for (const Entry& entry : entries) {
    auto labels = split(entry.pattern, '.');
    const bool with_plain = labels.front() != "";
    const bool any_depth = labels.front() == "" || labels.front() == "+";
    if (any_depth) labels.erase(labels.begin());
    for (const bool deep : {false, true}) {
      if (deep ? !any_depth : !with_plain) continue;
      const auto way = way_of(labels, deep, host);
      if (!way || (best && best_way < *way)) continue;
      best = entry.value;
      best_way = *way;
    }
  }
  return best;
}

std::vector<std::string> names(const std::vector<std::string>& labels, std::size_t deepest) {
  std::vector<std::string> out = labels;
  for (std::size_t begin = 0, depth = 1; depth < deepest; ++depth) {
    const std::size_t end = out.size();
    for (; begin < end; ++begin) {
      for (const auto& label : labels) out.push_back(label + "." + out[begin]);
    }
  }
  return out;
}

DomainTrie trie_of(const std::vector<Entry>& entries) {
  DomainTrie trie;
  for (const auto& [pattern, value] : entries) REQUIRE(trie.insert(pattern, value));
  return trie;
}

}  // namespace

TEST_CASE("the most specific pattern answers") {
  const DomainTrie trie = trie_of({{"+.a.com", 1}, {"*.a.com", 2}, {"x.a.com", 3}, {"*.x.a.com", 4}});
  struct Row {
    std::string_view host;
    int value;
  };
  for (const Row& row : {Row{"x.a.com", 3},
                         {"y.a.com", 2},
                         {"z.x.a.com", 4},
                         {"q.z.x.a.com", 1},
                         {"a.com", 1},
                         {"X.A.COM", 3},
                         {"z.y.a.com", 1}}) {
    CAPTURE(row.host);
    CHECK(trie.search(row.host) == row.value);
  }
  CHECK_FALSE(trie.search("b.com"));
  CHECK_FALSE(trie.search("com"));
  CHECK(trie_of({{"a.*.net", 1}, {"*.c.net", 2}}).search("a.c.net") == 2);
}

TEST_CASE("forms of a pattern") {
  CHECK_FALSE(trie_of({{".a.com", 1}}).search("a.com"));
  CHECK(trie_of({{".a.com", 1}}).search("y.x.a.com") == 1);
  CHECK(trie_of({{"+", 1}}).search("a") == 1);
  CHECK(trie_of({{"+", 1}}).search("a.b.c") == 1);
  CHECK(trie_of({{"*", 1}}).search("a") == 1);
  CHECK_FALSE(trie_of({{"*", 1}}).search("a.b"));
  CHECK_FALSE(trie_of({{"fo*.com", 1}}).search("foo.com"));
  CHECK(trie_of({{"a.+.com", 1}}).search("a.+.com") == 1);
  CHECK_FALSE(trie_of({{"a.+.com", 1}}).search("a.b.com"));
  CHECK(trie_of({{"+.a.com", 1}, {"a.com", 2}}).search("a.com") == 2);
  CHECK(trie_of({{"a.com", 2}, {"+.a.com", 1}}).search("a.com") == 1);
  CHECK(trie_of({{"ÄB.com", 1}}).search("äb.COM") == 1);
}

TEST_CASE("invalid patterns and names find nothing") {
  DomainTrie trie = trie_of({{"+", 1}});
  for (const auto* bad : {"", "a.", "a..b", " a"}) {
    CHECK_FALSE(trie.insert(bad, 9));
    CHECK_FALSE(trie.search(bad));
  }
  CHECK_FALSE(trie.search(".a"));
}

TEST_CASE("the trie agrees with its definition over every set of a small world") {
  std::vector<std::string> patterns = names({"a", "b", "*"}, 2);
  for (std::size_t i = 0, plain = patterns.size(); i < plain; ++i) {
    patterns.push_back("." + patterns[i]);
    patterns.push_back("+." + patterns[i]);
  }
  patterns.emplace_back("+");
  const auto hosts = names({"a", "b", "c"}, 3);
  for (std::size_t x = 0; x < patterns.size(); ++x) {
    for (std::size_t y = 0; y < patterns.size(); ++y) {
      for (std::size_t z = y; z < patterns.size(); z += 3) {
        const std::vector<Entry> entries{{patterns[x], 1}, {patterns[y], 2}, {patterns[z], 3}};
        const DomainTrie trie = trie_of(entries);
        for (const auto& host : hosts) {
          if (trie.search(host) != slow_search(entries, host)) {
            FAIL(patterns[x], " ", patterns[y], " ", patterns[z], " ", host);
          }
        }
      }
    }
  }
}

TEST_CASE("names of a megabyte do no harm") {
  std::string deep = "a";
  while (deep.size() < 1'000'000) deep += ".a";
  DomainTrie trie = trie_of({{deep, 1}, {"+.b", 2}});
  CHECK(trie.search(deep) == 1);
  CHECK_FALSE(trie.search(deep + ".a"));
  CHECK(trie.search(deep + ".b") == 2);
}
