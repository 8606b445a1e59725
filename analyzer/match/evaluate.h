#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/match/answer.h"
#include "analyzer/match/connection.h"
#include "analyzer/match/list_answers.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// Whether a condition holds, and whether that is sure: with a set that is
/// missing the value is the core's with the set empty, and not certain.
struct Truth {
  bool value = false;
  bool certain = true;
};

/// What the rules around a condition allow it.
struct Scope {
  bool resolve = true;   ///< false inside a RULE-SET with `no-resolve` or `src`
  bool swapped = false;  ///< inside a RULE-SET with `src`: source and destination change places
};

/// Sets nested deeper are not followed: the stack is finite.
inline constexpr std::size_t kMaxSetDepth = 64;

/// Rules looked at in sets that stand inside other sets, in one walk: sets that
/// name each other twice at every level would double the work at each. Past it
/// the answer is "no" and not certain. (At the first level nothing is limited.)
inline constexpr int kMaxNestedSetRules = 50'000;

struct EvaluatorOptions {
  bool entries = false;               ///< remember which entry of a set or list took the connection
  std::string_view assume_held = {};  ///< a missing set or list of this name is taken to hold everything
  ListAnswers* lists = nullptr;       ///< what is known of lists; not with `entries`
};

/// Evaluates rule conditions on one connection, left to right with the core's
/// short-circuits, since those decide whether the name is resolved.
class Evaluator {
 public:
  Evaluator(const Profile& profile, Connection& connection, EvaluatorOptions options = {})
      : profile_(profile), connection_(connection), options_(options) {}

  /// The condition of a rule; for SUB-RULE its condition only, not the list behind it.
  Truth evaluate(const Rule& rule, Scope scope = {});

  /// A list of GeoSite.dat on a name.
  Truth geosite(const GeositeList& list, std::string_view host);

  /// A rule-set, as RULE-SET and the `rule-set:` entries of DNS lists ask it.
  Truth rule_set(const RuleSet& set, Scope scope);

  /// Something was missed since the last call of `take_dependencies`.
  bool missed() const { return !dependencies_.empty(); }
  /// What was missed since the last call, in the order it was looked at.
  std::vector<Dependency> take_dependencies() { return std::exchange(dependencies_, {}); }

  /// The entry that took the connection in the last true set or list; empty if none.
  std::string take_entry() { return std::exchange(entry_, {}); }

 private:
  Truth condition(const Rule& rule, Scope scope);
  bool domain_set(const RuleSet& set);
  Truth classical_set(const RuleSet& set, Scope scope);
  Truth rows_in_turn(const RuleSet& set, Scope scope, bool nested);
  Truth pieces_in_turn(const std::vector<ListAnswers::Piece>& pieces, Scope scope);
  Truth regex(const Regex& regex, std::string_view text);
  Truth address_rule(const Rule& rule, Scope scope);
  Truth address_condition(const Rule& rule, const IpAddress& address);
  Truth geoip(const GeoipCode& code, const IpAddress& address);
  Truth asn(const Rule& rule, const IpAddress& address);
  Truth all_of(const Rule& rule, Scope scope);
  Truth any_of(const Rule& rule, Scope scope);
  bool rest_is_certainly(bool wanted, const Rule& rule, std::size_t from, Scope scope);
  Truth uncertain(Dependency::Kind kind, std::string_view name, std::string_view why, bool value);

  const Profile& profile_;
  Connection& connection_;
  EvaluatorOptions options_;
  std::vector<Dependency> dependencies_;
  std::string entry_;
  std::vector<const RuleSet*> open_sets_;  ///< classical sets being evaluated, outermost first
  int nested_rules_ = 0;
  std::optional<IpAddress> codes_of_;  ///< the address that was looked up last
  std::vector<std::string> codes_;     ///< its country codes
};

}  // namespace clashlint
