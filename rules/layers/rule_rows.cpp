#include "rules/layers/rule_rows.h"

#include <algorithm>

#include "rules/base/strings.h"
#include "rules/kind/parse.h"

namespace clashlint {
namespace {

std::string question(std::string_view row) {
  const RuleTokens tokens = tokenise_rule(row, true);
  return tokens.type + "," + tokens.payload;
}

}  // namespace

bool is_rules(std::string_view section) { return section == "rules" || section.starts_with("sub-rules."); }

std::string plain_row(std::string_view row) {
  std::string plain;
  for (const std::string_view piece : split(row, ',')) {
    const bool first = piece.data() == row.data();
    const std::string_view trimmed = trim_blanks(piece);
    plain += first ? ascii_upper(trimmed) : "," + std::string(trimmed);
  }
  return plain;
}

bool is_match(const YamlNode& row) {
  const std::string_view text = text_of(row);
  return ascii_iequals(trim_blanks(text.substr(0, text.find(','))), "MATCH");
}

std::size_t closing_matches(const Nodes::Items& rows) {
  const auto last =
      std::find_if(rows.rbegin(), rows.rend(), [](const YamlNode* row) { return !is_match(*row); });
  return static_cast<std::size_t>(last - rows.rbegin());
}

const YamlNode* same_question(const Nodes::Items& rows, std::string_view row) {
  const std::string wanted = question(row);
  const auto found =
      std::ranges::find_if(rows, [&](const YamlNode* each) { return question(text_of(*each)) == wanted; });
  return found == rows.end() ? nullptr : *found;
}

}  // namespace clashlint
