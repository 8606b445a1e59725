// A byte-wise trie over reversed names, laid out level by level (LOUDS): node n
// is the n-th run of bits, one 0 for each edge and a closing 1, and the edge of
// the k-th 0 leads to node k + 1. The search reproduces the core's step by
// step, the steps included in which it misses a pattern or jumps astray.
#include "rules/value/succinct_set.h"

#include <algorithm>
#include <set>
#include <utility>

#include "rules/value/text.h"

namespace clashlint {

// One question. `bit_ - node_` is the number of the edge under the cursor.
class SuccinctSet::Search {
 public:
  Search(const SuccinctSet& set, std::string_view key) : set_(set), key_(key) {}

  /// The node at which the name was taken.
  std::optional<std::uint32_t> run() {
    for (;;) {
      if (at_ == key_.size()) return set_.is_leaf(node_) ? std::optional(node_) : std::nullopt;
      const Step step = find_edge();
      if (step == Step::missed) return std::nullopt;
      if (step == Step::taken) return node_;
      node_ = set_.node_behind(bit_);
      bit_ = set_.first_bit(node_);
      ++at_;
    }
  }

 private:
  enum class Step : std::uint8_t { edge, taken, missed };

  // A `*` edge that was passed, and the byte of the name it would begin to swallow at.
  struct Branch {
    std::uint32_t bit;
    std::size_t at;
    friend auto operator<=>(const Branch&, const Branch&) = default;
  };

  // Moves the cursor to an edge for the byte of the name, by way of `*` where there is none.
  Step find_edge() {
    for (;;) {
      if (set_.bits_[bit_]) {
        const Step step = resume();
        if (step != Step::edge) return step;
        continue;
      }
      const char label = set_.labels_[bit_ - node_];
      if (label == '+') {
        node_ = set_.node_behind(bit_);
        return Step::taken;
      }
      if (label == '*') {
        pending_.push_back({bit_, at_});
      } else if (label == key_[at_]) {
        return Step::edge;
      }
      ++bit_;
    }
  }

  // Goes back to the last `*`, lets it swallow the rest of its label and puts
  // the cursor at the `.` behind. The core looks for that `.` in all labels
  // from there on, not only in the edges of the node, and gives up, other `*`
  // or not, when there is none.
  Step resume() {
    while (!pending_.empty()) {
      const Branch branch = pending_.back();
      pending_.pop_back();
      // A branch taken twice fails twice: what follows depends on nothing else.
      // Without this, branches that jump to the same place would multiply.
      if (!tried_.insert(branch).second) continue;
      const std::uint32_t behind = set_.node_behind(branch.bit);
      const std::size_t dot = key_.find('.', branch.at);
      if (dot == key_.npos) {
        if (!set_.is_leaf(behind)) continue;
        node_ = behind;
        return Step::taken;
      }
      const std::uint32_t edge = set_.next_dot(set_.first_bit(behind) - behind);
      if (edge == set_.labels_.size()) return Step::missed;
      // Past the node's own edges this is another edge than `edge`, or a closing
      // bit: the core's misjudgement. It stays within the bits, edge + behind <
      // 2 · labels.
      bit_ = edge + behind;
      node_ = behind;
      at_ = dot;
      return Step::edge;
    }
    return Step::missed;
  }

  const SuccinctSet& set_;
  std::string_view key_;
  std::uint32_t node_ = 0;
  std::uint32_t bit_ = 0;
  std::size_t at_ = 0;
  std::vector<Branch> pending_;
  std::set<Branch> tried_;
};

SuccinctSet::SuccinctSet(std::vector<std::uint64_t> leaves, std::vector<std::uint64_t> label_bitmap,
                         std::string labels)
    : leaves_(std::move(leaves)), bits_(std::move(label_bitmap)), labels_(std::move(labels)) {
  leaves_.resize(labels_.size() / 64 + 1);
  if (labels_.find('*') == labels_.npos) return;
  for (std::size_t dot = labels_.find('.'); dot != labels_.npos; dot = labels_.find('.', dot + 1)) {
    dots_.push_back(static_cast<std::uint32_t>(dot));
  }
}

bool SuccinctSet::is_leaf(std::uint32_t node) const { return (leaves_[node / 64] >> (node % 64) & 1U) != 0; }

std::uint32_t SuccinctSet::first_bit(std::uint32_t node) const {
  return node == 0 ? 0 : bits_.position_of_one(node - 1) + 1;
}

std::uint32_t SuccinctSet::node_behind(std::uint32_t bit) const { return bit - bits_.ones_before(bit) + 1; }

std::uint32_t SuccinctSet::next_dot(std::uint32_t label) const {
  const auto found = std::lower_bound(dots_.begin(), dots_.end(), label);
  return found == dots_.end() ? static_cast<std::uint32_t>(labels_.size()) : *found;
}

std::uint32_t SuccinctSet::parent(std::uint32_t node) const {
  return bits_.ones_before(bits_.position_of_zero(node - 1));
}

std::optional<std::uint32_t> SuccinctSet::child(std::uint32_t node, char label) const {
  for (std::uint32_t bit = first_bit(node); !bits_[bit]; ++bit) {
    if (labels_[bit - node] == label) return node_behind(bit);
  }
  return std::nullopt;
}

bool SuccinctSet::has_any_depth_sibling(std::uint32_t node) const {
  const auto dot = child(node, '.');
  const auto plus = dot ? child(*dot, '+') : std::nullopt;
  return plus && is_leaf(*plus);
}

std::string SuccinctSet::reversed_key(std::uint32_t node) const {
  std::string key;
  for (; node != 0; node = parent(node)) key += labels_[node - 1];
  std::reverse(key.begin(), key.end());
  return key;
}

// Is the node's key `+.rest` with `rest` a key, too? Then both are one pattern.
bool SuccinctSet::ends_any_depth_pair(std::uint32_t node, std::string_view reversed_key) const {
  return reversed_key.ends_with(".+") && is_leaf(parent(parent(node)));
}

// From a key back to what is written: `+.a.com` stands for the two keys `a.com`
// and `+.a.com`, `.a.com` for the second alone, a lone `+` for the empty key.
std::string SuccinctSet::pattern_of(std::uint32_t node, std::string_view reversed_key) const {
  const std::string key = reversed_by_code_point(reversed_key);
  if (key.empty()) return "+";
  if (ends_any_depth_pair(node, reversed_key)) return key;
  if (has_any_depth_sibling(node)) return "+." + key;
  if (key == "+") return ".+";  // what a `+` at the root does
  return key.starts_with("+.") ? key.substr(1) : key;
}

bool SuccinctSet::contains(std::string_view host) const {
  if (empty()) return false;
  const std::string key = unicode_lower(reversed_by_code_point(host));
  return Search(*this, key).run().has_value();
}

std::optional<std::string> SuccinctSet::matching_pattern(std::string_view host) const {
  if (empty()) return std::nullopt;
  const std::string key = unicode_lower(reversed_by_code_point(host));
  auto node = Search(*this, key).run();
  if (!node) return std::nullopt;
  // A `+` inside a pattern takes names before the pattern ends: any end will do.
  while (!is_leaf(*node) && !bits_[first_bit(*node)]) node = node_behind(first_bit(*node));
  return pattern_of(*node, reversed_key(*node));
}

std::vector<std::string> SuccinctSet::patterns() const {
  std::vector<std::string> out;
  if (empty()) return out;
  struct Visit {
    std::uint32_t node;
    std::uint32_t next_bit;
  };
  std::string key;
  std::vector<Visit> path;
  const auto enter = [&](std::uint32_t node) {
    const bool is_implied = node != 0 && has_any_depth_sibling(node) && !ends_any_depth_pair(node, key);
    if (is_leaf(node) && !is_implied) out.push_back(pattern_of(node, key));
    path.push_back({node, first_bit(node)});
  };
  enter(0);
  while (!path.empty()) {
    Visit& visit = path.back();
    if (bits_[visit.next_bit]) {
      path.pop_back();
      if (!key.empty()) key.pop_back();
      continue;
    }
    key += labels_[visit.next_bit - visit.node];
    enter(node_behind(visit.next_bit++));
  }
  return out;
}

}  // namespace clashlint
