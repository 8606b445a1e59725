#pragma once

#include <optional>
#include <string_view>

#include "rules/kind/rule.h"

namespace clashlint {

/// A row about a name in its plainest form, which most rows of most lists have:
/// `DOMAIN-SUFFIX,openrouter.ai` and perhaps a target. Views into the row.
struct NameRow {
  RuleKind kind = RuleKind::domain;  ///< DOMAIN, DOMAIN-SUFFIX or DOMAIN-KEYWORD
  std::string_view payload;          ///< as the core carries it
  std::string_view target;
  bool usual = false;  ///< the payload, as `is_usual_name` has it
};

/// Nothing for any other row: those are cut and compiled. `with_target`: as
/// `need_target` of `tokenise_rule`.
std::optional<NameRow> read_name_row(std::string_view row, bool with_target);

}  // namespace clashlint
