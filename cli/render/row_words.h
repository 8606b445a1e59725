#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/render/rules_text.h"

namespace clashlint {

/// What is said of the rows of one list, for the table and for the page.
class RowWords {
 public:
  /// What is given must outlive it. `in_full`: every line is named, however many there are.
  RowWords(const JudgedProfile& judged, const JudgedList& list, bool in_full, Paint paint)
      : judged_(judged), list_(list), in_full_(in_full), paint_(paint) {}

  /// `31`, `corp.yaml:31` in another file.
  std::string line_of(const Rule& rule) const;

  /// The verdict and why: an example, or who takes all of it.
  std::string takes(int row) const;

  /// The same without the verdict.
  std::string reason(int row) const;

 private:
  const Rule& rule_at(int row) const { return list_.rules[static_cast<std::size_t>(row)]; }
  const std::string& target_of(int row) const { return rule_at(row).target; }
  std::string lines_of(const std::vector<int>& rows) const;
  std::string alive(int row) const;
  std::string everything_else(const Rule& rule) const;
  std::string entries_part(int row) const;
  std::string by_dns(int row) const;
  std::string address_words(int taker, const std::optional<Witness>& stolen) const;
  std::string never(int row) const;
  std::string unknown(const RowDetails& details) const;

  const JudgedProfile& judged_;
  const JudgedList& list_;
  bool in_full_;
  Paint paint_;
};

}  // namespace clashlint
