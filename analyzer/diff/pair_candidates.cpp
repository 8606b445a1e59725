#include "analyzer/diff/pair_candidates.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "analyzer/automaton/name_index.h"
#include "analyzer/automaton/row_names.h"

namespace clashlint {
namespace {

using Pairs = std::vector<std::pair<int, int>>;

bool asks_plain_names(const Rule& rule) {
  if (!rule.understood) return false;
  if (rule.kind == RuleKind::domain || rule.kind == RuleKind::domain_suffix) return true;
  const auto* const use = std::get_if<RuleSetUse>(&rule.condition);
  return use != nullptr && use->set != nullptr && use->set->behavior == ProviderBehavior::domain &&
         use->set->availability.available && use->set->domains.plain();
}

/// The plain names of one side, way by way.
class Side {
 public:
  explicit Side(const WayList& list) : list_(list) {
    for (int way = 0; way < list.size(); ++way) {
      const bool plain = is_plain(list.way(way));
      plain_.push_back(plain);
      if (!plain) others_.push_back(way);
    }
  }

  bool plain(int way) const { return plain_[static_cast<std::size_t>(way)]; }
  /// Ways that ask for something else.
  const std::vector<int>& others() const { return others_; }

  template <typename Visit>
  void visit(Visit visit_entry) const {
    for (int way = 0; way < list_.size(); ++way) {
      if (!plain(way)) continue;
      for (int row = list_.way(way).first; row <= list_.way(way).last; ++row) {
        visit_names(
            list_.profile().rules[static_cast<std::size_t>(row)],
            [&](std::string_view text, NameForm form, std::uint32_t) { visit_entry(text, form, way); },
            [](std::string_view) {});
      }
    }
  }

  NameIndex index() const {
    NameIndex index;
    visit([&](std::string_view text, NameForm form, int way) { index.add(text, form, way, [](int) {}); });
    return index;
  }

 private:
  bool is_plain(const RuleWay& way) const {
    if (way.left_over()) return false;
    for (int row = way.first; row <= way.last; ++row) {
      if (!asks_plain_names(list_.profile().rules[static_cast<std::size_t>(row)])) return false;
    }
    return true;
  }

  const WayList& list_;
  std::vector<bool> plain_;
  std::vector<int> others_;
};

// Two plain entries have names in common only where one takes all of the other.
Pairs related(const Side& before, const Side& after) {
  Pairs pairs;
  const NameIndex old_index = before.index();
  const NameIndex new_index = after.index();
  before.visit([&](std::string_view text, NameForm form, int way) {
    new_index.rows_over(text, form, [&](int other) { pairs.emplace_back(way, other); });
  });
  after.visit([&](std::string_view text, NameForm form, int way) {
    old_index.rows_over(text, form, [&](int other) { pairs.emplace_back(other, way); });
  });
  std::ranges::sort(pairs);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

std::size_t count_changed(const std::vector<int>& mates) {
  return static_cast<std::size_t>(std::ranges::count(mates, -1));
}

}  // namespace

void visit_candidates(const WayList& before, const WayList& after, const Alignment& ways,
                      const std::function<bool(int before, int after)>& visit) {
  const auto fits = [&](int one, int other) {
    const int mate_after = ways.mate_after[static_cast<std::size_t>(one)];
    const int mate_before = ways.mate_before[static_cast<std::size_t>(other)];
    if (mate_after >= 0 && mate_before >= 0) return false;
    // What an alike way takes on the other side it takes there before this one.
    const int first_after = ways.first_after[static_cast<std::size_t>(one)];
    const int first_before = ways.first_before[static_cast<std::size_t>(other)];
    return (first_before < 0 || first_before >= one) && (first_after < 0 || first_after >= other);
  };
  const auto changed_before = [&](int way) { return ways.mate_after[static_cast<std::size_t>(way)] < 0; };
  const auto changed_after = [&](int way) { return ways.mate_before[static_cast<std::size_t>(way)] < 0; };
  const auto size_before = static_cast<std::size_t>(before.size());
  const auto size_after = static_cast<std::size_t>(after.size());
  const std::size_t changed = count_changed(ways.mate_after) + count_changed(ways.mate_before);
  if (changed * std::max(size_before, size_after) <= kMaxPlainPairs) {
    for (int one = 0; one < before.size(); ++one) {
      for (int other = 0; other < after.size(); ++other) {
        if (fits(one, other) && !visit(one, other)) return;
      }
    }
    return;
  }
  const Side side_before(before);
  const Side side_after(after);
  for (const auto& [one, other] : related(side_before, side_after)) {
    if (fits(one, other) && !visit(one, other)) return;
  }
  // Pairs with a way that asks for something else; each once.
  for (const int other : side_after.others()) {
    for (int one = 0; one < before.size(); ++one) {
      const bool differs = changed_before(one) || changed_after(other);
      if (differs && fits(one, other) && !visit(one, other)) return;
    }
  }
  for (const int one : side_before.others()) {
    for (int other = 0; other < after.size(); ++other) {
      const bool differs = changed_before(one) || changed_after(other);
      if (differs && side_after.plain(other) && fits(one, other) && !visit(one, other)) return;
    }
  }
}

}  // namespace clashlint
