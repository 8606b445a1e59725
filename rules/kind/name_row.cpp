#include "rules/kind/name_row.h"

#include <algorithm>
#include <utility>

#include "rules/value/name_entries.h"

namespace clashlint {
namespace {

/// With the comma that ends the type.
constexpr std::pair<std::string_view, RuleKind> kTypes[] = {
    {"DOMAIN-SUFFIX,", RuleKind::domain_suffix},
    {"DOMAIN,", RuleKind::domain},
    {"DOMAIN-KEYWORD,", RuleKind::domain_keyword},
};

// What the core would make of it is the text itself: lower case, nothing to trim.
bool is_plain_payload(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f' && (c < 'A' || c > 'Z'); });
}

bool is_plain_target(std::string_view text) {
  return !text.empty() && text.front() != ' ' && text.back() != ' ' &&
         text.find(',') == std::string_view::npos;
}

}  // namespace

std::optional<NameRow> read_name_row(std::string_view row, bool with_target) {
  for (const auto& [type, kind] : kTypes) {
    if (!row.starts_with(type)) continue;
    row.remove_prefix(type.size());
    const std::size_t comma = row.find(',');
    if (with_target == (comma == std::string_view::npos)) return std::nullopt;
    NameRow found{.kind = kind,
                  .payload = row.substr(0, comma),
                  .target = with_target ? row.substr(comma + 1) : std::string_view()};
    found.usual = is_usual_name(found.payload);
    const bool plain = found.usual || is_plain_payload(found.payload);
    const bool fine = plain && (!with_target || is_plain_target(found.target));
    return fine ? std::optional(found) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace clashlint
