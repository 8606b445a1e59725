#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "analyzer/facts/judged_lists.h"
#include "rules/value/name_entry.h"

namespace clashlint {

/// A name that a rule, or a list that it names, has an entry for, with
/// DOMAIN-KEYWORD rows whose keyword stands in it.
struct NamedEntry {
  std::string_view text;
  NameForm form = NameForm::whole;
  std::uint32_t place = 0;           ///< first byte in the file of its list
  int row = 0;                       ///< the rule
  const std::vector<int>& keywords;  ///< rows, sorted, each once
};

/// Calls `visit` for each such entry, in the order of the rows. Linear in the
/// entries of all lists; nothing where no row is a keyword.
void visit_names_with_keywords(const JudgedLists::List& list,
                               const std::function<void(const NamedEntry& entry)>& visit);

}  // namespace clashlint
