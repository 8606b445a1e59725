#include "analyzer/automaton/name_index.h"

#include <bit>

namespace clashlint {

void NameIndex::reserve(std::size_t entries) {
  nodes_.reserve(entries);
  if (entries * 2 > slots_.size()) grow(entries);
}

void NameIndex::grow(std::size_t entries) {
  slots_.assign(std::bit_ceil(entries * 2), {});
  // Only the first node of a chain has a slot.
  std::vector<bool> inner(nodes_.size());
  for (const Node& node : nodes_) {
    if (node.next != 0) inner[node.next - 1] = true;
  }
  for (std::uint32_t at = 0; at < nodes_.size(); ++at) {
    if (inner[at]) continue;
    const std::string_view text(nodes_[at].data, nodes_[at].size);
    const std::uint64_t hash = SuffixHash::of(text);
    slots_[place_of(hash, text)] = {.tag = static_cast<std::uint32_t>(hash >> 32), .first = at + 1};
  }
}

// Chains keep the order of the rows.
void NameIndex::append(Slot& slot, std::uint64_t hash, std::string_view text, std::uint32_t forms, int row) {
  const auto added = static_cast<std::uint32_t>(nodes_.size()) + 1;
  nodes_.push_back({.data = text.data(),
                    .size = static_cast<std::uint32_t>(text.size()),
                    .next = 0,
                    .row = static_cast<std::uint32_t>(row) & 0x3FFFFFFFU,
                    .forms = forms & 3U});
  if (slot.first == 0) {
    slot = {.tag = static_cast<std::uint32_t>(hash >> 32), .first = added};
    return;
  }
  if (last_.size() < nodes_.size()) last_.resize(nodes_.capacity());
  std::uint32_t& last = last_[slot.first - 1];
  nodes_[(last == 0 ? slot.first : last) - 1].next = added;
  last = added;
}

}  // namespace clashlint
