#pragma once

#include <map>
#include <string>

#include "analyzer/facts/judged_lists.h"
#include "rules/base/finding.h"
#include "rules/base/source.h"

namespace clashlint {

/// Labels for rows above that take what a row asks for: at the row, and where
/// one entry of its list does it, at that entry.
class TakerLabels {
 public:
  TakerLabels(const Sources& sources, const JudgedLists::List& list) : sources_(sources), list_(list) {}

  /// `text` is what is said of the taker. A list is gone through for its entry:
  /// only for the first kMaxLooked rows of each taker.
  void add(Finding& finding, int taker, const Rule& rule, std::string text);

 private:
  static constexpr int kMaxLooked = 8;

  const Sources& sources_;
  const JudgedLists::List& list_;
  std::map<int, int> looked_;
};

/// The bytes of an entry of a set's list, where it stands in a text.
std::optional<Span> entry_span(const Sources& sources, const RuleSet& set, std::uint32_t place,
                               std::string_view entry);

}  // namespace clashlint
