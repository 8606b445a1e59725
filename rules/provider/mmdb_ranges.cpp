#include "rules/provider/mmdb_ranges.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>

namespace clashlint {
namespace {

constexpr int kV4Depth = 96;

IpAddress v6_address(std::initializer_list<std::uint8_t> tail) {
  IpAddress address{.is_v6 = true};
  std::copy(tail.begin(), tail.end(), address.bytes.end() - static_cast<std::ptrdiff_t>(tail.size()));
  return address;
}

IpRange everything(bool is_v6) {
  const IpPrefix all{.address = {.is_v6 = is_v6}, .bits = 0};
  return {all.first(), all.last()};
}

bool lies_below(const IpPrefix& prefix, const IpAddress& base) {
  return prefix.bits >= kV4Depth && IpPrefix{.address = base, .bits = kV4Depth}.contains(prefix.address);
}

bool is_v4_part(const IpPrefix& prefix) { return lies_below(prefix, v6_address({})); }
bool is_mapped_part(const IpPrefix& prefix) {
  return lies_below(prefix, v6_address({0xFF, 0xFF, 0, 0, 0, 0}));
}

}  // namespace

void RangeList::add(const IpRange& range) {
  if (full_) return;
  if (!ranges_.empty() && next(ranges_.back().last) == range.first) {
    ranges_.back().last = range.last;
  } else if (ranges_.size() < limit_) {
    ranges_.push_back(range);
  } else {
    full_ = true;
  }
}

void TreeRanges::add(const IpPrefix& prefix) {
  if (!is_v6_tree_) return v4_.add({prefix.first(), prefix.last()});
  if (is_v4_part(prefix)) return add_v4_tail(prefix);
  if (prefix.contains(v6_address({}))) v4_.add(everything(false));
  add_v6({prefix.first(), prefix.last()});
}

void TreeRanges::add_all_v6() { v6_.add(everything(true)); }

bool TreeRanges::skips(const IpPrefix& prefix) const {
  return is_v6_tree_ && (is_mapped_part(prefix) || (v4_.full() && is_v4_part(prefix)));
}

std::vector<IpRange> TreeRanges::all() const {
  std::vector<IpRange> ranges = v4_.ranges();
  ranges.insert(ranges.end(), v6_.ranges().begin(), v6_.ranges().end());
  return ranges;
}

void TreeRanges::add_v4_tail(const IpPrefix& prefix) {
  IpPrefix tail{.address = {}, .bits = prefix.bits - kV4Depth};
  std::copy_n(prefix.address.bytes.begin() + kV4Depth / 8, 4, tail.address.bytes.begin());
  v4_.add({tail.first(), tail.last()});
}

// The parts of a range that lie neither below ::/96 nor below ::ffff:0:0/96.
void TreeRanges::add_v6(const IpRange& range) {
  const IpRange between{v6_address({1, 0, 0, 0, 0}), v6_address({0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF})};
  const IpRange behind{v6_address({1, 0, 0, 0, 0, 0, 0}), everything(true).last};
  for (const IpRange& part : {between, behind}) {
    const IpRange cut{std::max(range.first, part.first), std::min(range.last, part.last)};
    if (cut.first <= cut.last) v6_.add(cut);
  }
}

bool KnownRanges::is_whole(const Entry& entry) {
  const auto v6 = std::ranges::find_if(entry.ranges, [](const IpRange& range) { return range.first.is_v6; });
  const auto v4_count = static_cast<std::size_t>(v6 - entry.ranges.begin());
  return v4_count < entry.limit && entry.ranges.size() - v4_count < entry.limit;
}

std::vector<IpRange> KnownRanges::first_of(const std::vector<IpRange>& ranges, std::size_t limit) {
  std::vector<IpRange> out;
  std::size_t left[] = {limit, limit};
  for (const IpRange& range : ranges) {
    std::size_t& of_family = left[range.first.is_v6 ? 1 : 0];
    if (of_family == 0) continue;
    --of_family;
    out.push_back(range);
  }
  return out;
}

}  // namespace clashlint
