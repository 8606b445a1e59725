#include "rules/provider/list_line.h"

#include <algorithm>
#include <array>

#include "rules/yaml/plain_rows.h"

namespace clashlint {
namespace {

constexpr std::array<std::string_view, 4> kBreaks{"\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};

std::size_t skip_blanks(std::string_view line, std::size_t at) {
  while (at < line.size() && line[at] == ' ') ++at;
  return at;
}

// The line break, with the carriage return that YAML counts to it.
std::string_view without_break(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_null_word(std::string_view text) { return text == "null" || text == "Null" || text == "NULL"; }

// Behind a head, which YAML has already taken: a comment in any script, as long
// as no other line break (YAML 1.1 knows five) ends it before the line does.
bool is_head_rest(std::string_view rest) {
  const std::size_t at = std::min(rest.find_first_not_of(" \t"), rest.size());
  if (at == rest.size()) return true;
  if (at == 0 || rest[at] != '#') return false;
  return std::none_of(kBreaks.begin(), kBreaks.end(), [rest](std::string_view line_break) {
    return rest.find(line_break) != std::string_view::npos;
  });
}

}  // namespace

QuickLine read_quick_line(std::string_view line, std::size_t head_indent) {
  line = without_break(line);
  const std::size_t dash = skip_blanks(line, 0);
  if (dash < head_indent || dash >= line.size() || line[dash] != '-') return {};
  if (skip_blanks(line, dash + 1) == line.size() && dash + 1 < line.size())
    return {.answer = QuickAnswer::nothing};
  const std::optional<PlainItem> item = plain_item(line, dash);
  if (!item) return {};
  const bool plain = item->style == YamlStyle::plain;
  const std::size_t quote = plain ? 0 : 1;
  const std::string_view text = line.substr(item->begin + quote, item->end - item->begin - 2 * quote);
  const bool nothing = text.empty() || (plain && is_null_word(text));
  return {.answer = nothing ? QuickAnswer::nothing : QuickAnswer::entry,
          .text = text,
          .begin = item->begin,
          .end = item->end};
}

std::optional<PlainHead> read_plain_head(std::string_view line) {
  constexpr std::string_view kBom = "\xEF\xBB\xBF";
  line = without_break(line);
  if (line.starts_with(kBom)) line.remove_prefix(kBom.size());
  const std::size_t indent = skip_blanks(line, 0);
  std::string_view rest = line.substr(indent);
  for (const std::string_view key : {"payload", "rules"}) {
    if (!rest.starts_with(key)) continue;
    rest.remove_prefix(key.size());
    rest.remove_prefix(skip_blanks(rest, 0));
    if (!rest.starts_with(':')) return std::nullopt;
    rest.remove_prefix(1);
    if (!is_head_rest(rest)) return std::nullopt;
    return PlainHead{.indent = indent, .text = std::string(indent, ' ') + std::string(key) + ":\n"};
  }
  return std::nullopt;
}

}  // namespace clashlint
