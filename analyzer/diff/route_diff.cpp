// A connection that goes elsewhere left by a way that is not the same on both sides,
// before or after: between ways that are the same, in the same order, nothing changes.
#include "analyzer/diff/route_diff.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "analyzer/automaton/row_names.h"
#include "analyzer/automaton/text_space.h"
#include "analyzer/diff/pair_candidates.h"
#include "analyzer/match/walk.h"

namespace clashlint {
namespace {

/// Ways that look and end alike get one number on both sides.
class Numbers {
 public:
  std::vector<int> of(const WayList& list) {
    std::vector<int> numbers;
    for (const RuleWay& way : list.ways()) {
      const auto key = std::pair(way.takes, std::string(way.target));
      numbers.push_back(known_.try_emplace(key, static_cast<int>(known_.size())).first->second);
    }
    return numbers;
  }

 private:
  std::map<std::pair<Worlds, std::string>, int> known_;
};

/// Calls `visit(entry)` for the plain names that a way asks for.
template <typename Visit>
void visit_entries(const WayList& list, int way, Visit visit) {
  const RuleWay& one = list.way(way);
  if (one.left_over()) return;
  for (int row = one.first; row <= one.last; ++row) {
    visit_names(
        list.profile().rules[static_cast<std::size_t>(row)],
        [&](std::string_view text, NameForm form, std::uint32_t place) {
          visit(NameEntry(text, form, place));
        },
        [](std::string_view) {});
  }
}

/// A connection of nobody in particular to a name of an entry.
Witness probe_of(const NameEntry& entry) {
  Witness witness;
  witness.query.host = entry.form() == NameForm::below ? "www." + std::string(entry.text()) : entry.text();
  witness.query.dst_port = 443;
  return witness;
}

std::uint64_t target_hash(const NameEntry& entry, const RuleWay& way) {
  return entry_hash(entry) ^ std::hash<std::string_view>()(way.target);
}

}  // namespace

RouteDiff::RouteDiff(ProfilePair& pair) : pair_(pair) {
  Numbers numbers;
  const std::vector<int> before = numbers.of(pair.before());
  const std::vector<int> after = numbers.of(pair.after());
  ways_ = align(before, after);
  try_names();
  search();
  count_rest();
  std::ranges::stable_sort(changes_, std::ranges::greater(), &RouteChange::entries);
}

bool RouteDiff::is_change(const Key& key) const {
  return key.first >= 0 && key.second >= 0 &&
         pair_.before().way(key.first).target != pair_.after().way(key.second).target;
}

RouteDiff::Key RouteDiff::key_of(const Witness& witness) {
  WayList& before = pair_.before();
  WayList& after = pair_.after();
  return {before.way_of(before.answer(witness)), after.way_of(after.answer(witness))};
}

RouteChange* RouteDiff::change_of(const Key& key, const Witness& witness) {
  const auto [place, fresh] = known_.try_emplace(key, changes_.size());
  if (!fresh) return &changes_[place->second];
  const auto way = [&](WayList& list) {
    return list.way_of(walk(list.profile(), witness.query, witness.selections, {.rule_mode = true}));
  };
  if (way(pair_.before()) != key.first || way(pair_.after()) != key.second) {
    known_.erase(place);
    return nullptr;
  }
  counted_.push_back(nullptr);
  changes_.push_back({.before = key.first, .after = key.second, .witness = witness});
  return &changes_.back();
}

// --- Names that stand in ways which are not the same: most changes are seen there.

void RouteDiff::try_names() {
  for (const bool is_before : {true, false}) {
    const WayList& list = is_before ? pair_.before() : pair_.after();
    const WayList& other = is_before ? pair_.after() : pair_.before();
    const std::vector<int>& mates = is_before ? ways_.mate_after : ways_.mate_before;
    const std::vector<int>& other_mates = is_before ? ways_.mate_before : ways_.mate_after;
    Hashes common;
    for (int way = 0; way < other.size(); ++way) {
      if (other_mates[static_cast<std::size_t>(way)] >= 0) continue;
      visit_entries(other, way,
                    [&](const NameEntry& entry) { common.insert(target_hash(entry, other.way(way))); });
    }
    for (int way = 0; way < list.size(); ++way) {
      if (mates[static_cast<std::size_t>(way)] < 0) try_entries(list, way, common);
    }
  }
}

// Entries that stand with the same target on the other side are passed over: `common`.
void RouteDiff::try_entries(const WayList& list, int way, const Hashes& common) {
  const bool is_before = &list == &pair_.before();
  visit_entries(list, way, [&](const NameEntry& entry) {
    if (common.contains(target_hash(entry, list.way(way)))) return;
    const Witness witness = probe_of(entry);
    if (!is_host_name(witness.query.host)) return;
    const Key key = key_of(witness);
    if (!is_change(key) || (is_before ? key.first : key.second) != way) return;
    RouteChange* const change = change_of(key, witness);
    if (change == nullptr) return;
    const WayList*& counted = counted_[static_cast<std::size_t>(change - changes_.data())];
    if (counted == nullptr) counted = &list;
    if (counted != &list) return;
    ++change->entries;
    if (change->examples.size() < kMaxExamples) change->examples.push_back(shown_entry(entry));
  });
}

// --- Everything else is searched.

void RouteDiff::search() {
  std::size_t pairs = 0;
  visit_candidates(pair_.before(), pair_.after(), ways_, [&](int before, int after) {
    if (!is_change({before, after}) || known_.contains({before, after})) return true;
    if (++pairs > kMaxPairs) {
      open_.push_back({.before = before, .after = after, .why = "there are too many changed rows"});
      return false;
    }
    search_pair(before, after);
    return true;
  });
}

void RouteDiff::search_pair(int before, int after) {
  const std::array<Goal, 2> goals = {Goal{.list = pair_.before(), .way = before},
                                     Goal{.list = pair_.after(), .way = after}};
  FoundConnection found = pair_.finder().find(goals);
  if (found.found == Found::no) return;
  if (found.found == Found::yes && change_of({before, after}, found.witness) != nullptr) return;
  open_.push_back({.before = before, .after = after, .why = std::move(found.why)});
}

// A change that only the search saw may be one of entries as well.
void RouteDiff::count_rest() {
  std::unordered_set<int> done_before;
  std::unordered_set<int> done_after;
  const std::size_t count = changes_.size();
  for (std::size_t at = 0; at < count; ++at) {
    const int before = changes_[at].before;
    const int after = changes_[at].after;
    if (changes_[at].entries == 0 && done_before.insert(before).second)
      try_entries(pair_.before(), before, {});
    if (changes_[at].entries == 0 && done_after.insert(after).second) try_entries(pair_.after(), after, {});
  }
}

}  // namespace clashlint
