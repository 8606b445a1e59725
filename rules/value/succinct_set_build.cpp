#include <algorithm>
#include <cassert>
#include <utility>

#include "rules/value/succinct_layout.h"
#include "rules/value/succinct_set.h"
#include "rules/value/text.h"

namespace clashlint {

namespace {

class BitWriter {
 public:
  void push(bool bit) {
    if (size_ % 64 == 0) words_.push_back(0);
    if (bit) words_.back() |= std::uint64_t{1} << (size_ % 64);
    ++size_;
  }
  std::vector<std::uint64_t> take() { return std::move(words_); }
  bool empty() const { return size_ == 0; }
  std::vector<bool> bits() const {
    std::vector<bool> bits;
    for (std::size_t at = 0; at < size_; ++at) bits.push_back((words_[at / 64] >> (at % 64) & 1U) != 0);
    return bits;
  }

 private:
  std::vector<std::uint64_t> words_;
  std::size_t size_ = 0;
};

// A key with its first bytes as a number: most comparisons need no more.
struct Key {
  std::uint64_t head = 0;
  std::string text;

  explicit Key(std::string reversed) : text(std::move(reversed)) {
    for (std::size_t i = 0; i < 8; ++i) head = head << 8 | (i < text.size() ? byte(i) : 0);
  }
  unsigned char byte(std::size_t at) const { return static_cast<unsigned char>(text[at]); }
  friend bool operator<(const Key& a, const Key& b) {
    return a.head != b.head ? a.head < b.head : a.text < b.text;
  }
  friend bool operator==(const Key& a, const Key& b) { return a.head == b.head && a.text == b.text; }
};

// The keys that stand for the patterns: reversed, sorted, each once.
std::vector<Key> keys_of(const std::vector<std::string>& patterns) {
  std::vector<Key> keys;
  keys.reserve(patterns.size() * 2);
  for (const std::string& pattern : patterns) {
    std::string reversed = unicode_lower(reversed_by_code_point(pattern));
    if (reversed == "+") {
      reversed.clear();
    } else if (reversed.ends_with(".+")) {
      keys.emplace_back(reversed.substr(0, reversed.size() - 2));
    } else if (reversed.ends_with('.')) {
      reversed += '+';
    }
    keys.emplace_back(std::move(reversed));
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

// The keys [begin, end) share the way to one node.
struct Group {
  std::uint32_t begin;
  std::uint32_t end;
};

struct Arrays {
  BitWriter leaves;
  BitWriter label_bitmap;
  std::string labels;

  // Writes one node, `depth` bytes from the root, and leaves its children behind the others.
  void add_node(const std::vector<Key>& keys, Group group, std::size_t depth, std::vector<Group>& children) {
    const bool ends_here = keys[group.begin].text.size() == depth;
    leaves.push(ends_here);
    for (std::uint32_t begin = group.begin + (ends_here ? 1 : 0); begin < group.end;) {
      const char label = keys[begin].text[depth];
      std::uint32_t end = begin + 1;
      while (end < group.end && keys[end].text[depth] == label) ++end;
      labels += label;
      label_bitmap.push(false);
      children.push_back({begin, end});
      begin = end;
    }
    label_bitmap.push(true);
  }

  bool empty() const { return leaves.empty(); }
};

Arrays arrays_of(const std::vector<std::string>& patterns) {
  const std::vector<Key> keys = keys_of(patterns);
  Arrays arrays;
  if (keys.empty()) return arrays;
  assert(keys.size() < UINT32_MAX && "a set of patterns fits 32 bits");
  std::vector<Group> level{{0, static_cast<std::uint32_t>(keys.size())}};
  std::vector<Group> children;
  for (std::size_t depth = 0; !level.empty(); ++depth) {
    children.clear();
    for (const Group group : level) arrays.add_node(keys, group, depth, children);
    level.swap(children);
  }
  return arrays;
}

constexpr std::string_view kNoTrie = "the arrays of the domain set are no trie: ";

Error no_trie(std::string_view why) { return {std::string(kNoTrie).append(why)}; }

}  // namespace

SuccinctSet SuccinctSet::build(std::vector<std::string> patterns) {
  Arrays arrays = arrays_of(patterns);
  if (arrays.empty()) return {};
  return {arrays.leaves.take(), arrays.label_bitmap.take(), std::move(arrays.labels)};
}

SuccinctLayout succinct_layout(const std::vector<std::string>& patterns) {
  const Arrays arrays = arrays_of(patterns);
  return {.labels = arrays.labels, .bits = arrays.label_bitmap.bits(), .leaves = arrays.leaves.bits()};
}

Result<SuccinctSet> SuccinctSet::from_arrays(std::vector<std::uint64_t> leaves,
                                             std::vector<std::uint64_t> label_bitmap, std::string labels) {
  if (labels.size() > kMaxDomainSetLabels) return Error{"the domain set is too large"};
  // A trie of n edges has n + 1 nodes, thus 2n + 1 bits; what stands behind is never looked at.
  const std::size_t bit_count = 2 * labels.size() + 1;
  if (label_bitmap.size() < (bit_count + 63) / 64) return no_trie("too few bits");
  label_bitmap.resize((bit_count + 63) / 64);

  // Every edge leads to a later node, and node n hangs on an edge of an earlier
  // one: so no walk comes round, and every node has one way to it.
  std::vector<std::uint32_t> depths{0};
  depths.reserve(labels.size() + 1);
  std::size_t node = 0;
  std::size_t bytes = 0;
  for (std::size_t bit = 0; bit < bit_count; ++bit) {
    if (node == depths.size()) return no_trie("a node without an edge to it");
    if ((label_bitmap[bit / 64] >> (bit % 64) & 1U) == 0) {
      if (depths.size() > labels.size()) return no_trie("more edges than labels");
      depths.push_back(depths[node] + 1);
      continue;
    }
    const bool is_leaf = node / 64 < leaves.size() && (leaves[node / 64] >> (node % 64) & 1U) != 0;
    bytes += is_leaf ? depths[node] : 0;
    ++node;
  }
  if (node != labels.size() + 1) return no_trie("a node without an end");
  if (bytes > kMaxDomainSetBytes) return Error{"the domain set is too large"};
  return SuccinctSet(std::move(leaves), std::move(label_bitmap), std::move(labels));
}

}  // namespace clashlint
