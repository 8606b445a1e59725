#include "analyzer/facts/no_effect.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "analyzer/automaton/row_names.h"

namespace clashlint {
namespace {

std::optional<NameEntry> single_name(const Rule& rule) {
  if (rule.kind == RuleKind::domain) return NameEntry(rule.payload, NameForm::whole, 0);
  if (rule.kind == RuleKind::domain_suffix) return NameEntry(rule.payload, NameForm::suffix, 0);
  return std::nullopt;
}

const IpPrefix* destination_range(const Rule& rule) {
  const bool range = rule.kind == RuleKind::ip_cidr || rule.kind == RuleKind::ip_cidr6;
  return range && !rule.source ? std::get_if<IpPrefix>(&rule.condition) : nullptr;
}

// A list that is not here, and that makes names be looked up if it has addresses.
bool may_ask_unseen(const Rule& rule) {
  const auto* use = std::get_if<RuleSetUse>(&rule.condition);
  if (use != nullptr && use->set != nullptr && !use->set->availability.available) return true;
  return std::ranges::any_of(rule.parts, may_ask_unseen);
}

class Finder {
 public:
  explicit Finder(const JudgedLists::List& list)
      : list_(list), model_(list.judge.model()), index_(list.judge.index()) {
    std::unordered_map<std::string_view, int> known;
    for (const Rule& rule : list.rules)
      targets_.push_back(known.try_emplace(rule.target, static_cast<int>(known.size())).first->second);
    read_matches();
  }

  std::vector<NoEffect> run() {
    for (int row = 0; row < list_.size() && steps_ < kMaxEffectSteps; ++row) {
      if (lets_all_pass(row)) {
        found_.push_back({.row = row});
      } else if (is_candidate(row)) {
        std::vector<int> instead = find_instead(row);
        if (!instead.empty()) found_.push_back({.row = row, .instead = std::move(instead)});
      }
    }
    return std::move(found_);
  }

 private:
  const Rule& rule(int row) const { return list_.rule(row); }
  bool same_target(int a, int b) const {
    return targets_[static_cast<std::size_t>(a)] == targets_[static_cast<std::size_t>(b)];
  }
  bool is_alive(int row) const { return list_.dead[static_cast<std::size_t>(row)].as == DeadAs::alive; }
  int end_of_window(int row) const { return std::min(list_.size(), row + 1 + kEffectWindow); }

  // The next MATCH at or below each row.
  void read_matches() {
    int next = list_.size();
    matches_.resize(static_cast<std::size_t>(list_.size()));
    for (int row = list_.size() - 1; row >= 0; --row) {
      if (rule(row).kind == RuleKind::match && rule(row).understood) next = row;
      matches_[static_cast<std::size_t>(row)] = next;
    }
  }

  // In a list of a SUB-RULE PASS leaves the list.
  bool lets_all_pass(int row) {
    return list_.name.empty() && list_.dead[static_cast<std::size_t>(row)].as == DeadAs::no_effect &&
           asks_the_same(row, row);
  }

  bool is_candidate(int row) const {
    return is_alive(row) && rule(row).understood && rule(row).kind != RuleKind::sub_rule &&
           rule(row).kind != RuleKind::match && model_.stops(row) != Formulas::kNo;
  }

  // The rows from one to another, both included, make no name looked up that was not.
  bool asks_the_same(int first, int last) {
    if (model_.asked(first) == Formulas::kYes) return true;
    for (int row = first; row <= last; ++row) {
      if (may_ask_unseen(rule(row))) return false;
    }
    return last + 1 < list_.size() ? model_.asked(last + 1) == model_.asked(first)
                                   : model_.asked(last) == model_.asked(first) && !model_.may_ask(last);
  }

  std::vector<int> find_instead(int row) {
    if (const std::optional<NameEntry> name = single_name(rule(row))) return for_name(row, *name);
    const RowNames& names = index_.names(row);
    if (names.nothing_else && names.entries <= kMaxEffectEntries &&
        rule(row).kind != RuleKind::domain_keyword)
      return for_list(row);
    return in_run(row, [&](int below) { return takes_all(below, row); });
  }

  // Rows with its target right below it, until one takes all of it.
  template <typename Takes>
  std::vector<int> in_run(int row, Takes takes) {
    for (int below = row + 1; below < end_of_window(row) && same_target(row, below); ++below) {
      ++steps_;
      if (is_alive(below) && takes(below))
        return asks_the_same(row, below) ? std::vector{below} : std::vector<int>();
    }
    return {};
  }

  bool takes_all(int below, int row) const {
    if (rule(below).kind == RuleKind::match) return rule(below).understood;
    const IpPrefix* inner = destination_range(rule(row));
    const IpPrefix* outer = destination_range(rule(below));
    if (inner != nullptr && outer != nullptr)
      return rule(row).no_resolve == rule(below).no_resolve && outer->bits <= inner->bits &&
             outer->contains(inner->first());
    if (rule(row).kind != RuleKind::domain_keyword) return false;
    bool inside = false;
    index_.visit_keywords_in(rule(row).payload, [&](int each) { inside = inside || each == below; });
    return inside;
  }

  // The first row below that takes the whole name, and nothing between that takes a part of it.
  std::vector<int> for_name(int row, const NameEntry& name) {
    int below = first_over(row, name);
    if (below < 0) return {};
    for (int between = row + 1; between < below; ++between) {
      ++steps_;
      if (!same_target(row, between) && may_take_of(between, name)) return {};
    }
    return asks_the_same(row, below) ? std::vector{below} : std::vector<int>();
  }

  int first_over(int row, const NameEntry& name) const {
    int first = list_.size();
    const auto take = [&](int below) {
      if (below > row && below < first && same_target(row, below) && is_alive(below)) first = below;
    };
    index_.visit_over(name.text(), name.form(), take);
    const int match = matches_[static_cast<std::size_t>(row)];
    if (match < list_.size()) take(match);
    return first < end_of_window(row) ? first : -1;
  }

  // Whether a row with another target may take a name of an entry.
  bool may_take_of(int row, const NameEntry& name) const {
    const bool passes = list_.name.empty() && model_.stops(row) == Formulas::kNo;
    if (passes && rule(row).kind != RuleKind::sub_rule) return false;
    if (!index_.names(row).nothing_else) return true;
    const std::optional<NameEntry> other = single_name(rule(row));
    if (!other) return name.form() != NameForm::whole || takes_whole(row, name);
    return takes(*other, name.text()) ||
           (name.form() != NameForm::whole && is_below(other->text(), name.text()));
  }

  bool takes_whole(int row, const NameEntry& name) const {
    bool taken = false;
    index_.visit_over(name.text(), NameForm::whole, [&](int each) { taken = taken || each == row; });
    return taken;
  }

  // Each entry by some row of its target right below.
  std::vector<int> for_list(int row) {
    int end = row + 1;
    while (end < end_of_window(row) && same_target(row, end)) ++end;
    steps_ += end - row;
    std::vector<int> instead;
    bool all = end > row + 1;
    const auto entry = [&](std::string_view text, NameForm form, std::uint32_t /*place*/) {
      all = all && add_first(row, end, {text, form, 0}, instead);
    };
    const auto keyword = [&](std::string_view text) {
      int first = end;
      index_.visit_keywords_in(text, [&](int below) {
        if (below > row && is_alive(below)) first = std::min(first, below);
      });
      first = std::min(first, matches_[static_cast<std::size_t>(row)]);
      all = all && first < end;
      if (all) instead.push_back(first);
    };
    visit_names(rule(row), entry, keyword);
    std::ranges::sort(instead);
    instead.erase(std::unique(instead.begin(), instead.end()), instead.end());
    if (!all || instead.empty() || !asks_the_same(row, instead.back())) return {};
    return instead;
  }

  bool add_first(int row, int end, const NameEntry& name, std::vector<int>& instead) {
    ++steps_;
    const int first = first_over(row, name);
    if (first < 0 || first >= end) return false;
    instead.push_back(first);
    return true;
  }

  const JudgedLists::List& list_;
  ListModel& model_;
  RowIndex& index_;
  std::vector<int> targets_;
  std::vector<int> matches_;
  std::vector<NoEffect> found_;
  int steps_ = 0;
};

}  // namespace

std::vector<NoEffect> find_no_effect(const JudgedLists::List& list) { return Finder(list).run(); }

}  // namespace clashlint
