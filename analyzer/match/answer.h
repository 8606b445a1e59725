#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/match/query.h"
#include "rules/kind/rule.h"

namespace clashlint {

struct Outbound;

/// `--select 'Group=Node'`: group name to member name.
using Selections = std::map<std::string, std::string>;

/// Why a rule that was looked at did not decide.
enum class StepResult : std::uint8_t {
  not_matched,
  decided,
  passed,         ///< its target is PASS (or a group that selects it)
  no_udp,         ///< UDP, and the target carries none
  rematched,      ///< its target is a rematch outbound: the walk began again
  unknown_target  ///< SUB-RULE that names a proxy only
};

/// One rule of the walk that was evaluated.
struct Step {
  const Rule* rule = nullptr;
  int index = 0;  ///< in its list
  int depth = 0;  ///< 0: `rules` or the listener's list; 1…: inside sub-rules
  StepResult result = StepResult::not_matched;
  bool asked_dns = false;     ///< this evaluation made the core resolve the name
  bool uncertain = false;     ///< something that is missing was looked at: see Answer::depends_on
  std::string matched_entry;  ///< the entry of a set or geodata list that took it, if one did
  std::string reason;         ///< filled on request: why it did not match, in plain words
};

/// Something that could change the answer and is not here, or is not fixed.
/// Its texts belong to the profile.
struct Dependency {
  enum class Kind : std::uint8_t {
    rule_set,  ///< a provider never downloaded, or damaged
    geosite,
    geoip,
    asn,             ///< a database that is missing
    proxy_provider,  ///< its nodes are not known
    group_choice,    ///< url-test, fallback, load-balance choose by measurement
    regex_cost       ///< a pattern that was given up
  } kind = Kind::rule_set;
  std::string_view name;            ///< of the provider, list or group
  std::string_view why;             ///< `rules/company.yaml is missing`
  int rule_index = -1;              ///< the rule that looked at it, -1 if none
  const Outbound* group = nullptr;  ///< group_choice: it may choose any of its leaves (`all_leaves`)
};

/// A list or a database that is not here, and could hold the connection.
bool is_list(Dependency::Kind kind);

enum class NameserverKind : std::uint8_t { none, main, main_and_fallback, policy, fallback_only };

/// `main`, `main+fallback`, `policy`, `fallback-only`.
std::string_view to_string(NameserverKind kind);

/// What happens with the connection, with everything taken at its default
/// (missing sets are empty, groups take their first choice). What is named
/// belongs to the profile.
struct Answer {
  int rule_index = -1;                  ///< in `rules` or the listener's list; -1: no rule won
  const Rule* rule = nullptr;           ///< the outermost rule, null if none
  std::string_view target;              ///< the outbound or group that gets the connection
  std::vector<std::string_view> chain;  ///< target … leaf outbound
  bool dns_asked = false;
  std::optional<IpAddress> address;  ///< the destination address the rules saw at the end
  std::string host;                  ///< the name the rules saw: after hosts, empty for an address
  std::optional<bool> fake_ip;       ///< nothing where fake-ip mode is off or there is no name
  NameserverKind nameserver_kind = NameserverKind::none;
  std::span<const std::string> nameservers;
  std::vector<Dependency> depends_on;
  std::vector<Step> steps;  ///< every rule that was looked at (only when asked for)
  bool rematch_cycle = false;

  /// No rule says anything of it: MATCH takes it, or nothing does.
  bool left_over() const { return rule == nullptr || rule->kind == RuleKind::match; }
};

}  // namespace clashlint
