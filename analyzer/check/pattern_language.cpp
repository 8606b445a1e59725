#include "analyzer/check/pattern_language.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/kind/parse.h"

namespace clashlint {
namespace {

/// Words in front of a colon, as V2Ray's lists and other programs have them.
struct Prefix {
  std::string_view word;
  std::string_view rule;     ///< the rule type that means it
  std::string_view pattern;  ///< what stands in front of the name in a list; `-`: no pattern says it
};
constexpr Prefix kPrefixes[] = {{"full:", "DOMAIN", ""},
                                {"domain:", "DOMAIN-SUFFIX", "+."},
                                {"domain-suffix:", "DOMAIN-SUFFIX", "+."},
                                {"keyword:", "DOMAIN-KEYWORD", "-"},
                                {"domain-keyword:", "DOMAIN-KEYWORD", "-"},
                                {"regexp:", "DOMAIN-REGEX", "-"},
                                {"geosite:", "GEOSITE", "geosite:"},
                                {"geo:", "GEOSITE", "geosite:"},
                                {"rule-set:", "RULE-SET", "rule-set:"}};

/// Types with two names (`semantics.md` B.2, B.3); most have one.
struct TypeNames {
  std::string_view written;  ///< behind `type:`
  std::string_view adapter;
};
constexpr TypeNames kTypes[] = {{"ss", "Shadowsocks"},       {"ssr", "ShadowsocksR"},
                                {"gost-relay", "GostRelay"}, {"select", "Selector"},
                                {"url-test", "URLTest"},     {"load-balance", "LoadBalance"}};

const Prefix* prefix_of(std::string_view text) {
  const auto* const found = std::ranges::find_if(kPrefixes, [&](const Prefix& each) {
    return ascii_iequals(text.substr(0, each.word.size()), each.word);
  });
  return found == std::end(kPrefixes) ? nullptr : found;
}

/// Letters, digits, `-`, `_` and single dots between them.
bool is_plain_name(std::string_view text) {
  const bool letters = std::ranges::all_of(text, [](char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '-' || byte == '_' || byte == '.';
  });
  return letters && !text.empty() && text.front() != '.' && text.back() != '.' &&
         text.find("..") == std::string_view::npos;
}

/// `+.`, `*.` or `.` in front of a name; empty: nothing of the kind.
std::string_view label_wildcard(std::string_view text) {
  for (const std::string_view front : {"+.", "*.", "."}) {
    if (text.starts_with(front) && is_plain_name(text.substr(front.size()))) return front;
  }
  return {};
}

bool is_regex(std::string_view text) {
  return text.find_first_of("^\\|([") != std::string_view::npos || text.ends_with('$');
}

bool is_address_glob(std::string_view text) {
  return text.find_first_not_of("0123456789.*?xX") == std::string_view::npos &&
         text.find_first_of("0123456789") != std::string_view::npos;
}

std::string letter_by_letter(std::string_view sign, std::string_view keyword) {
  return fmt::format("\"{}\" is no wildcard in a {} rule: it is looked for letter by letter", sign, keyword);
}

Misread misread_prefix(const Prefix& prefix, std::string_view rest, std::string_view keyword) {
  const bool plain = is_plain_name(rest) && prefix.rule != "GEOSITE" && prefix.rule != "RULE-SET";
  return {.message = fmt::format("\"{}\" means nothing in a {} rule: it is taken for a part of the name",
                                 prefix.word, keyword),
          .meant = fmt::format("{},{}", prefix.rule, rest),
          .can_replace = plain,
          .note = {}};
}

std::optional<Misread> misread_wildcard(RuleKind kind, std::string_view payload) {
  const std::size_t at = payload.find_first_of("*?");
  if (at == std::string_view::npos) return std::nullopt;
  Misread found{.message = letter_by_letter(payload.substr(at, 1), keyword(kind)),
                .meant = {},
                .can_replace = true,
                .note = {}};
  const std::size_t begin = std::min(payload.find_first_not_of('*'), payload.size());
  const std::size_t end = payload.find_last_not_of('*') + 1;
  if (is_address_glob(payload)) {
    found.note = "rules about names never see an address: IP-CIDR takes those";
  } else if (kind == RuleKind::process_name) {
    found.meant = fmt::format("PROCESS-NAME-WILDCARD,{}", payload);
  } else if (kind == RuleKind::domain) {
    found.meant = fmt::format("DOMAIN-WILDCARD,{}", payload);
  } else if (kind == RuleKind::domain_keyword) {
    const std::string_view inner = payload.substr(begin, std::max(begin, end) - begin);
    const bool plain = !inner.empty() && inner.find_first_of("*?") == std::string_view::npos;
    found.meant =
        plain ? fmt::format("DOMAIN-KEYWORD,{}", inner) : fmt::format("DOMAIN-WILDCARD,*{}*", inner);
  } else if (payload.starts_with('*')) {
    found.meant = fmt::format("DOMAIN-WILDCARD,{}", payload);
  } else {
    found.meant = fmt::format("DOMAIN-WILDCARD,*.{}", payload);
    found.can_replace = false;
    found.note = "DOMAIN-WILDCARD takes the whole name: \"*\" there stands for anything, dots too";
  }
  return found;
}

/// A rule in a list of names.
std::optional<Misread> misread_rule(std::string_view pattern) {
  const std::size_t comma = pattern.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const RuleTokens tokens = tokenise_rule(pattern, false);
  const std::optional<RuleKind> kind = rule_kind(tokens.type);
  if (!kind) return std::nullopt;
  Misread found{.message = "a rule in a list of names: it is taken for one long name",
                .meant = {},
                .can_replace = true,
                .note = {}};
  if (*kind == RuleKind::rule_set) {
    found.meant = fmt::format("rule-set:{}", tokens.payload);
    found.can_replace = false;
  } else if (*kind == RuleKind::domain && is_plain_name(tokens.payload)) {
    found.meant = tokens.payload;
  } else if (*kind == RuleKind::domain_suffix && is_plain_name(tokens.payload)) {
    found.meant = fmt::format("+.{}", tokens.payload);
  } else {
    found.note = "no pattern says the same: rules stand in a rule-provider with `behavior: classical`";
  }
  return found;
}

std::optional<Misread> misread_star(std::string_view label, bool trie) {
  if (label.find('*') == std::string_view::npos || label == "*") return std::nullopt;
  // A set does find `barfoo.example` by `*foo.example`.
  const bool works = !trie && label.rfind('*') == 0;
  return Misread{
      .message = fmt::format("\"*\" stands for a whole label, not for a part of one{}",
                             works ? "" : ": no name is taken by this"),
      .meant = {},
      .can_replace = false,
      .note = "core 1.19.30 and later take such a pattern for invalid; write \"*\" for the whole label"};
}

/// `+lan`, `+.+lan` for `+.lan`.
std::optional<Misread> misread_plus(std::string_view pattern, bool trie) {
  const std::string_view rest = pattern.starts_with("+.") ? pattern.substr(2) : pattern;
  if (rest.find('+') == std::string_view::npos || pattern == "+") return std::nullopt;
  const std::string_view name = rest.starts_with('+') ? rest.substr(1) : std::string_view();
  Misread found{.message = "\"+\" is a wildcard only as the first label, \"+.\"",
                .meant = {},
                .can_replace = true,
                .note = {}};
  if (!is_plain_name(name)) return found;
  found.meant = fmt::format("+.{}", name);
  found.note =
      trie ? "here it is a letter of the name like others"
           : fmt::format("here it takes every name that ends in \"{}\", with or without a dot before it",
                         name);
  return found;
}

}  // namespace

std::optional<Misread> misread_payload(RuleKind kind, std::string_view payload) {
  const bool name = kind == RuleKind::domain || kind == RuleKind::domain_suffix ||
                    kind == RuleKind::domain_keyword || kind == RuleKind::domain_wildcard;
  if (!name && kind != RuleKind::process_name) return std::nullopt;
  if (kind == RuleKind::process_name) return misread_wildcard(kind, payload);
  if (const Prefix* prefix = prefix_of(payload))
    return misread_prefix(*prefix, payload.substr(prefix->word.size()), keyword(kind));
  if (payload.find_first_of("/: ") != std::string_view::npos) return std::nullopt;
  const std::string_view front = label_wildcard(payload);
  const bool own = (kind == RuleKind::domain_wildcard && front == "*.") ||
                   (kind == RuleKind::domain_keyword && front == ".");
  if (!front.empty() && !own) {
    const std::string_view sign = front == "." ? front : front.substr(0, 1);
    return Misread{.message = front == "."
                                  ? fmt::format("a dot in front means nothing in a {} rule: no name begins "
                                                "with it",
                                                keyword(kind))
                                  : letter_by_letter(sign, keyword(kind)),
                   .meant = fmt::format("DOMAIN-SUFFIX,{}", payload.substr(front.size())),
                   .can_replace = true,
                   .note = {}};
  }
  if (kind == RuleKind::domain_wildcard) return std::nullopt;
  if (is_regex(payload)) {
    return Misread{
        .message = fmt::format("a {} rule knows no regular expressions: this is looked for letter by letter",
                               keyword(kind)),
        .meant = fmt::format("DOMAIN-REGEX,{}", payload),
        .can_replace = false,
        .note = {}};
  }
  return misread_wildcard(kind, payload);
}

std::optional<Misread> misread_pattern(std::string_view pattern, bool trie) {
  if (std::optional<Misread> rule = misread_rule(pattern)) return rule;
  if (const Prefix* prefix = prefix_of(pattern)) {
    const std::string_view rest = pattern.substr(prefix->word.size());
    const bool sayable = prefix->pattern != "-" && !rest.empty();
    return Misread{.message = fmt::format(
                       "\"{}\" means nothing in this list: it is taken for a part of the name", prefix->word),
                   .meant = sayable ? fmt::format("{}{}", prefix->pattern, rest) : "",
                   .can_replace = is_plain_name(rest) && !prefix->pattern.ends_with(':'),
                   .note = {}};
  }
  if (is_regex(pattern)) {
    return Misread{.message = "this list knows no regular expressions: this is taken for a name",
                   .meant = {},
                   .can_replace = false,
                   .note = "\"+.\" in front takes a name and all below it, \"*\" one whole label"};
  }
  if (pattern.find('?') != std::string_view::npos) {
    return Misread{.message = "\"?\" is no wildcard in this list: no name has it",
                   .meant = {},
                   .can_replace = false,
                   .note = "\"*\" stands for one whole label: write out each name, or take all with \"+.\""};
  }
  if (std::optional<Misread> plus = misread_plus(pattern, trie)) return plus;
  for (const std::string_view label : split(pattern, '.')) {
    if (std::optional<Misread> star = misread_star(label, trie)) return star;
  }
  return std::nullopt;
}

std::string_view meant_type(std::string_view word, bool in_group) {
  for (const TypeNames& type : kTypes) {
    if (in_group && ascii_iequals(word, type.written)) return type.adapter;
    if (!in_group && ascii_iequals(word, type.adapter)) return type.written;
  }
  return {};
}

}  // namespace clashlint
