#include "cli/render/decision_text.h"

#include <algorithm>

#include "analyzer/facts/resolver_words.h"
#include "analyzer/match/chain.h"
#include "analyzer/match/connection.h"
#include "analyzer/match/reason.h"
#include "cli/asked.h"
#include "cli/render/printable.h"
#include "cli/render/step_outcome.h"
#include "rules/base/strings.h"
#include "rules/profile/names.h"
#include "rules/profile/profile.h"

namespace clashlint {
namespace {

std::string place_among(const GroupPart& group, std::string_view name) {
  const auto member = std::find_if(group.members.begin(), group.members.end(),
                                   [&](const Outbound* outbound) { return outbound->name == name; });
  const auto index = member - group.members.begin();
  const std::string count = std::to_string(group.members.size());
  if (index == 0) return "first of " + count;
  return "number " + std::to_string(index + 1) + " of " + count;
}

// COMPATIBLE is the core's stand-in for a group without members: it dials directly.
std::string why_empty(const GroupPart& group, std::string_view member) {
  const std::string effect = member == "COMPATIBLE" ? ": without any it goes DIRECT" : "";
  return (group.missing_providers.empty() ? "nothing is left in the group" : "its nodes are not known here") +
         effect;
}

std::string how_chosen(const Outbound& outbound, std::string_view member) {
  const GroupPart& group = *outbound.group;
  if (group.fell_back) return why_empty(group, member);
  if (group.members.size() == 1) return "the only member";
  const std::string place = place_among(group, member);
  const std::string count = std::to_string(group.members.size());
  switch (outbound.kind) {
    case OutboundKind::select:
      return place + ", selectable";
    case OutboundKind::url_test:
      return place + ", until measurements choose";
    case OutboundKind::fallback:
      return place + ", as long as it is alive";
    case OutboundKind::load_balance:
      return "one of " + count + ", spread over them";
    case OutboundKind::smart:
      return "one of " + count + ", as it has learned";
    case OutboundKind::direct:
    case OutboundKind::reject:
    case OutboundKind::pass:
    case OutboundKind::pass_rule:
    case OutboundKind::rematch:
    case OutboundKind::proxy:
      break;
  }
  return {};
}

// The winner's own step, or the last one inside its lists. A list whose
// SUB-RULE was passed over in the end may hold a step that decided there.
const Step* decided_step(const Answer& answer, bool inside) {
  for (auto step = answer.steps.rbegin(); step != answer.steps.rend(); ++step) {
    if (inside && step->depth == 0) break;
    if (step->result == StepResult::decided && (step->depth > 0) == inside) return &*step;
  }
  return nullptr;
}

std::string matched_entry(const Answer& answer) {
  const Step* step = decided_step(answer, true);
  if (step == nullptr || step->matched_entry.empty()) step = decided_step(answer, false);
  if (step == nullptr || step->matched_entry.empty()) return {};
  return "  entry " + printable(step->matched_entry) + "\n";
}

std::string filter_reason(const Dns& dns, bool fake) {
  switch (dns.filter_mode) {
    case FakeIpFilterMode::blacklist:
      return fake ? "no fake-ip-filter entry takes it" : "fake-ip-filter takes it";
    case FakeIpFilterMode::whitelist:
      return fake ? "fake-ip-filter, a whitelist, takes it" : "fake-ip-filter, a whitelist, does not take it";
    case FakeIpFilterMode::rule:
      return "as the rules in fake-ip-filter say";
  }
  return {};
}

const Step* asking_step(const Answer& answer) {
  const auto step =
      std::find_if(answer.steps.begin(), answer.steps.end(), [](const Step& each) { return each.asked_dns; });
  return step == answer.steps.end() ? nullptr : &*step;
}

bool by_hosts(const Asked& asked, const Answer& answer) {
  return !answer.dns_asked && answer.address && !asked.query.dst_ip;
}

// `its address 192.0.2.7 is in CN`: of a name that an address rule takes, where
// the address is no mere example.
std::string by_address(const Asked& asked, const Answer& answer) {
  const bool known = asked.query.dst_ip || asked.query.dns || by_hosts(asked, answer);
  const Step* step = decided_step(answer, true);
  if (step == nullptr) step = decided_step(answer, false);
  if (step == nullptr || answer.host.empty() || !known) return {};
  Connection connection;
  connection.query = &asked.query;
  connection.host = answer.host;
  connection.dst_ip = answer.address;
  connection.asked_dns = answer.dns_asked;
  const std::string text = taken_address(*step->rule, connection);
  return text.empty() ? text : "  " + printable(text) + "\n";
}

std::string asked_of_whom(const Answer& answer) {
  if (answer.nameservers.empty()) return "the system's resolver";
  std::string names = nameserver_names(answer.nameservers);
  if (answer.nameserver_kind == NameserverKind::main_and_fallback) names += " and the fallback";
  if (answer.nameserver_kind == NameserverKind::policy) names += " (nameserver-policy)";
  return names;
}

}  // namespace

std::string chain_text(const Answer& answer) {
  if (answer.chain.empty()) return printable(answer.target);
  return printable(join(answer.chain, " → "));
}

std::string chain_text(const ExplainView& view, std::string_view target) {
  const Outbound* const outbound = find_outbound(view.profile, target);
  if (outbound == nullptr) return printable(target);
  std::vector<std::string_view> names;
  for (const Outbound* hop : follow(view.profile, *outbound, view.selections).hops)
    names.push_back(hop->name);
  return printable(join(names, " → "));
}

std::string choice_text(const ExplainView& view, const Answer& answer) {
  if (answer.chain.size() < 2) return {};
  const Outbound* const group = find_outbound(view.profile, answer.chain[answer.chain.size() - 2]);
  if (group == nullptr || !group->group) return {};
  const std::string how = how_chosen(*group, answer.chain.back());
  return how.empty() ? how : "(" + how + ")";
}

std::string decider_text(const ExplainView& view, const Answer& answer) {
  if (answer.rule != nullptr) return quoted(view, *answer.rule);
  if (view.profile.mode == TunnelMode::direct) return "mode: direct, the rules are not looked at";
  if (view.profile.mode == TunnelMode::global) return "mode: global, the rules are not looked at";
  return "no rule takes it";
}

std::string decision_text(const ExplainView& view, const Asked& asked, const Answer& answer) {
  std::string text = view.paint.strong(asked.shown + " → " + chain_text(answer));
  if (const std::string choice = choice_text(view, answer); !choice.empty()) text += " " + choice;
  text += (answer.rule != nullptr ? "\n  by " : "\n  ") + decider_text(view, answer) + "\n";
  if (const Step* const inner = decided_step(answer, true)) {
    text += "  there by " + quoted(view, *inner->rule) + "\n";
  }
  text += matched_entry(answer) + by_address(asked, answer) + passed_over_text(view, answer);
  if (answer.rematch_cycle) text += "  the same rematch comes round again: the core closes the connection\n";
  if (!answer.host.empty() && answer.host != asked.query.host) {
    text += "  the rules see " + printable(answer.host) + " (by hosts)\n";
  }
  return text;
}

std::string dns_text(const ExplainView& view, const Asked& asked, const Answer& answer) {
  if (answer.host.empty()) return {};
  std::string text;
  if (by_hosts(asked, answer))
    return "hosts gives " + to_string(*answer.address) + "; not asked for the rules";
  if (answer.fake_ip) {
    text = *answer.fake_ip ? "answered with a fake address (" : "answered with the real address (";
    text += filter_reason(view.profile.dns, *answer.fake_ip) + "); ";
  }
  if (!answer.dns_asked) return text + "not asked for the rules";
  text += (answer.fake_ip.value_or(false) ? "asked for real of " : "asked of ") + asked_of_whom(answer);
  const Step* const step = asking_step(answer);
  return step == nullptr ? text : text + ", because of " + place_of(view, *step->rule);
}

std::string nameserver_names(std::span<const std::string> nameservers) {
  std::vector<std::string> names;
  for (const std::string& server : nameservers) names.push_back(printable(nameserver_name(server)));
  return join(names, ", ");
}

}  // namespace clashlint
