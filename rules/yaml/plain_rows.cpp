#include "rules/yaml/plain_rows.h"

#include <algorithm>
#include <array>

namespace clashlint {
namespace {

/// What a byte may be in the middle of a plain scalar. `text` needs no look at
/// its neighbours.
enum class Byte : std::uint8_t { odd, text, blank, hash, colon, quote, backslash, wide };

constexpr std::array<Byte, 256> byte_kinds() {
  std::array<Byte, 256> kinds{};
  for (std::size_t c = ' '; c < 0x7F; ++c) kinds[c] = Byte::text;
  for (std::size_t c = 0xC2; c <= 0xF4; ++c) kinds[c] = Byte::wide;
  kinds[' '] = Byte::blank;
  kinds['#'] = Byte::hash;
  kinds[':'] = Byte::colon;
  kinds['"'] = kinds['\''] = Byte::quote;
  kinds['\\'] = Byte::backslash;
  return kinds;
}
constexpr std::array<Byte, 256> kBytes = byte_kinds();

Byte kind_of(char c) { return kBytes[static_cast<unsigned char>(c)]; }

bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Everything else begins something in YAML, or might be a merge key.
bool begins_plain(char c) {
  return is_alnum(c) || kind_of(c) == Byte::wide ||
         std::string_view("+./_($^\\;").find(c) != std::string_view::npos;
}

/// The length of the character at `at` where every YAML reader takes it inside
/// of a text; 0 for control characters, other line breaks, BOMs and what is no UTF-8.
std::size_t printable_length(std::string_view line, std::size_t at) {
  const auto byte = [&](std::size_t offset) {
    return at + offset < line.size() ? static_cast<unsigned char>(line[at + offset]) : 0U;
  };
  const auto continues = [&](std::size_t offset) { return (byte(offset) & 0xC0U) == 0x80; };
  const unsigned first = byte(0);
  if (first < 0x80) return first >= ' ' && first < 0x7F ? 1 : 0;
  if (first >= 0xC2 && first <= 0xDF) {
    if (first == 0xC2 && byte(1) < 0xA0) return 0;  // U+0080 to U+009F, NEL among them
    return continues(1) ? 2 : 0;
  }
  if (first >= 0xE0 && first <= 0xEF) {
    if (!continues(1) || !continues(2)) return 0;
    const unsigned code = (first & 0xFU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
    const bool odd = code < 0x800 || (code >= 0xD800 && code <= 0xDFFF) || code == 0x2028 || code == 0x2029 ||
                     code == 0xFEFF || code >= 0xFFFE;
    return odd ? 0 : 3;
  }
  if (first >= 0xF0 && first <= 0xF4 && continues(1) && continues(2) && continues(3)) {
    const bool odd = (first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) > 0x8F);
    return odd ? 0 : 4;
  }
  return 0;
}

bool is_printable(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = printable_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::size_t skip_blanks(std::string_view line, std::size_t at) {
  while (at < line.size() && line[at] == ' ') ++at;
  return at;
}

bool is_comment(std::string_view rest) { return !rest.empty() && rest.front() == '#' && is_printable(rest); }

std::optional<PlainItem> quoted_item(std::string_view line, std::size_t begin) {
  const char quote = line[begin];
  std::size_t at = begin + 1;
  while (at < line.size() && line[at] != quote) {
    const std::size_t length = printable_length(line, at);
    if (length == 0 || (line[at] == '\\' && quote == '"')) return std::nullopt;
    at += length;
  }
  if (at >= line.size()) return std::nullopt;
  const std::size_t end = at + 1;
  const std::size_t rest = skip_blanks(line, end);
  if (rest != line.size() && (rest == end || !is_comment(line.substr(rest)))) return std::nullopt;
  return PlainItem{begin, end, quote == '"' ? YamlStyle::double_quoted : YamlStyle::single_quoted};
}

std::optional<PlainItem> unquoted_item(std::string_view line, std::size_t begin) {
  std::size_t end = begin;  // behind the last byte that is no blank
  for (std::size_t at = begin; at < line.size();) {
    while (at < line.size() && kind_of(line[at]) == Byte::text) ++at;
    if (at > begin && kind_of(line[at - 1]) != Byte::blank) end = at;
    if (at == line.size()) break;
    switch (kind_of(line[at])) {
      case Byte::text:
      case Byte::quote:
      case Byte::backslash:
        end = ++at;
        break;
      case Byte::blank:
        ++at;
        break;
      case Byte::hash:
        if (at > end)
          return is_comment(line.substr(at)) ? std::optional(PlainItem{begin, end}) : std::nullopt;
        end = ++at;
        break;
      case Byte::colon:
        if (at + 1 == line.size() || line[at + 1] == ' ') return std::nullopt;  // a mapping
        end = ++at;
        break;
      case Byte::wide: {
        const std::size_t length = printable_length(line, at);
        if (length == 0) return std::nullopt;
        end = at += length;
        break;
      }
      case Byte::odd:
        return std::nullopt;
    }
  }
  return PlainItem{begin, end};
}

class RunFinder {
 public:
  explicit RunFinder(std::string_view text) : text_(text) {}

  std::vector<PlainRun> find() {
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t newline = text_.find('\n', begin);
      if (newline == std::string_view::npos) break;  // an open last line is read as it is
      take_line(begin, newline);
      begin = newline + 1;
    }
    end_run();
    return std::move(runs_);
  }

 private:
  void take_line(std::size_t begin, std::size_t newline) {
    std::string_view line = text_.substr(begin, newline - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t indent = skip_blanks(line, 0);
    if (indent == line.size() || is_comment(line.substr(indent))) return;
    const bool dash = line[indent] == '-' && (run_.rows.empty() || indent == indent_);
    const std::optional<PlainItem> item = dash ? plain_item(line, indent) : std::nullopt;
    if (!item) return end_run();
    add(begin, newline + 1, *item);
    indent_ = indent;
  }

  void add(std::size_t begin, std::size_t behind, const PlainItem& item) {
    if (run_.rows.empty()) run_.cut_begin = static_cast<std::uint32_t>(behind);
    run_.cut_end = static_cast<std::uint32_t>(begin);
    run_.rows.push_back({.begin = static_cast<std::uint32_t>(begin + item.begin),
                         .end = static_cast<std::uint32_t>(begin + item.end),
                         .style = item.style});
  }

  void end_run() {
    if (run_.rows.size() >= kLeastPlainRows) runs_.push_back(std::move(run_));
    run_ = {};
  }

  std::string_view text_;
  std::vector<PlainRun> runs_;
  PlainRun run_;
  std::size_t indent_ = 0;
};

}  // namespace

std::optional<PlainItem> plain_item(std::string_view line, std::size_t dash) {
  if (dash + 1 >= line.size() || line[dash + 1] != ' ') return std::nullopt;
  const std::size_t begin = skip_blanks(line, dash + 1);
  if (begin == line.size()) return std::nullopt;
  const char first = line[begin];
  if (first == '\'' || first == '"') return quoted_item(line, begin);
  return begins_plain(first) ? unquoted_item(line, begin) : std::nullopt;
}

std::vector<PlainRun> plain_runs(std::string_view text) { return RunFinder(text).find(); }

CutText::CutText(std::string_view text, const std::vector<PlainRun>& runs) {
  std::size_t at = 0;
  std::uint32_t by = 0;
  for (const PlainRun& run : runs) {
    text_.append(text.substr(at, run.cut_begin - at));
    by += run.cut_end - run.cut_begin;
    shifts_.push_back({.from = static_cast<std::uint32_t>(text_.size()), .by = by});
    at = run.cut_end;
  }
  text_.append(text.substr(at));
}

std::uint32_t CutText::original(std::uint32_t offset) const {
  const auto behind = std::ranges::upper_bound(shifts_, offset, {}, &Shift::from);
  return behind == shifts_.begin() ? offset : offset + std::prev(behind)->by;
}

}  // namespace clashlint
