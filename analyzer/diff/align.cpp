#include "analyzer/diff/align.h"

#include <algorithm>
#include <cstddef>
#include <unordered_map>

namespace clashlint {
namespace {

struct Seen {
  int count_before = 0;
  int count_after = 0;
  int place_before = 0;
};

/// A longest rising run of `values`, as indexes (patience sorting).
std::vector<std::size_t> rising(const std::vector<int>& values) {
  std::vector<std::size_t> tops;  // the last item of the best run of each length
  std::vector<std::size_t> previous(values.size());
  for (std::size_t at = 0; at < values.size(); ++at) {
    const auto place =
        std::ranges::lower_bound(tops, values[at], {}, [&](std::size_t top) { return values[top]; });
    previous[at] = place == tops.begin() ? at : *(place - 1);
    if (place == tops.end()) {
      tops.push_back(at);
    } else {
      *place = at;
    }
  }
  std::vector<std::size_t> run;
  if (tops.empty()) return run;
  for (std::size_t at = tops.back();; at = previous[at]) {
    run.push_back(at);
    if (previous[at] == at) break;
  }
  std::ranges::reverse(run);
  return run;
}

/// Of each of `items` the first of `others` that is alike.
std::vector<int> first_of(const std::vector<int>& items, const std::vector<int>& others) {
  std::unordered_map<int, int> places;
  for (std::size_t at = 0; at < others.size(); ++at) places.try_emplace(others[at], static_cast<int>(at));
  std::vector<int> first;
  for (const int item : items) {
    const auto found = places.find(item);
    first.push_back(found == places.end() ? -1 : found->second);
  }
  return first;
}

}  // namespace

Alignment align(const std::vector<int>& before, const std::vector<int>& after) {
  Alignment result{.mate_after = std::vector<int>(before.size(), -1),
                   .mate_before = std::vector<int>(after.size(), -1),
                   .first_after = first_of(before, after),
                   .first_before = first_of(after, before)};
  const auto pair = [&](std::size_t one, std::size_t other) {
    result.mate_after[one] = static_cast<int>(other);
    result.mate_before[other] = static_cast<int>(one);
  };
  std::size_t first = 0;
  while (first < before.size() && first < after.size() && before[first] == after[first]) {
    pair(first, first);
    ++first;
  }
  std::size_t end_before = before.size();
  std::size_t end_after = after.size();
  while (end_before > first && end_after > first && before[end_before - 1] == after[end_after - 1])
    pair(--end_before, --end_after);

  std::unordered_map<int, Seen> seen;
  for (std::size_t at = first; at < end_before; ++at) {
    Seen& one = seen[before[at]];
    ++one.count_before;
    one.place_before = static_cast<int>(at);
  }
  for (std::size_t at = first; at < end_after; ++at) ++seen[after[at]].count_after;
  std::vector<int> places;
  std::vector<std::size_t> items;
  for (std::size_t at = first; at < end_after; ++at) {
    const Seen& one = seen[after[at]];
    if (one.count_before != 1 || one.count_after != 1) continue;
    places.push_back(one.place_before);
    items.push_back(at);
  }
  for (const std::size_t at : rising(places)) pair(static_cast<std::size_t>(places[at]), items[at]);
  return result;
}

}  // namespace clashlint
