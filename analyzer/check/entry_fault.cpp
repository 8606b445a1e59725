#include "analyzer/check/entry_fault.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "analyzer/check/list_entries.h"
#include "analyzer/check/pattern_language.h"
#include "analyzer/facts/entry_look.h"
#include "rules/base/strings.h"
#include "rules/kind/parse.h"
#include "rules/profile/rule_faults.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
/// Longer entries are not repeated: a file may be one line.
constexpr std::size_t kLongestShown = 200;

EntryFault fault(EntryEnd end, std::string reason, std::string note = {}) {
  return {.end = end, .reason = std::move(reason), .note = std::move(note)};
}

// --- Lines of a YAML list that its line reader passes over

bool has_tab_in_front(const Facts& facts, Span span) {
  const std::string_view before = facts.sources[span.file].text().substr(0, span.begin);
  const std::size_t line = before.rfind('\n') + 1;
  return before.substr(line).find('\t') != std::string_view::npos;
}

std::optional<EntryFault> fault_of_line(const Facts& facts, const LostEntry& lost) {
  const std::string_view text = lost.text;
  const auto because = [](std::string reason, std::string note = {}) {
    return fault(EntryEnd::dropped, std::move(reason), std::move(note));
  };
  // Lists that were put together have a head for each part.
  const bool head = look_of_entry(text) == EntryLook::yaml_head;
  const std::string_view rest = trim_space(text.substr(std::min(text.find(':'), text.size() - 1) + 1));
  if (head && (rest.empty() || rest.starts_with('#'))) return std::nullopt;
  if (head) return because("it reads one entry from a line", "give each entry a line of its own");
  if (has_tab_in_front(facts, lost.span))
    return because("a tab stands in front of it, where YAML takes none");
  if (!text.starts_with('-')) return because("an entry of a YAML list begins with \"- \"");
  const std::string_view item = trim_space(text.substr(1));
  if (item.starts_with('*'))
    return because("\"*\" without quotes is an alias in YAML", "put such entries in quotes: - '*.a.example'");
  if (item.find_first_of("@`%") == 0)
    return because(fmt::format("\"{}\" begins no text in YAML", item.front()), "put such entries in quotes");
  if (item.starts_with('[') || item.starts_with('{'))
    return because("it reads one entry from a line", "give each entry a line of its own");
  if (item.find(": ") != std::string_view::npos || item.ends_with(':'))
    return because("a colon with a blank behind it makes a mapping of it", "put such entries in quotes");
  return because("YAML cannot read it");
}

// --- What no list takes

std::optional<EntryFault> foreign(EntryEnd end, EntryLook look, std::string_view text,
                                  std::string_view format) {
  switch (look) {
    case EntryLook::comment: {
      EntryFault found =
          fault(end, fmt::format("\"{}\" begins no comment here", text.front()), "comments begin with \"#\"");
      found.harmless = true;
      return found;
    }
    case EntryLook::commented:
      return fault(end, "a comment behind an entry is read as a part of it",
                   format == "text" ? "in a text list a comment is a line of its own" : "");
    case EntryLook::ad_filter:
      return fault(end, "a list holds no filters of an ad blocker");
    case EntryLook::hosts_row:
      return fault(end, "a list holds no lines of a hosts file", "write the name alone");
    case EntryLook::quoted:
      return fault(end, "quotes belong to an entry of a text list", "write it without them");
    case EntryLook::yaml_item:
    case EntryLook::yaml_head:
      return fault(end, "a text list is no YAML", "write the entry alone");
    default:
      return std::nullopt;
  }
}

bool has_only(std::string_view text, std::string_view others) {
  return std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || others.find(c) != std::string_view::npos;
  });
}

EntryFault no_pattern(EntryLook look, std::string_view text) {
  if (look == EntryLook::range)
    return fault(EntryEnd::dropped, "a list of names holds no addresses",
                 "addresses stand in a rule-provider with `behavior: ipcidr`");
  if (look == EntryLook::rule)
    return fault(EntryEnd::dropped, "a list of names holds no rules",
                 "rules stand in a rule-provider with `behavior: classical`");
  if (text.find('/') != std::string_view::npos)
    return fault(EntryEnd::dropped, "a list of names holds no links", "write the name of the host alone");
  if (has_only(ascii_lower(text), "-_.*+"))
    return fault(EntryEnd::dropped,
                 text.ends_with('.') ? "a name does not end in a dot" : "a name has no empty label");
  return fault(EntryEnd::dropped, "it is no domain pattern");
}

EntryFault no_range(EntryLook look, std::string_view text) {
  switch (look) {
    case EntryLook::address:
      return fault(EntryEnd::dropped, "an address range needs its length",
                   "a single address ends in /32, in IPv6 in /128");
    case EntryLook::rule:
      return fault(EntryEnd::dropped, "a list of addresses holds no rules",
                   "rules stand in a rule-provider with `behavior: classical`");
    case EntryLook::name:
    case EntryLook::pattern:
      return fault(EntryEnd::dropped, "a list of addresses holds no names",
                   "names stand in a rule-provider with `behavior: domain`");
    default:
      break;
  }
  if (parse_prefix(text.substr(0, text.find(','))))
    return fault(EntryEnd::dropped, "a list of addresses takes no options",
                 "`no-resolve` stands in the rule that asks the list");
  return fault(EntryEnd::dropped, "it is no address range such as 192.0.2.0/24");
}

EntryFault no_rule(EntryLook look, const RuleFault& why) {
  const bool known = why.kind == PayloadFault::not_allowed || rule_kind(why.type).has_value();
  if (!known && (look == EntryLook::name || look == EntryLook::pattern))
    return fault(EntryEnd::dropped, "a rule begins with its type", "such as DOMAIN-SUFFIX,a.example");
  if (look == EntryLook::address || look == EntryLook::range)
    return fault(EntryEnd::dropped, "a rule begins with its type", "such as IP-CIDR,192.0.2.0/24");
  EntryFault found;
  switch (why.kind) {
    case PayloadFault::unknown_type:
      found.reason = "it knows no such type of rule";
      found.detail = why.detail;
      return found;
    case PayloadFault::not_allowed:
      found.reason = "such a rule cannot stand in a list";
      found.detail = why.detail;
      return found;
    case PayloadFault::empty:
      found.reason = "nothing stands behind the type";
      return found;
    case PayloadFault::geodata:
    case PayloadFault::rule_set:
    case PayloadFault::form:
    case PayloadFault::payload:
      break;
  }
  RuleFaultWords words = words_of(why);
  found.reason = "what stands behind the type does not fit it";
  found.detail = std::move(words.message);
  if (!words.notes.empty()) found.note = words.notes.front();
  return found;
}

std::string core_words(const LostEntry& lost) {
  if (lost.text.size() > kLongestShown) return {};
  switch (lost.loss) {
    case EntryLoss::line:
      return {};
    case EntryLoss::pattern:
      return fmt::format("invalid domain:[{}]", lost.text);
    case EntryLoss::range:
      return fmt::format("invalid Ipcidr:[{}]", lost.text);
    case EntryLoss::rule:
      return fmt::format("parse classical rule [{}] error: {}", lost.text, lost.fault.core_message);
  }
  return {};
}

// --- What is in the set and takes nothing

bool in_file(const RuleSet& set) { return set.file.has_value(); }

std::optional<EntryFault> not_ascii(const RuleSet& set) {
  if (!in_file(set)) return std::nullopt;  // non-ascii-name
  return fault(EntryEnd::dead, "names are asked for in ASCII", "write such names in punycode, xn--…");
}

std::optional<EntryFault> misread(const RuleSet& set, std::optional<Misread> found) {
  if (!found || !in_file(set)) return std::nullopt;  // wrong-pattern-language
  EntryFault told = fault(EntryEnd::misread, std::move(found->message), std::move(found->note));
  if (!found->meant.empty() && found->meant.size() <= kLongestShown)
    told.detail = fmt::format("did you mean \"{}\"?", found->meant);
  return told;
}

/// A `+` that is no first label takes whatever stands in front of the rest (`semantics.md` E.6b).
std::optional<EntryFault> fault_of_plus(const RuleSet& set, std::string_view text) {
  if (text == "+")
    return fault(EntryEnd::misread, "\"+\" alone takes connections without a name, and no name");
  const std::size_t plus = text.rfind('+');
  if (plus == std::string_view::npos || (plus == 0 && text.starts_with("+."))) return std::nullopt;
  const std::string_view rest = text.substr(plus + 1);
  if (!has_only(rest, "-_.")) return std::nullopt;
  if (!in_file(set) && misread_pattern(text, false)) return std::nullopt;  // wrong-pattern-language
  EntryFault found =
      fault(EntryEnd::misread, "\"+\" is a wildcard wherever it stands: it takes whatever is before the rest",
            "as the first label, \"+.\", it takes a name and all below it");
  found.detail =
      rest.empty() ? "takes every name" : fmt::format("takes every name that ends in \"{}\"", rest);
  return found;
}

std::optional<EntryFault> why_dead(const RuleSet& set, const std::string& text) {
  if (text.starts_with(kByteOrderMark))
    return fault(EntryEnd::dead, "the byte order mark of the file belongs to its first entry",
                 "save the file as UTF-8 without it");
  const EntryLook look = look_of_entry(text);
  if (auto found = foreign(EntryEnd::dead, look, text, set.format)) return found;
  if (!is_ascii(text)) return not_ascii(set);
  if (look == EntryLook::name || look == EntryLook::pattern) return std::nullopt;
  if (auto wrong = misread_pattern(text, false)) return misread(set, std::move(wrong));
  if (look == EntryLook::address)
    return fault(EntryEnd::dead, "a list of names holds no addresses",
                 "addresses stand in a rule-provider with `behavior: ipcidr`");
  if (has_only(text, "-_.*+")) return std::nullopt;
  return fault(EntryEnd::dead, "no name of a host is like that");
}

std::optional<EntryFault> fault_of_pattern(const RuleSet& set, const std::string& text) {
  if (auto plus = fault_of_plus(set, text)) return plus;
  std::optional<EntryFault> found = why_dead(set, text);
  // With a wildcard anywhere in it, the core's search may still end up in it.
  if (found && found->end == EntryEnd::dead && text.find_first_of("*+", 1) != std::string::npos)
    found->end = EntryEnd::misread;
  return found;
}

bool is_name_kind(RuleKind kind) {
  return kind == RuleKind::domain || kind == RuleKind::domain_suffix || kind == RuleKind::domain_keyword ||
         kind == RuleKind::domain_wildcard;
}

/// A row that is no name, with a comment behind it.
std::optional<EntryFault> fault_of_commented(const RuleSet& set, const Rule& rule) {
  const RuleTokens tokens = tokenise_rule(rule.text, false);
  const auto commented = [](std::string_view piece) { return piece.find(" #") != std::string_view::npos; };
  switch (rule.kind) {
    case RuleKind::geoip:
    case RuleKind::src_geoip:
    case RuleKind::ip_asn:
    case RuleKind::src_ip_asn:
      if (commented(tokens.payload)) return foreign(EntryEnd::dead, EntryLook::commented, {}, set.format);
      break;
    default:
      break;
  }
  const bool option = std::ranges::any_of(tokens.params, [&](std::string_view param) {
    return commented(param) && (param.starts_with("no-resolve ") || param.starts_with("src "));
  });
  if (!option || rule.no_resolve) return std::nullopt;
  return fault(EntryEnd::misread, "a comment behind a row is read as a part of it: its option does not count",
               "in a text list a comment is a line of its own");
}

std::optional<EntryFault> fault_of_row(const RuleSet& set, const SetRows::Row& row) {
  if (!is_name_kind(row.kind)) return row.rule == nullptr ? std::nullopt : fault_of_commented(set, *row.rule);
  const std::string payload(row.payload);
  if (look_of_entry(payload) == EntryLook::commented)
    return foreign(EntryEnd::dead, EntryLook::commented, payload, set.format);
  if (!is_ascii(payload)) return not_ascii(set);
  if (auto wrong = misread_payload(row.kind, payload)) return misread(set, std::move(wrong));
  if (payload.find('/') != std::string::npos || payload.find(':') != std::string::npos)
    return fault(EntryEnd::dead, "a rule sees the name of a host, no links and no ports",
                 "write the name of the host alone");
  const bool part = row.kind == RuleKind::domain_keyword || row.kind == RuleKind::domain_wildcard;
  if (!has_only(payload, part ? "-_.*?" : "-_."))
    return fault(EntryEnd::dead, "no name of a host is like that");
  if (!part && payload.ends_with('.')) return fault(EntryEnd::dead, "a name does not end in a dot");
  return std::nullopt;
}

}  // namespace

std::optional<EntryFault> fault_of_lost(const Facts& facts, const RuleSet& set, const LostEntry& lost) {
  if (lost.loss == EntryLoss::line) return fault_of_line(facts, lost);
  const bool own_names = lost.loss == EntryLoss::pattern && !in_file(set);
  if (own_names && misread_pattern(lost.text, false)) return std::nullopt;  // wrong-pattern-language
  const EntryLook look = look_of_entry(lost.text);
  std::optional<EntryFault> found = foreign(EntryEnd::dropped, look, lost.text, set.format);
  if (!found) {
    switch (lost.loss) {
      case EntryLoss::line:
      case EntryLoss::pattern:
        found = no_pattern(look, lost.text);
        break;
      case EntryLoss::range:
        found = no_range(look, lost.text);
        break;
      case EntryLoss::rule:
        found = no_rule(look, lost.fault);
        break;
    }
  }
  found->core_message = core_words(lost);
  return found;
}

std::optional<EntryFault> fault_of_odd(const Facts& facts, const RuleSet& set, std::size_t index) {
  if (set.behavior == ProviderBehavior::classical) return fault_of_row(set, set.rows[index]);
  return fault_of_pattern(set, written_entry(facts, set, index).text);
}

}  // namespace clashlint
