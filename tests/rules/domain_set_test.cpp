#include "rules/value/domain_set.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "rules/base/strings.h"
#include "rules/value/domain_pattern.h"

using namespace clashlint;

namespace {

using Patterns = std::vector<std::string>;

std::string reversed(std::string_view text) { return {text.rbegin(), text.rend()}; }

// What the domain language means for patterns without `*` and inner `+`.
bool means(std::string_view pattern, std::string_view host) {
  const bool deep = pattern.starts_with('.') || pattern.starts_with("+.");
  if (!deep) return host == pattern;
  const std::string_view suffix = pattern.substr(pattern.find('.'));
  if (host.size() > suffix.size() && host.ends_with(suffix)) return true;
  return pattern.starts_with('+') && host == suffix.substr(1);
}

// The search of the core over plain rows of bits, each step as slow as it can be.
class SlowSet {
 public:
  explicit SlowSet(const Patterns& patterns) {
    std::set<std::string> keys;
    for (const auto& pattern : patterns) {
      if (pattern == "+") {
        keys.insert("");
      } else if (pattern.starts_with("+.")) {
        keys.insert(reversed(pattern.substr(2)));
        keys.insert(reversed(pattern));
      } else {
        keys.insert(reversed(pattern.starts_with('.') ? "+" + pattern : pattern));
      }
    }
    Patterns nodes{""};
    for (std::size_t n = 0; n < nodes.size(); ++n) {
      leaves_.push_back(keys.contains(nodes[n]));
      std::set<std::string> children;
      for (const auto& key : keys) {
        if (key.size() > nodes[n].size() && key.starts_with(nodes[n])) {
          children.insert(key.substr(0, nodes[n].size() + 1));
        }
      }
      for (const auto& child : children) {
        bits_.push_back(false);
        labels_ += child.back();
        nodes.push_back(child);
      }
      bits_.push_back(true);
    }
  }

  bool contains(std::string_view host) const {
    const std::string key = reversed(host);
    std::vector<std::pair<std::size_t, std::size_t>> stack;
    std::size_t n = 0, b = 0, i = 0;
    while (i < key.size()) {
      if (bits_[b]) {
        if (stack.empty()) return false;
        const auto [star, at] = stack.back();
        stack.pop_back();
        const std::size_t t = zeros(star);
        const std::size_t j = std::min(key.find('.', at), key.size());
        if (j == key.size()) {
          if (leaves_[t]) return true;
          continue;
        }
        std::size_t k = first(t) - t;
        while (k < labels_.size() && labels_[k] != '.') ++k;
        if (k == labels_.size()) return false;
        b = k + t;
        n = t;
        i = j;
        continue;
      }
      const char label = labels_[b - n];
      if (label == '+') return true;
      if (label == '*') stack.emplace_back(b, i);
      if (label == '*' || label != key[i]) {
        ++b;
        continue;
      }
      n = zeros(b);
      b = first(n);
      ++i;
    }
    return leaves_[n];
  }

 private:
  std::size_t zeros(std::size_t p) const {
    return static_cast<std::size_t>(
        std::count(bits_.begin(), bits_.begin() + static_cast<long>(p) + 1, false));
  }
  std::size_t first(std::size_t n) const {
    std::size_t p = 0;
    for (; n > 0; ++p) n -= bits_[p] ? 1 : 0;
    return p;
  }
  std::vector<bool> leaves_, bits_;
  std::string labels_;
};

Patterns names(const Patterns& labels, std::size_t deepest) {
  Patterns out = labels;
  for (std::size_t begin = 0, depth = 1; depth < deepest; ++depth) {
    const std::size_t end = out.size();
    for (; begin < end; ++begin) {
      for (const auto& label : labels) out.push_back(label + "." + out[begin]);
    }
  }
  return out;
}

std::string shown(const Patterns& patterns) { return join(patterns, " "); }

}  // namespace

TEST_CASE("documented answers, misses and false takings included") {
  struct Row {
    Patterns patterns;
    std::string_view host;
    bool taken;
  };
  for (const Row& row : std::vector<Row>{
           {{"a.com"}, "a.com", true},
           {{"a.com"}, "A.Com", true},
           {{"A.com"}, "a.com", true},
           {{"a.com"}, "x.a.com", false},
           {{"*.a.com"}, "x.a.com", true},
           {{"*.a.com"}, "a.com", false},
           {{"*.a.com"}, "y.x.a.com", false},
           {{"a.*.com"}, "a.b.com", true},
           {{"*.*.com"}, "a.b.com", true},
           {{".a.com"}, "a.com", false},
           {{".a.com"}, "y.x.a.com", true},
           {{"+.a.com"}, "a.com", true},
           {{"+.a.com"}, "y.x.a.com", true},
           {{"+.a.com"}, "ya.com", false},
           {{"*"}, "a", true},
           {{"*"}, "a.b", false},
           {{"+"}, "", true},
           {{"+"}, "a", false},
           {{"a.com"}, "", false},
           // The name ends inside another pattern: no `*` is asked any more.
           {{"*.example.com", "foo.bar.example.com"}, "x.example.com", true},
           {{"*.example.com", "foo.bar.example.com"}, "bar.example.com", false},
           {{"*.example.com", "foo.bar.example.com"}, "ar.example.com", false},
           {{"*.example.com", "foo.bar.example.com"}, "r.example.com", false},
           {{"*", "a.ba"}, "a", false},
           {{"*.b", "ba.ab", "com.com"}, "b.com.b", true},
           {{"foo+.com"}, "x.com", true},
           {{"a.+.com"}, "b.com", true},
           {{"a.+.com"}, "com", false},
           {{"*foo.com"}, "barfoo.com", true},
           {{"*foo.com"}, "foo.com", false},
           {{"foo*.com"}, "foox.com", false},
           {{"f*o.com"}, "foo.com", false},
           {{"+.ä.com"}, "x.Ä.com", true},
           {{"+.例子.cn"}, "例子.cn", true},
       }) {
    CAPTURE(shown(row.patterns));
    CAPTURE(row.host);
    const DomainSet set = DomainSet::build(row.patterns);
    CHECK(set.contains(row.host) == row.taken);
    CHECK(set.matching_pattern(row.host).has_value() == row.taken);
  }
}

TEST_CASE("an empty set takes nothing") {
  for (const DomainSet& set : {DomainSet(), DomainSet::build({})}) {
    CHECK(set.empty());
    CHECK_FALSE(set.contains(""));
    CHECK_FALSE(set.contains("a"));
    CHECK_FALSE(set.matching_pattern("a"));
    CHECK(set.patterns().empty());
  }
  CHECK_FALSE(DomainSet::build({"+"}).empty());
}

TEST_CASE("patterns come back as they were written") {
  struct Row {
    Patterns given, back;
  };
  for (const Row& row : std::vector<Row>{
           {{"b.com", "+.a.com"}, {"+.a.com", "b.com"}},
           {{"a.com", ".a.com"}, {"+.a.com"}},
           {{".a.com"}, {".a.com"}},
           {{"A.com", "a.com"}, {"a.com"}},
           {{"+", "*", "x.*"}, {"+", "*", "x.*"}},
           {{"+.+"}, {"+.+"}},
           {{"+.+.m", "m"}, {"+.m", "+.+.m"}},
           {{"+.+.m"}, {"+.+.m"}},
           {{".+"}, {".+"}},
           {{"+.例.cn", "ä.cn"}, {"ä.cn", "+.例.cn"}},
       }) {
    const DomainSet set = DomainSet::build(row.given);
    CHECK(shown(set.patterns()) == shown(row.back));
    CHECK(shown(DomainSet::build(set.patterns()).patterns()) == shown(row.back));
  }
}

TEST_CASE("the pattern that takes a name is shown as it was written") {
  struct Row {
    Patterns patterns;
    std::string_view host, pattern;
  };
  for (const Row& row : std::vector<Row>{
           {{"+.a.com", "b.com"}, "x.a.com", "+.a.com"},
           {{"+.a.com", "b.com"}, "A.com", "+.a.com"},
           {{".a.com", "b.com"}, "x.a.com", ".a.com"},
           {{"*.a.com", "a.com"}, "x.a.com", "*.a.com"},
           {{"foo+.com"}, "x.com", "foo+.com"},
           {{"+"}, "", "+"},
           {{"x.+"}, "a", "x.+"},
       }) {
    CAPTURE(row.host);
    CHECK(DomainSet::build(row.patterns).matching_pattern(row.host) == std::string(row.pattern));
  }
}

TEST_CASE("patterns without stars mean what the language says, over a small world") {
  Patterns patterns = names({"a", "b", "ab"}, 2);
  for (std::size_t i = 0, plain = patterns.size(); i < plain; ++i) {
    patterns.push_back("." + patterns[i]);
    patterns.push_back("+." + patterns[i]);
  }
  const auto hosts = names({"a", "b", "ab", "ba"}, 3);
  for (std::size_t x = 0; x < patterns.size(); ++x) {
    for (std::size_t y = x; y < patterns.size(); ++y) {
      for (std::size_t z = y; z < patterns.size(); z += 2) {
        const Patterns chosen{patterns[x], patterns[y], patterns[z]};
        const DomainSet set = DomainSet::build(chosen);
        for (const auto& host : hosts) {
          const bool expected =
              std::any_of(chosen.begin(), chosen.end(), [&](const auto& p) { return means(p, host); });
          if (set.contains(host) != expected) FAIL(shown(chosen), " ? ", host);
        }
      }
    }
  }
}

TEST_CASE("sets without stars answer as the core's trie does, whatever is asked") {
  std::mt19937 random(20261128);
  const auto word = [&](std::string_view alphabet, std::size_t longest) {
    std::string out;
    for (std::size_t size = 1 + random() % longest; out.size() < size;)
      out += alphabet[random() % alphabet.size()];
    return out;
  };
  const std::vector<std::string_view> alphabets = {"ab..", "aab.-_", "ab.!+", "ab. A", "ab.\xC3\xA4"};
  int taken = 0;
  for (int round = 0; round < 6000; ++round) {
    const std::string_view alphabet = alphabets[random() % alphabets.size()];
    Patterns patterns;
    for (std::size_t size = 1 + random() % 8; patterns.size() < size;) {
      std::string pattern = word(alphabet, 6);
      if (random() % 3 == 0) pattern = "+." + pattern;
      if (random() % 4 == 0) pattern = "." + pattern;
      if (valid_domain_pattern(pattern)) patterns.push_back(std::move(pattern));
    }
    const DomainSet set = DomainSet::build(patterns);
    const SuccinctSet trie = SuccinctSet::build(patterns);
    for (int question = 0; question < 30; ++question) {
      const std::string host = word(alphabet, 9);
      const bool expected = trie.contains(host);
      taken += expected ? 1 : 0;
      if (set.contains(host) != expected) FAIL(shown(patterns), " ? ", host);
      if (set.matching_pattern(host) != trie.matching_pattern(host)) FAIL(shown(patterns), " ? ", host);
    }
  }
  CHECK(taken > 10000);
}

TEST_CASE("sets with stars answer as the core's search does, step by step") {
  std::mt19937 random(20260701);
  const auto word = [&](std::string_view alphabet, std::size_t longest) {
    std::string out;
    for (std::size_t size = 1 + random() % longest; out.size() < size;)
      out += alphabet[random() % alphabet.size()];
    return out;
  };
  int taken = 0;
  for (int round = 0; round < 6000; ++round) {
    Patterns patterns;
    for (std::size_t size = 1 + random() % 7; patterns.size() < size;) {
      auto pattern = word("ab..**+", 9);
      if (valid_domain_pattern(pattern)) patterns.push_back(std::move(pattern));
    }
    const DomainSet set = DomainSet::build(patterns);
    const SlowSet slow(patterns);
    const DomainSet again = DomainSet::build(set.patterns());
    for (int question = 0; question < 30; ++question) {
      const auto host = word("aab..*", 9);
      const bool expected = slow.contains(host);
      taken += expected ? 1 : 0;
      if (set.contains(host) != expected) FAIL(shown(patterns), " ? ", host);
      if (again.contains(host) != expected) FAIL(shown(set.patterns()), " ? ", host);
      if (set.matching_pattern(host).has_value() != expected) FAIL(shown(patterns), " ? ", host);
    }
  }
  CHECK(taken > 10000);
}

TEST_CASE("the worked example of the file format") {
  const auto set = SuccinctSet::from_arrays({0x160}, {0x1B4AA}, "moc.ab.+");
  REQUIRE(set.ok());
  CHECK(shown(set->patterns()) == "+.a.com b.com");
  CHECK(set->contains("x.a.com"));
  CHECK(set->contains("a.com"));
  CHECK(set->contains("b.com"));
  CHECK_FALSE(set->contains("x.b.com"));
}

TEST_CASE("arrays that are no trie are refused, odd ones that do no harm are taken") {
  struct Row {
    std::vector<std::uint64_t> leaves, bits;
    std::string labels;
    bool taken;
  };
  for (const Row& row : std::vector<Row>{
           {{2}, {0b110}, "a", true},
           {{}, {0b110}, "a", true},                     // no leaf at all
           {{2, 7, 7}, {0b110, 5}, "a", true},           // words behind the end
           {{2}, {0xFFFFFFFFFFFFFFF6}, "a", true},       // bits behind the end
           {{3}, {0b11100}, "aa", true},                 // the same label twice
           {{1}, {1}, "", true},                         // a lone `+`
           {{2}, {}, "a", false},                        // no bits
           {{2}, {0b101}, "a", false},                   // the edge of node 1 leads to itself
           {{2}, {0b011}, "a", false},                   // node 1 hangs on nothing
           {{2}, {0b000}, "a", false},                   // a node without an end
           {{2}, {0b100}, "a", false},                   // more edges than labels
           {{2}, {0b110}, std::string(40, 'a'), false},  // fewer bits than labels
       }) {
    CAPTURE(row.bits);
    CAPTURE(row.labels);
    const auto set = SuccinctSet::from_arrays(row.leaves, row.bits, row.labels);
    CHECK(set.ok() == row.taken);
  }
}

TEST_CASE("a chain that stands for too many bytes of patterns is refused") {
  const std::size_t length = 30'000;
  std::vector<std::uint64_t> bits(2 * length / 64 + 1, 0xAAAAAAAAAAAAAAAA);
  bits.back() = ~std::uint64_t{0} << (2 * length % 64) | 0xAAAAAAAAAAAAAAAA;
  const std::vector<std::uint64_t> all(length / 64 + 1, ~std::uint64_t{0});
  CHECK_FALSE(SuccinctSet::from_arrays(all, bits, std::string(length, 'a')).ok());
  CHECK(SuccinctSet::from_arrays({}, bits, std::string(length, 'a')).ok());
}

TEST_CASE("overlapping stars do not multiply the work") {
  // Every label may be `*` or `a`, and all branches fail at the last label.
  Patterns patterns;
  for (int mask = 0; mask < 1 << 10; ++mask) {
    std::string pattern = "x";
    for (int label = 0; label < 10; ++label) pattern += (mask >> label & 1) != 0 ? ".*" : ".a";
    patterns.push_back(pattern);
  }
  const DomainSet set = DomainSet::build(patterns);
  CHECK(set.contains("x.a.a.a.a.a.a.a.a.a.a"));
  CHECK_FALSE(set.contains("y.a.a.a.a.a.a.a.a.a.a"));
}
