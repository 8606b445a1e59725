#include "analyzer/automaton/hitting_set.h"

#include <algorithm>
#include <map>

namespace clashlint {
namespace {

using Sets = std::vector<std::vector<int>>;

bool hits(const std::vector<int>& set, const std::vector<int>& members) {
  return std::ranges::any_of(members, [&](int one) { return std::ranges::binary_search(set, one); });
}

std::vector<int> greedy(const Sets& sets) {
  std::vector<int> members;
  for (;;) {
    std::map<int, int> counts;
    for (const std::vector<int>& set : sets) {
      if (hits(set, members)) continue;
      for (const int one : set) ++counts[one];
    }
    if (counts.empty()) return members;
    members.push_back(
        std::ranges::max_element(counts, {}, [](const auto& count) { return count.second; })->first);
  }
}

class Bound {
 public:
  Bound(const Sets& sets, std::vector<int> best) : sets_(sets), best_(std::move(best)) {}

  HittingSet run() {
    std::vector<int> members;
    extend(members);
    std::ranges::sort(best_);
    return {.members = best_, .smallest = steps_ <= kMaxHittingSteps};
  }

 private:
  // The smallest set that is not hit leaves the fewest ways.
  void extend(std::vector<int>& members) {
    if (++steps_ > kMaxHittingSteps) return;
    const std::vector<int>* open = nullptr;
    for (const std::vector<int>& set : sets_) {
      if (!hits(set, members) && (open == nullptr || set.size() < open->size())) open = &set;
    }
    if (open == nullptr) {
      best_ = members;
      return;
    }
    if (members.size() + 1 >= best_.size()) return;
    for (const int one : *open) {
      members.push_back(one);
      extend(members);
      members.pop_back();
    }
  }

  const Sets& sets_;
  std::vector<int> best_;
  int steps_ = 0;
};

}  // namespace

HittingSet hitting_set(const std::vector<std::vector<int>>& sets) { return Bound(sets, greedy(sets)).run(); }

}  // namespace clashlint
