#pragma once

#include <string>
#include <string_view>

#include "rules/layers/nodes.h"

namespace clashlint {

/// Whether a section holds rows of rules: `rules`, and the lists of `sub-rules`.
bool is_rules(std::string_view section);

/// A row without the blanks around its pieces, its type in upper case.
std::string plain_row(std::string_view row);

/// `MATCH,…` in any case; the older name FINAL is one for some clients only.
bool is_match(const YamlNode& row);

/// How many rows at the end of a list are MATCH.
std::size_t closing_matches(const Nodes::Items& rows);

/// A row that asks for the same with another target or another flag; null where there is none.
const YamlNode* same_question(const Nodes::Items& rows, std::string_view row);

}  // namespace clashlint
