#include "analyzer/automaton/names_tally.h"

#include <algorithm>

namespace clashlint {
namespace {

constexpr std::size_t kMaxOpen = 64;
constexpr std::size_t kMaxExamples = 3;

}  // namespace

bool NamesTally::ends(const ListModel& model, int above, int row) {
  const Formula stops = model.stops(above);
  return stops == Formulas::kYes || (stops != Formulas::kNo && stops == model.stops(row));
}

bool NamesTally::usually_ends(const ListModel& model, int above, int row) {
  const Formula stops = model.usually_stops(above);
  return stops == Formulas::kYes || (stops != Formulas::kNo && stops == model.usually_stops(row));
}

void NamesTally::add(const NameEntry& entry, const std::vector<int>& over) {
  ++entries_.total;
  ending_.clear();
  bool certain = false;
  for (const int above : over) {
    if (!usually_ends(model_, above, row_)) continue;
    certain = certain || ends(model_, above, row_);
    ending_.push_back(above);
  }
  if (ending_.empty()) {
    if (open_.size() < kMaxOpen) open_.push_back(entry);
    return;
  }
  std::ranges::sort(ending_);
  ending_.erase(std::unique(ending_.begin(), ending_.end()), ending_.end());
  certain_ = certain_ && certain;
  // Entries of one list are mostly taken by the same rows.
  if (ending_ != before_ && taker_sets_.size() <= kMaxTakerSets) taker_sets_.try_emplace(ending_, entry);
  before_ = ending_;
  count(entry, ending_.front());
}

void NamesTally::count(const NameEntry& entry, int first) {
  ++entries_.taken;
  ++takers_[first];
  if (model_.rule(first).target == model_.rule(row_).target) return;
  ++entries_.elsewhere;
  if (entries_.examples.size() < kMaxExamples)
    entries_.examples.push_back({.entry = shown_entry(entry), .place = entry.place, .taker = first});
}

}  // namespace clashlint
