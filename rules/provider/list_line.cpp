#include "rules/provider/list_line.h"

#include <algorithm>
#include <array>

namespace clashlint {
namespace {

constexpr std::array<std::string_view, 4> kBreaks{"\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Everything else begins something in YAML, or might be null or a merge key.
bool begins_plain(char c) {
  return is_alnum(c) || std::string_view("+./_($^\\;").find(c) != std::string_view::npos;
}

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

bool is_comment_body(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_printable(c) || c == '\t'; });
}

// What may stand behind a quoted scalar: blanks, then perhaps a comment.
bool is_line_rest(std::string_view rest) {
  const std::size_t at = skip_blanks(rest, 0);
  return at == rest.size() || (at > 0 && rest[at] == '#' && is_comment_body(rest.substr(at)));
}

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

QuickLine quoted(std::string_view line, std::size_t begin) {
  const char quote = line[begin];
  std::size_t at = begin + 1;
  while (at < line.size() && line[at] != quote) {
    if (!is_printable(line[at]) || (quote == '"' && line[at] == '\\')) return {};
    ++at;
  }
  if (at == line.size() || !is_line_rest(line.substr(at + 1))) return {};
  const std::string_view text = line.substr(begin + 1, at - begin - 1);
  const QuickAnswer answer = text.empty() ? QuickAnswer::nothing : QuickAnswer::entry;
  return {.answer = answer, .text = text, .begin = begin, .end = at + 1};
}

QuickLine plain(std::string_view line, std::size_t begin) {
  std::size_t end = begin;  // behind the last byte that is no blank
  for (std::size_t at = begin; at < line.size(); ++at) {
    const char c = line[at];
    if (c == ' ') continue;
    if (!is_printable(c)) return {};
    if (c == '#' && at > end) {
      if (!is_comment_body(line.substr(at))) return {};
      break;
    }
    if (c == ':' && (at + 1 == line.size() || line[at + 1] == ' ')) return {};  // a mapping
    end = at + 1;
  }
  const std::string_view text = line.substr(begin, end - begin);
  const QuickAnswer answer = is_null_word(text) ? QuickAnswer::nothing : QuickAnswer::entry;
  return {.answer = answer, .text = text, .begin = begin, .end = end};
}

}  // namespace

QuickLine read_quick_line(std::string_view line, std::size_t head_indent) {
  line = without_break(line);
  const std::size_t dash = skip_blanks(line, 0);
  if (dash < head_indent || dash + 1 >= line.size() || line[dash] != '-' || line[dash + 1] != ' ') return {};
  const std::size_t begin = skip_blanks(line, dash + 1);
  if (is_line_rest(line.substr(dash + 1))) return {.answer = QuickAnswer::nothing};
  const char first = line[begin];
  if (first == '\'' || first == '"') return quoted(line, begin);
  return begins_plain(first) ? plain(line, begin) : QuickLine{};
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
