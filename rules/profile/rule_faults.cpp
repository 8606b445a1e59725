#include "rules/profile/rule_faults.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/value/ip.h"

namespace clashlint {
namespace {

using Words = std::pair<std::string_view, std::string_view>;

/// The core's words about the form of a logic rule, and ours.
constexpr Words kForms[] = {
    {"payload format error", "the conditions of {} have to stand in parentheses: ((DOMAIN,a.example),(…))"},
    {"missing '('", "a `)` of {} closes nothing"},
    {"format error is missing )", "a `(` of {} is never closed"},
    {"not rule must contain one rule", "{} takes exactly one condition: NOT,((…))"},
    {"Sub-Rule rule must contain one rule", "{} takes exactly one condition: SUB-RULE,(…),name"},
    {"[] format is error", "{} has an empty condition"},
};

bool is_range_kind(RuleKind kind) {
  return kind == RuleKind::ip_cidr || kind == RuleKind::ip_cidr6 || kind == RuleKind::src_ip_cidr ||
         kind == RuleKind::ip_suffix || kind == RuleKind::src_ip_suffix;
}

bool looks_like_name(std::string_view payload) {
  const bool letters = std::ranges::any_of(payload, [](char c) { return c >= 'g' && c <= 'z'; });
  return letters && payload.find('.') != std::string_view::npos &&
         payload.find_first_of("/: ") == std::string_view::npos;
}

std::string form_message(const RuleFault& fault) {
  for (const auto& [core, ours] : kForms) {
    if (fault.core_message == core) return fmt::format(fmt::runtime(ours), fault.type);
  }
  return fmt::format("the conditions of {} are {}", fault.type, fault.core_message);
}

RuleFaultWords payload_words(const RuleFault& fault) {
  RuleFaultWords words{.check = "invalid-payload", .message = {}};
  const std::optional<RuleKind> kind = rule_kind(fault.type);
  const auto say = [&](std::string_view is_no, std::string_view note) {
    words.message = fmt::format("\"{}\" {}", fault.detail, is_no);
    if (!note.empty()) words.notes.emplace_back(note);
    return words;
  };
  if (!kind) return say("is no payload for this type", {});
  if (is_range_kind(*kind)) {
    const bool name = looks_like_name(fault.detail);
    return say("is no address range",
               name ? "names go into DOMAIN or DOMAIN-SUFFIX"
                    : "a range is an address, a slash and 0 to 32 for IPv4, 0 to 128 for IPv6");
  }
  switch (*kind) {
    case RuleKind::domain_regex:
    case RuleKind::process_name_regex:
    case RuleKind::process_path_regex:
      return say("is no regular expression", {});
    case RuleKind::src_port:
    case RuleKind::dst_port:
    case RuleKind::in_port:
      return say("is no port", "a port is a number or a range such as 8000-9000; several are parted by `/`");
    case RuleKind::uid:
      return say("is no user id", "a user id is a number or a range; several are parted by `/`");
    case RuleKind::dscp:
      return say("is no DSCP value", "0 to 63, or a range; several are parted by `/`");
    case RuleKind::network:
      return say("is no network", "a network is tcp or udp");
    case RuleKind::in_type:
      return say("is no type of inbound", fmt::format("the types are {}", fmt::join(in_type_words(), ", ")));
    case RuleKind::in_user:
    case RuleKind::in_name:
    case RuleKind::rematch_name:
      return say("has an empty name in it", "several names are parted by `/`");
    default:
      return say("is no payload for this type", {});
  }
}

}  // namespace

RuleFaultWords words_of(const RuleFault& fault) {
  switch (fault.kind) {
    case PayloadFault::empty:
      return {.check = "malformed-rule", .message = "nothing stands behind the rule's type"};
    case PayloadFault::unknown_type:
      return {.check = "unknown-rule-type",
              .message = fmt::format("the core knows no rule type \"{}\"", fault.detail)};
    case PayloadFault::not_allowed:
      return {.check = "malformed-rule", .message = fmt::format("{} cannot stand here", fault.detail)};
    case PayloadFault::geodata:
      return {.check = fault.type == "GEOSITE" ? "unknown-geosite" : "invalid-payload",
              .message = fmt::format("\"{}\" is not in the geodata", fault.detail)};
    case PayloadFault::rule_set:
      return {.check = "unknown-rule-set",
              .message = fmt::format("no rule-provider is called \"{}\"", fault.detail)};
    case PayloadFault::form:
      return {.check = "malformed-rule", .message = form_message(fault)};
    case PayloadFault::payload:
      return payload_words(fault);
  }
  return {};
}

std::string_view fault_piece(std::string_view row, const RuleTokens& tokens, const RuleFault& fault) {
  const bool at_type = fault.kind == PayloadFault::unknown_type || fault.kind == PayloadFault::empty ||
                       fault.kind == PayloadFault::not_allowed;
  if (fault.part.empty()) return at_type ? tokens.type_text : tokens.payload_text;
  // The first condition of this text is the one at fault: an equal one before it would have been told.
  const std::size_t at = row.find("(" + fault.part + ")");
  if (at == std::string_view::npos) return tokens.payload_text;
  const std::string_view part = row.substr(at + 1, fault.part.size());
  const RuleTokens inner = tokenise_rule(part, false);
  const std::string_view piece = at_type ? inner.type_text : inner.payload_text;
  return piece.empty() ? part : piece;
}

std::string meant_range(const RuleFault& fault) {
  const std::optional<RuleKind> kind = rule_kind(fault.type);
  if (fault.kind != PayloadFault::payload || !kind || !is_range_kind(*kind)) return {};
  const std::optional<IpAddress> address = parse_ip(fault.detail);
  if (!address || fault.detail.find('%') != std::string::npos) return {};
  return fmt::format("{}/{}", fault.detail, address->bit_count());
}

}  // namespace clashlint
