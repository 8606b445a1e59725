#include "analyzer/diff/row_diff.h"

#include <algorithm>
#include <map>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "analyzer/automaton/same_content.h"
#include "analyzer/diff/align.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

/// A row as the core understands it: blanks around its pieces do not count.
std::string text_of(const Rule& rule) {
  if (rule.text.find(' ') == std::string::npos) return rule.text;
  std::vector<std::string_view> pieces = split(rule.text, ',');
  for (std::string_view& piece : pieces) piece = trim_blanks(piece);
  return join(pieces, ",");
}

class Numbers {
 public:
  std::vector<int> of(const std::vector<Rule>& rules) {
    std::vector<int> numbers;
    for (const Rule& rule : rules)
      numbers.push_back(known_.try_emplace(text_of(rule), static_cast<int>(known_.size())).first->second);
    return numbers;
  }

 private:
  std::unordered_map<std::string, int> known_;
};

std::string condition_of(const Rule& rule) {
  std::string text = text_of(rule);
  if (const std::size_t place = text.rfind("," + rule.target);
      !rule.target.empty() && place != std::string::npos)
    text.erase(place, rule.target.size() + 1);
  return text;
}

/// Pairs rows without a mate whose `text` is alike, in order.
template <typename Text>
void pair_up(const Profile& before, const Profile& after, RowDiff& diff, RowFate fate, Text text) {
  std::unordered_multimap<std::string, int> open;
  for (int row = static_cast<int>(before.rules.size()) - 1; row >= 0; --row) {
    const auto at = static_cast<std::size_t>(row);
    if (diff.before[at].other < 0) open.emplace(text(before.rules[at]), row);
  }
  for (std::size_t row = 0; row < after.rules.size(); ++row) {
    if (diff.after[row].other >= 0) continue;
    const auto found = open.find(text(after.rules[row]));
    if (found == open.end()) continue;
    diff.after[row] = {.fate = fate, .other = found->second};
    diff.before[static_cast<std::size_t>(found->second)] = {.fate = fate, .other = static_cast<int>(row)};
    open.erase(found);
  }
}

/// What entries of any list have in common with those of another, as hashes.
class Entries {
 public:
  void add(const RuleSet& set) {
    for (const NameEntry& entry : set.domains.entries()) hashes_.insert(entry_hash(entry));
    for (const IpRange& range : set.addresses.ranges())
      hashes_.insert(std::hash<std::string>()(to_string(range.first) + to_string(range.last)));
    for (std::size_t at = 0; at < set.rows.size(); ++at) {
      const SetRows::Row row = set.rows[at];
      const std::string text = row.is_name()
                                   ? std::to_string(static_cast<int>(row.kind)) + std::string(row.payload)
                                   : row.rule->text + row.rule->payload;
      hashes_.insert(std::hash<std::string>()(text));
    }
  }
  std::size_t missing_from(const Entries& other) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(hashes_, [&](std::uint64_t hash) { return !other.hashes_.contains(hash); }));
  }

 private:
  std::unordered_set<std::uint64_t> hashes_;
};

}  // namespace

RowDiff compare_rows(const Profile& before, const Profile& after) {
  Numbers numbers;
  const std::vector<int> one = numbers.of(before.rules);
  const std::vector<int> other = numbers.of(after.rules);
  const Alignment alignment = align(one, other);
  RowDiff diff;
  for (const int mate : alignment.mate_after) diff.before.push_back({.fate = RowFate::same, .other = mate});
  for (const int mate : alignment.mate_before) diff.after.push_back({.fate = RowFate::same, .other = mate});
  pair_up(before, after, diff, RowFate::moved, text_of);
  pair_up(before, after, diff, RowFate::retargeted, condition_of);
  for (RowState& state : diff.before) {
    if (state.other < 0) state.fate = RowFate::gone;
  }
  for (RowState& state : diff.after) {
    if (state.other < 0) state.fate = RowFate::fresh;
  }
  return diff;
}

std::vector<SetChange> changed_sets(const Profile& before, const Profile& after) {
  std::map<std::string_view, const RuleSet*> old_sets;
  for (const auto& set : before.rule_sets) old_sets[set->name] = set.get();
  std::vector<SetChange> changes;
  for (const auto& set : after.rule_sets) {
    const auto found = old_sets.find(set->name);
    if (found == old_sets.end()) continue;
    const RuleSet& was = *found->second;
    if (was.availability.available != set->availability.available) {
      changes.push_back(
          {.name = set->name, .words = set->availability.available ? "is here now" : "is not here any more"});
      continue;
    }
    Entries one;
    Entries other;
    one.add(was);
    other.add(*set);
    const std::size_t added = other.missing_from(one);
    const std::size_t gone = one.missing_from(other);
    if (added + gone > 0) changes.push_back({.name = set->name, .added = added, .gone = gone});
  }
  return changes;
}

}  // namespace clashlint
