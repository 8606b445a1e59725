#include "analyzer/secrets/text_line.h"

#include <algorithm>
#include <array>

#include "analyzer/secrets/keys.h"
#include "analyzer/secrets/shapes.h"

namespace clashlint {
namespace {

constexpr std::array<std::string_view, 19> kSections = {"clashlint",
                                                        "proxies",
                                                        "proxy-groups",
                                                        "proxy-providers",
                                                        "rules",
                                                        "rule-providers",
                                                        "sub-rules",
                                                        "dns",
                                                        "payload",
                                                        "fake-ip-filter",
                                                        "nameserver",
                                                        "default-nameserver",
                                                        "nameserver-policy",
                                                        "additional-prefix",
                                                        "additional-suffix",
                                                        "RULE-SET",
                                                        "rule-set",
                                                        "GEOSITE",
                                                        "geosite"};

bool in_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// `- DOMAIN-SUFFIX,openrouter.ai,Proxy`
bool is_rule_row(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t-#'\"");
  if (first == std::string_view::npos) return false;
  std::size_t end = first;
  while (end < line.size() && ((line[end] >= 'A' && line[end] <= 'Z') || line[end] == '-' ||
                               (line[end] >= '0' && line[end] <= '9')))
    ++end;
  if (end <= first + 1 || end == line.size()) return false;
  // A slip of the pen in the first separator leaves the others.
  const bool slip = line[end] == ':' && std::ranges::count(line.substr(end), ',') > 0;
  return line[end] == ',' || slip;
}

bool is_harmless_key(std::string_view key) {
  return !is_secret_key(key) && (is_open_key(key) || std::ranges::find(kSections, key) != kSections.end());
}

// `{type: http, …`: the keys in it are judged by themselves.
bool opens_mapping(std::string_view value) {
  const std::size_t brace = value.find_first_not_of(' ');
  if (brace == std::string_view::npos || value[brace] != '{') return false;
  std::size_t end = brace + 1;
  while (end < value.size() && (in_key(value[end]) || value[end] == ' ' || value[end] == '<')) ++end;
  return end < value.size() && value[end] == ':';
}

// Where the value behind the first doubtful key begins; npos: there is none.
std::size_t doubtful_value(std::string_view line) {
  for (std::size_t colon = line.find(':'); colon != std::string_view::npos;
       colon = line.find(':', colon + 1)) {
    std::size_t end = colon;
    while (end > 0 && (line[end - 1] == '"' || line[end - 1] == '\'' || line[end - 1] == ' ')) --end;
    std::size_t begin = end;
    while (begin > 0 && in_key(line[begin - 1])) --begin;
    if (line.substr(0, end).ends_with("<<")) continue;  // a merge names an anchor
    const std::string_view key = line.substr(begin, end - begin);
    if (!key.empty() && !is_secret_key(key) && opens_mapping(line.substr(colon + 1))) continue;
    if (!is_harmless_key(key)) return colon + 1;
  }
  return std::string_view::npos;
}

// `server a.example`: a colon is missing, and the first word is a key all the same.
std::size_t value_without_colon(std::string_view line) {
  if (line.find(':') != std::string_view::npos) return std::string_view::npos;
  const std::size_t first = line.find_first_not_of(" \t#");
  if (first == std::string_view::npos) return first;
  std::size_t end = first;
  while (end < line.size() && in_key(line[end])) ++end;
  const bool key = end > first && end < line.size() && line[end] == ' ' && line[first] != '-';
  const std::string_view word = line.substr(first, end - first);
  // In a comment the first word is a word.
  const bool comment = line.substr(0, first).find('#') != std::string_view::npos;
  const bool doubtful = comment ? is_secret_key(word) : !is_harmless_key(word);
  return key && doubtful ? end : std::string_view::npos;
}

}  // namespace

bool continues_value(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return true;
  if (line[first] == '-' || line[first] == '#') return false;
  const std::size_t colon = line.find(':');
  return colon == std::string_view::npos || line.substr(0, colon).find(',') != std::string_view::npos;
}

bool begins_secret(std::string_view line) { return doubtful_value(line) != std::string_view::npos; }

std::vector<TextRange> secrets_of_line(std::string_view line) {
  if (is_rule_row(line)) {
    const std::size_t comment = std::min(line.find(" #"), line.size());
    std::vector<TextRange> of_rule = secret_shapes(line.substr(0, comment), Look::rule_row);
    if (comment == line.size()) return of_rule;
    for (const TextRange& range : secrets_of_line(line.substr(comment + 1))) {
      of_rule.push_back({comment + 1 + range.begin, comment + 1 + range.end});
    }
    return merged(std::move(of_rule));
  }
  std::vector<TextRange> ranges = secret_shapes(line, Look::value);
  std::size_t value = std::min(doubtful_value(line), value_without_colon(line));
  if (value != std::string_view::npos) value = line.find_first_not_of(' ', value);
  if (value != std::string_view::npos) ranges.push_back({value, line.size()});
  return merged(std::move(ranges));
}

}  // namespace clashlint
