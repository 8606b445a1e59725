#include "analyzer/match/reason_names.h"

#include <optional>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/profile/set_rows.h"
#include "rules/value/ip.h"
#include "rules/value/name_entry.h"
#include "rules/value/punycode.h"
#include "rules/value/text.h"
#include "rules/value/wildcard.h"

namespace clashlint {
namespace {

bool row_takes(RuleKind kind, std::string_view payload, std::string_view name) {
  return takes(SetRows::Row{.kind = kind, .payload = payload}, name);
}

std::string the_name_is(std::string_view name) { return fmt::format("the name is {}", name); }

/// What lists of names put in front; rules take it letter by letter.
std::string_view list_prefix(RuleKind kind, std::string_view payload) {
  for (const std::string_view prefix : {"+.", "*.", "."}) {
    if (!payload.starts_with(prefix) || payload.size() == prefix.size()) continue;
    return kind == RuleKind::domain_keyword && prefix == "." ? "" : prefix;
  }
  return {};
}

std::string prefix_reason(RuleKind kind, std::string_view payload, std::string_view prefix,
                          std::string_view name) {
  const std::string_view rest = payload.substr(prefix.size());
  const std::string cure = fmt::format("the payload begins with `{}`, which means nothing in {}: write {},{}",
                                       prefix, keyword(kind), keyword(RuleKind::domain_suffix), rest);
  const bool helps = row_takes(RuleKind::domain_suffix, rest, name);
  return helps ? cure : cure + fmt::format(", which would not take {} either", name);
}

/// Letters that look right and are not those of the connection.
std::string spelling_reason(RuleKind kind, std::string_view payload, std::string_view name) {
  const std::string lower = unicode_lower(name);
  if (lower != name && row_takes(kind, payload, lower)) {
    return fmt::format("only the case differs: the connection says {}, and that is not put in lower case",
                       name);
  }
  if (name.ends_with('.') && row_takes(kind, payload, name.substr(0, name.size() - 1)))
    return "the connection says the name with a dot at its end, which is not cut off";
  if (payload.ends_with('.') && row_takes(kind, payload.substr(0, payload.size() - 1), name))
    return "the payload ends in a dot, and the name does not";
  if (is_ascii(payload) || kind == RuleKind::domain_keyword) return {};
  const std::optional<std::string> wire = punycode_name(payload);
  if (wire && *wire != payload && row_takes(kind, *wire, name))
    return fmt::format("connections say the name as {}: write it so", *wire);
  return {};
}

/// Signs that no name has.
std::string sign_reason(RuleKind kind, std::string_view payload, std::string_view name) {
  for (const char sign : {'*', '?'}) {
    if (payload.find(sign) != std::string_view::npos && name.find(sign) == std::string_view::npos) {
      return fmt::format("`{}` is a letter like others in {}: only DOMAIN-WILDCARD reads it as a pattern",
                         sign, keyword(kind));
    }
  }
  for (const char sign : {'/', ':', ' '}) {
    if (payload.find(sign) != std::string_view::npos && name.find(sign) == std::string_view::npos)
      return fmt::format("the payload has `{}` in it, and the name {} has not", sign, name);
  }
  return {};
}

std::string domain_reason(std::string_view payload, std::string_view name) {
  if (is_below(name, payload)) {
    return fmt::format("it takes {} alone, not the names under it (DOMAIN-SUFFIX,{} does)", payload, payload);
  }
  if (parse_ip(payload)) return "the payload is an address, and DOMAIN compares names";
  return the_name_is(name);
}

std::string suffix_reason(std::string_view payload, std::string_view name) {
  if (name.ends_with(payload)) {
    return fmt::format(
        "the name {} ends in these letters, but not at a dot: a suffix is whole labels (DOMAIN-KEYWORD,{} "
        "takes "
        "any part of a name)",
        name, payload);
  }
  if (name.find(payload) != std::string_view::npos)
    return fmt::format("{} stands in {}, but not at its end", payload, name);
  if (parse_ip(payload)) return "the payload is an address, and DOMAIN-SUFFIX compares names";
  if (is_below(payload, name)) return fmt::format("{} is shorter: it stands above {}", name, payload);
  return the_name_is(name);
}

std::string destination_note(const Connection& connection) {
  if (connection.rule_host == connection.host || connection.host.empty()) return {};
  return fmt::format(" (the sniffed name; the destination is {})", connection.host);
}

std::string row_reason(const Rule& rule, const Connection& connection) {
  const std::string& name = connection.rule_host;
  const bool sniffed = name != connection.host && !connection.host.empty();
  if (sniffed && row_takes(rule.kind, rule.payload, connection.host)) {
    return fmt::format("the sniffed name {} is asked in place of {}", name, connection.host);
  }
  const std::string& asked = connection.query->host;
  const bool renamed = !name.empty() && name == connection.host && asked != name;
  if (renamed && row_takes(rule.kind, rule.payload, asked))
    return fmt::format("hosts makes {} of {}, and the rules see that alone", name, asked);
  return name_row_reason(rule.kind, rule.payload, name) + destination_note(connection);
}

bool finds(std::string_view pattern, std::string_view name) {
  const Result<Regex> regex = Regex::compile(pattern, RegexFlavour::net, true);
  return regex && regex->search(name) == RegexAnswer::yes;
}

/// Whether one end is what keeps a pattern from finding something.
std::string anchor_note(std::string_view pattern, std::string_view name) {
  if (pattern.starts_with('^') && finds(pattern.substr(1), name)) return "; without its `^` it would";
  const bool ends = pattern.ends_with('$') && !pattern.ends_with("\\$");
  if (ends && finds(pattern.substr(0, pattern.size() - 1), name)) return "; without its `$` it would";
  return {};
}

std::string regex_reason(const Rule& rule, const Connection& connection) {
  const std::string& name = connection.rule_host;
  const RegexAnswer found = std::get<Regex>(rule.condition).search(name);
  if (found == RegexAnswer::too_costly) return "this pattern takes too many steps";
  if (name.empty()) return std::string(kNoName) + ", and the pattern does not take an empty one";
  return fmt::format("the pattern finds nothing in {}{}", name, anchor_note(rule.payload, name)) +
         destination_note(connection);
}

/// Which end of a pattern with `*` does not fit; the two ends are asked apart.
std::string pattern_ends_reason(std::string_view pattern, std::string_view name) {
  const std::string_view head = pattern.substr(0, pattern.find('*'));
  const std::string_view tail = pattern.substr(pattern.rfind('*') + 1);
  if (tail.starts_with('.') && pattern.size() == tail.size() + 1 && name == tail.substr(1)) {
    return fmt::format("`*.` wants something in front of {} (DOMAIN-SUFFIX,{} takes both)", name, name);
  }
  const bool ends =
      name.size() >= tail.size() && wildcard_match(tail, name.substr(name.size() - tail.size()));
  if (!ends) return fmt::format("the name {} does not end in {}", name, tail);
  const bool begins = name.size() >= head.size() && wildcard_match(head, name.substr(0, head.size()));
  if (!begins) return fmt::format("the name {} does not begin with {}", name, head);
  return fmt::format("what stands around the `*` is not in {} in this order", name);
}

std::string pattern_reason(std::string_view pattern, std::string_view name) {
  if (const std::string lower = unicode_lower(name); lower != name && wildcard_match(pattern, lower)) {
    return fmt::format("only the case differs: the connection says {}, and that is not put in lower case",
                       name);
  }
  if (pattern.find('*') != std::string_view::npos) return pattern_ends_reason(pattern, name);
  if (pattern.find('?') == std::string_view::npos) {
    const std::string_view prefix = list_prefix(RuleKind::domain, pattern);
    return prefix.empty() ? name_row_reason(RuleKind::domain, pattern, name)
                          : prefix_reason(RuleKind::domain_wildcard, pattern, prefix, name);
  }
  if (pattern.size() != name.size()) {
    return fmt::format("each `?` is one letter: the pattern has {} letters, {} has {}", pattern.size(), name,
                       name.size());
  }
  return the_name_is(name);
}

/// DOMAIN-WILDCARD looks at the destination, never at what was sniffed.
std::string wildcard_reason(const Rule& rule, const Connection& connection) {
  const bool hidden = connection.rule_host != connection.host;
  const std::string note =
      hidden ? fmt::format(" (it does not see the sniffed name {})", connection.rule_host) : std::string();
  if (connection.host.empty()) return std::string(kNoName) + note;
  return pattern_reason(rule.payload, connection.host) + note;
}

}  // namespace

std::string name_row_reason(RuleKind kind, std::string_view payload, std::string_view name) {
  if (name.empty()) {
    if (parse_ip(payload)) return std::string(kNoName) + ": IP-CIDR takes those";
    return std::string(kNoName);
  }
  if (const std::string_view prefix = list_prefix(kind, payload); !prefix.empty())
    return prefix_reason(kind, payload, prefix, name);
  if (std::string spelling = spelling_reason(kind, payload, name); !spelling.empty()) return spelling;
  if (std::string sign = sign_reason(kind, payload, name); !sign.empty()) return sign;
  if (kind == RuleKind::domain) return domain_reason(payload, name);
  if (kind == RuleKind::domain_suffix) return suffix_reason(payload, name);
  return fmt::format("the text {} is not in {}", payload, name);
}

std::string name_rule_reason(const Rule& rule, const Connection& connection) {
  if (rule.kind == RuleKind::domain_wildcard) return wildcard_reason(rule, connection);
  if (rule.kind == RuleKind::domain_regex) return regex_reason(rule, connection);
  return row_reason(rule, connection);
}

}  // namespace clashlint
