#include "analyzer/automaton/same_content.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <tuple>
#include <vector>

namespace clashlint {
namespace {

std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 31;
  value *= 0x9E3779B97F4A7C15U;
  return value ^ (value >> 29);
}

// The order does not count.
std::uint64_t hash_of(const DomainSet& set) {
  std::uint64_t sum = 0;
  for (const NameEntry& entry : set.entries()) sum += entry_hash(entry);
  return sum;
}

std::uint64_t hash_of(const IpSet& set) {
  std::uint64_t sum = 0;
  for (const IpRange& range : set.ranges()) {
    for (const IpAddress* end : {&range.first, &range.last}) {
      const std::string_view bytes(reinterpret_cast<const char*>(end->bytes.data()), end->bytes.size());
      sum = mixed(sum ^ std::hash<std::string_view>()(bytes));
    }
  }
  return sum;
}

bool equal(const IpSet& one, const IpSet& other) { return std::ranges::equal(one.ranges(), other.ranges()); }

std::vector<std::pair<std::string_view, NameForm>> sorted(const DomainSet& set) {
  std::vector<std::pair<std::string_view, NameForm>> entries;
  entries.reserve(set.entries().size());
  for (const NameEntry& entry : set.entries()) entries.emplace_back(entry.text(), entry.form());
  std::ranges::sort(entries);
  return entries;
}

bool equal(const DomainSet& one, const DomainSet& other) {
  if (one.entries().size() != other.entries().size()) return false;
  const auto same_place = [](const NameEntry& a, const NameEntry& b) {
    return a.form() == b.form() && a.text() == b.text();
  };
  return std::ranges::equal(one.entries(), other.entries(), same_place) || sorted(one) == sorted(other);
}

const auto* find_same(auto& known, const auto* set) {
  const auto [place, fresh] = known.same.try_emplace(set, set);
  if (!fresh) return place->second;
  const std::uint64_t hash = hash_of(*set);
  const auto [first, last] = known.by_hash.equal_range(hash);
  for (auto at = first; at != last; ++at) {
    if (equal(*at->second, *set)) return place->second = at->second;
  }
  known.by_hash.emplace(hash, set);
  return place->second;
}

}  // namespace

std::uint64_t entry_hash(const NameEntry& entry) {
  return mixed(std::hash<std::string_view>()(entry.text()) * 4 + static_cast<std::uint64_t>(entry.form()));
}

const DomainSet* SameContent::same(const DomainSet* set) { return find_same(names_, set); }

const IpSet* SameContent::same(const IpSet* set) { return find_same(addresses_, set); }

}  // namespace clashlint
