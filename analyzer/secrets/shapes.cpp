#include "analyzer/secrets/shapes.h"

#include <algorithm>
#include <array>

#include "rules/base/strings.h"

namespace clashlint {
namespace {

/// Shorter runs are words, longer ones that mix letters and digits are keys.
constexpr std::size_t kTokenRun = 32;
/// The same for one part of a link's path.
constexpr std::size_t kTokenSegment = 16;

constexpr std::array<std::string_view, 19> kShareSchemes = {
    "ss",        "ssr", "vmess",  "vless", "trojan", "trojan-go", "hysteria", "hysteria2",   "hy2",  "tuic",
    "wireguard", "wg",  "anytls", "snell", "socks",  "socks5",    "juicity",  "naive+https", "mieru"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool in_run(char c) {
  return is_digit(c) || is_letter(c) || c == '+' || c == '/' || c == '_' || c == '=' || c == '-';
}
bool ends_link(char c) {
  return c == ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == '\t' || c == '\n' || c == '\r' ||
         c == '`';
}

bool mixes(std::string_view text) {
  return std::ranges::any_of(text, is_digit) && std::ranges::any_of(text, is_letter);
}

// 8-4-4-4-12 hex digits, RFC 9562.
bool is_uuid(std::string_view text) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (text.size() < kShape.size()) return false;
  for (std::size_t at = 0; at < kShape.size(); ++at) {
    if (kShape[at] == 'x' ? !is_hex(text[at]) : text[at] != '-') return false;
  }
  return true;
}

void add_uuids(std::string_view text, std::vector<TextRange>& ranges) {
  constexpr std::size_t kSize = 36;
  for (std::size_t at = 0; at + kSize <= text.size(); ++at) {
    if (text[at + 8] == '-' && is_uuid(text.substr(at))) ranges.push_back({at, at + kSize});
  }
}

void add_runs(std::string_view text, std::vector<TextRange>& ranges) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && in_run(text[end])) ++end;
    if (end - at >= kTokenRun && mixes(text.substr(at, end - at))) ranges.push_back({at, end});
    at = std::max(end, at + 1);
  }
}

/// One `scheme://rest` in a text.
class Link {
 public:
  Link(std::string_view text, std::size_t colon, std::vector<TextRange>& ranges)
      : text_(text), rest_(colon + 3), ranges_(ranges) {
    begin_ = colon;
    while (begin_ > 0 && (is_letter(text[begin_ - 1]) || is_digit(text[begin_ - 1]) ||
                          text[begin_ - 1] == '+' || text[begin_ - 1] == '-')) {
      --begin_;
    }
    end_ = rest_;
    while (end_ < text.size() && !ends_link(text[end_])) ++end_;
  }

  void add(bool hide_all) {
    const std::string scheme = ascii_lower(text_.substr(begin_, rest_ - 3 - begin_));
    const bool share = std::ranges::find(kShareSchemes, scheme) != kShareSchemes.end();
    if (share || hide_all) return hide(rest_, end_);
    const std::size_t host_end = std::min(text_.find_first_of("/?#", rest_), end_);
    const std::size_t at = text_.substr(rest_, host_end - rest_).rfind('@');
    if (at != std::string_view::npos) hide(rest_, rest_ + at);
    const std::size_t query = std::min(text_.find('?', host_end), end_);
    add_segments(host_end, query);
    hide(std::min(query + 1, end_), end_);
  }

 private:
  void hide(std::size_t begin, std::size_t end) {
    if (begin < end) ranges_.push_back({begin, end});
  }

  void add_segments(std::size_t at, std::size_t end) {
    while (at < end) {
      const std::size_t next = std::min(text_.find('/', at + 1), end);
      const std::string_view segment = text_.substr(at + 1, next - at - 1);
      const bool token =
          segment.size() >= kTokenSegment && mixes(segment) && std::ranges::all_of(segment, in_run);
      if (token) hide(at + 1, next);
      at = next;
    }
  }

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t rest_;
  std::size_t end_ = 0;
  std::vector<TextRange>& ranges_;
};

void add_links(std::string_view text, bool hide_all, std::vector<TextRange>& ranges) {
  for (std::size_t at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 3)) {
    Link(text, at, ranges).add(hide_all);
  }
}

void add_pem(std::string_view text, std::vector<TextRange>& ranges) {
  const std::size_t begin = text.find("-----BEGIN");
  if (begin != std::string_view::npos) ranges.push_back({begin, text.size()});
}

}  // namespace

std::vector<TextRange> merged(std::vector<TextRange> ranges) {
  std::ranges::sort(ranges, {}, &TextRange::begin);
  std::vector<TextRange> result;
  for (const TextRange& range : ranges) {
    if (!result.empty() && range.begin <= result.back().end) {
      result.back().end = std::max(result.back().end, range.end);
    } else {
      result.push_back(range);
    }
  }
  return result;
}

std::vector<TextRange> secret_shapes(std::string_view text, Look look) {
  std::vector<TextRange> ranges;
  add_uuids(text, ranges);
  add_pem(text, ranges);
  add_links(text, look == Look::private_url, ranges);
  const bool link = text.find("://") != std::string_view::npos;
  // A link's own parts were looked at one by one: its path as a whole is no token.
  if (look == Look::value && !link) add_runs(text, ranges);
  return merged(std::move(ranges));
}

std::string masked(std::string_view text, const std::vector<TextRange>& ranges) {
  std::string result;
  std::size_t at = 0;
  for (const TextRange& range : ranges) {
    result.append(text.substr(at, range.begin - at)).append(kMask);
    at = range.end;
  }
  return result.append(text.substr(at));
}

}  // namespace clashlint
