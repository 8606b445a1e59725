#include <algorithm>

#include "rules/base/strings.h"
#include "rules/kind/kind_flags.h"
#include "rules/kind/parse.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

struct KindRow {
  std::string_view keyword;
  RuleKind kind;
  unsigned flags;
};

constexpr KindRow kKinds[] = {
#define RULE_KIND(enumerator, keyword, shown, flags) {keyword, RuleKind::enumerator, flags},
#include "rules/kind/kinds.def"
#undef RULE_KIND
};

// Found by length first: keywords are compared for every row of every list.
const KindRow* row_of(std::string_view upper_keyword) {
  for (const KindRow& row : kKinds) {
    if (row.keyword.size() == upper_keyword.size() && row.keyword == upper_keyword) return &row;
  }
  return nullptr;
}

bool takes_all_pieces(std::string_view type) {
  const KindRow* const row = row_of(type);
  return row != nullptr && (row->flags & payload_last) != 0;
}

std::vector<std::string_view> pieces_of(std::string_view row) {
  std::vector<std::string_view> pieces;
  pieces.reserve(4);
  for (std::size_t begin = 0; begin <= row.size();) {
    const std::size_t end = std::min(row.find(',', begin), row.size());
    pieces.push_back(trim_blanks(row.substr(begin, end - begin)));
    begin = end + 1;
  }
  return pieces;
}

/// Blanks around inner commas are lost, as in the core.
void set_payload(RuleTokens& tokens, std::span<const std::string_view> pieces) {
  if (pieces.empty()) return;
  for (const std::string_view& piece : pieces) {
    if (&piece != pieces.data()) tokens.payload += ',';
    tokens.payload += piece;
  }
  const char* const end = pieces.back().data() + pieces.back().size();
  tokens.payload_text = {pieces.front().data(), static_cast<std::size_t>(end - pieces.front().data())};
}

}  // namespace

RuleTokens tokenise_rule(std::string_view row, bool need_target) {
  const std::vector<std::string_view> pieces = pieces_of(row);
  const std::span<const std::string_view> rest = std::span(pieces).subspan(1);
  RuleTokens tokens;
  tokens.type_text = pieces.front();
  tokens.type = unicode_upper(pieces.front());
  if (rest.empty()) return tokens;

  if (tokens.type == "MATCH") {
    tokens.target = rest.front();
  } else if (takes_all_pieces(tokens.type)) {
    const std::size_t payload_pieces = need_target ? rest.size() - 1 : rest.size();
    set_payload(tokens, rest.first(payload_pieces));
    if (need_target) tokens.target = rest.back();
  } else {
    set_payload(tokens, rest.first(1));
    const std::size_t params_from = need_target ? 2 : 1;
    if (need_target && rest.size() > 1) tokens.target = rest[1];
    if (rest.size() > params_from)
      tokens.params.assign(rest.begin() + static_cast<std::ptrdiff_t>(params_from), rest.end());
  }
  return tokens;
}

std::optional<RuleKind> rule_kind(std::string_view upper_keyword) {
  const KindRow* const row = row_of(upper_keyword);
  return row == nullptr ? std::nullopt : std::optional(row->kind);
}

}  // namespace clashlint
