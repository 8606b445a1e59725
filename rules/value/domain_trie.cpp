#include "rules/value/domain_trie.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "rules/base/strings.h"
#include "rules/value/domain_pattern.h"
#include "rules/value/text.h"

namespace clashlint {

namespace {

constexpr std::string_view kAnyLabel = "*";
// The key of "one or more labels more": no label of a name is empty.
constexpr std::string_view kAnyDepth = "";

}  // namespace

struct DomainTrie::Node {
  std::map<std::string, std::uint32_t, std::less<>> children;
  std::optional<int> value;

  std::optional<std::uint32_t> child(std::string_view label) const {
    const auto found = children.find(label);
    if (found == children.end()) return std::nullopt;
    return found->second;
  }
};

DomainTrie::DomainTrie() : nodes_(1) {}
DomainTrie::~DomainTrie() = default;
DomainTrie::DomainTrie(DomainTrie&&) noexcept = default;
DomainTrie& DomainTrie::operator=(DomainTrie&&) noexcept = default;

bool DomainTrie::insert(std::string_view pattern, int value) {
  if (!valid_domain_pattern(pattern)) return false;
  const std::string lower = unicode_lower(pattern);
  std::vector<std::string_view> labels = split(lower, '.');
  if (labels.front() == "+") {
    insert_labels(std::span(labels).subspan(1), value);
    labels.front() = kAnyDepth;
  }
  insert_labels(labels, value);
  return true;
}

void DomainTrie::insert_labels(std::span<const std::string_view> labels, int value) {
  std::uint32_t at = 0;
  for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
    const auto fresh = static_cast<std::uint32_t>(nodes_.size());
    const auto [slot, inserted] = nodes_[at].children.try_emplace(std::string(*label), fresh);
    at = slot->second;
    if (inserted) nodes_.emplace_back();
  }
  nodes_[at].value = value;
}

std::optional<int> DomainTrie::search(std::string_view host) const {
  // A moved-from trie has no root.
  if (nodes_.empty() || host.starts_with('.') || !valid_domain_pattern(host)) return std::nullopt;
  const std::string lower = unicode_lower(host);
  const std::vector<std::string_view> labels = split(lower, '.');

  struct Visit {
    std::uint32_t node;
    std::size_t labels_left;
  };
  // Last in, first out: what is to be tried first is pushed last.
  std::vector<Visit> pending{{0, labels.size()}};
  while (!pending.empty()) {
    const Visit visit = pending.back();
    pending.pop_back();
    const Node& node = nodes_[visit.node];
    if (visit.labels_left == 0) {
      if (node.value) return node.value;
      continue;
    }
    const std::size_t left = visit.labels_left - 1;
    if (const auto any_depth = node.child(kAnyDepth)) pending.push_back({*any_depth, 0});
    if (const auto any_label = node.child(kAnyLabel)) pending.push_back({*any_label, left});
    if (const auto literal = node.child(labels[left]); literal && labels[left] != kAnyLabel) {
      pending.push_back({*literal, left});
    }
  }
  return std::nullopt;
}

}  // namespace clashlint
