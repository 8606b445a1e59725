#include "analyzer/facts/entry_look.h"

#include <algorithm>

#include "rules/base/strings.h"
#include "rules/kind/parse.h"
#include "rules/value/ip.h"
#include "rules/value/name_entries.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

bool is_name(std::string_view text) { return is_usual_name(ascii_lower(text)) || !is_ascii(text); }

/// Labels of a name, some of them `*`.
bool is_pattern(std::string_view text) {
  if (text.starts_with("+.")) text.remove_prefix(2);
  if (text.starts_with('.')) text.remove_prefix(1);
  const auto fits = [](std::string_view label) { return label == "*" || is_name(label); };
  return !text.empty() && std::ranges::all_of(split(text, '.'), fits);
}

bool is_yaml_head(std::string_view text) {
  return text.starts_with("payload:") || text.starts_with("rules:");
}

// The word before the first comma is a type of the core, or written as types are.
bool is_rule(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || comma < 2) return false;
  const std::string_view word = trim_blanks(text.substr(0, comma));
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
  return std::ranges::all_of(word, is_letter) || rule_kind(ascii_upper(word)).has_value();
}

bool is_ad_filter(std::string_view text) {
  return text.starts_with("||") || text.starts_with("@@") || text.ends_with('^') ||
         text.find("##") != std::string_view::npos;
}

bool is_comment(std::string_view text) {
  return text.starts_with(';') || text.starts_with('!') || text.starts_with('#') || text.starts_with("//") ||
         (text.starts_with('[') && text.ends_with(']'));
}

bool is_commented(std::string_view text) {
  constexpr std::string_view kMarks[] = {" #", "\t#", " //", "\t//", " ;"};
  return std::ranges::any_of(
      kMarks, [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

bool is_hosts_row(std::string_view text) {
  const std::size_t blank = text.find_first_of(" \t");
  return blank != std::string_view::npos && parse_ip(text.substr(0, blank)).has_value() &&
         is_name(trim_space(text.substr(blank)));
}

bool is_quoted(std::string_view text) {
  return text.size() > 2 && text.front() == text.back() && (text.front() == '\'' || text.front() == '"');
}

}  // namespace

EntryLook look_of_entry(std::string_view text) {
  text = trim_space(text);
  if (text == "-" || text.starts_with("- ")) return EntryLook::yaml_item;
  if (is_usual_name(text)) return parse_ip(text) ? EntryLook::address : EntryLook::name;
  if (is_yaml_head(text)) return EntryLook::yaml_head;
  if (is_comment(text)) return EntryLook::comment;
  if (is_ad_filter(text)) return EntryLook::ad_filter;
  if (is_quoted(text)) return EntryLook::quoted;
  if (is_hosts_row(text)) return EntryLook::hosts_row;
  if (is_commented(text)) return EntryLook::commented;
  if (is_rule(text)) return EntryLook::rule;
  if (parse_prefix(text)) return EntryLook::range;
  if (parse_ip(text)) return EntryLook::address;
  if (is_pattern(text)) return is_name(text) ? EntryLook::name : EntryLook::pattern;
  if (text.find('/') != std::string_view::npos && text.find(' ') == std::string_view::npos)
    return EntryLook::link;
  return EntryLook::other;
}

}  // namespace clashlint
