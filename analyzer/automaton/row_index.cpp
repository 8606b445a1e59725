#include "analyzer/automaton/row_index.h"

#include <algorithm>

namespace clashlint {

RowIndex::RowIndex(ListModel& model) : model_(model) {
  std::size_t entries = 0;
  for (int row = 0; row < model.size(); ++row) {
    const Rule& rule = model.rule(row);
    names_.push_back(names_of(rule));
    const RowNames& names = names_.back();
    entries += names.entries;
    if (names.any)
      visit_names(
          rule, [](auto&&...) {}, [&](std::string_view text) { keywords_.add(text, row); });
    if (const IpPrefix* prefix = single_range(rule)) {
      prefixes_.add(*prefix, row);
    } else if (rule.kind == RuleKind::match && rule.understood) {
      always_.push_back(row);
    } else if (!names.nothing_else && rule.understood) {
      others_.push_back({.row = row, .has_names = names.any});
    }
  }
  index_.reserve(entries);
  keywords_.finish();
  prefixes_.finish();
}

bool RowIndex::stops(int row, const Example& example) const {
  return model_.is_true(model_.stops(row), example);
}

bool RowIndex::holds_apart(const Other& other, const Example& example) {
  if (other.has_names) return model_.is_true(model_.rest(example.source, other.row), example);
  return model_.is_true(model_.row(example.source, other.row).holds, example);
}

// A range is only asked for an address that is there.
bool RowIndex::is_asked(int row, const Example& example) {
  if (example.source == AddressSource::known) return true;
  if (example.source == AddressSource::failed) return false;
  return !model_.rule(row).no_resolve || model_.is_true(model_.asked(row), example);
}

void RowIndex::look_up(const Example& example, int end) {
  found_.clear();
  const auto take = [&](int row) {
    if (row < end) found_.push_back(row);
  };
  const std::string& name = example.name();
  if (!name.empty()) {
    index_.rows_of(name, take);
    keywords_.rows_in(name, take);
  }
  const std::optional<IpAddress>& address =
      example.source == AddressSource::known ? example.query.dst_ip : example.query.dns;
  if (address) {
    prefixes_.rows_of(*address, [&](int row) {
      if (row < end && is_asked(row, example)) found_.push_back(row);
    });
  }
  for (const int row : always_) take(row);
  std::ranges::sort(found_);
  found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
}

// Both in order: rows that were looked up hold, of the others that is asked when
// their turn comes. `take(row)` says whether to go on.
template <typename Take>
void RowIndex::visit_takers(const Example& example, int end, Take take) {
  look_up(example, end);
  auto other = others_.begin();
  const auto evaluate_until = [&](int row) {
    for (; other != others_.end() && other->row < row; ++other) {
      if (std::ranges::binary_search(found_, other->row) || !holds_apart(*other, example)) continue;
      const bool sub_rule = model_.rule(other->row).kind == RuleKind::sub_rule;
      const bool ends = sub_rule ? model_.is_true(model_.row(example.source, other->row).takes, example)
                                 : stops(other->row, example);
      if (ends && !take(other->row)) return false;
    }
    return true;
  };
  for (const int row : found_) {
    if (!evaluate_until(row)) return;
    if (stops(row, example) && !take(row)) return;
  }
  evaluate_until(end);
}

std::vector<int> RowIndex::takers(const Example& example, int end) {
  std::vector<int> rows;
  visit_takers(example, end, [&](int row) {
    rows.push_back(row);
    return true;
  });
  return rows;
}

int RowIndex::first_taker(const Example& example, int end) {
  int first = -1;
  visit_takers(example, end, [&](int row) {
    first = row;
    return false;
  });
  return first;
}

std::vector<int> RowIndex::rows_over(std::string_view text, NameForm form, int end) const {
  std::vector<int> rows;
  const auto take = [&](int row) {
    if (row < end) rows.push_back(row);
  };
  index_.rows_over(text, form, take);
  keywords_.rows_in(text, take);
  for (const int row : always_) take(row);
  std::ranges::sort(rows);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

}  // namespace clashlint
