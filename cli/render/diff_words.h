#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/diff/expect.h"
#include "analyzer/diff/profile_diff.h"
#include "rules/base/source.h"

namespace clashlint {

/// What `diff` has to say, for all formats.
struct DiffView {
  const Sources& sources;
  const LoadedProfile& before;
  const LoadedProfile& after;
  const ProfileDiff& diff;
  const Expectations* expected = nullptr;  ///< null: nothing was said of what to expect
  std::vector<Unexpected> unexpected{};
  std::vector<const ExpectedChange*> idle{};  ///< expected, and does not happen

  /// Of a change: nothing where all of it was expected.
  const Unexpected* unexpected_of(std::size_t change) const;
  bool is_unexpected(const SettingChange& change) const;
  bool dns_is_unexpected() const;
  /// Whether there is anything that nobody expected.
  bool fails() const;
};

/// `openrouter.ai and names under it`, `1,204 names of rule-set company`.
std::string changed_what(const DiffView& view, std::size_t change);
std::string target_before(const DiffView& view, std::size_t change);
std::string target_after(const DiffView& view, std::size_t change);
/// `line 31 DOMAIN-SUFFIX,openrouter.ai,X was deleted; line 33 MATCH,Final takes it now`.
std::string changed_why(const DiffView& view, std::size_t change);
/// `OpenRouter (2 of 2 hosts)`, or nothing.
std::string touched_services(const DiffView& view, std::size_t change);
/// A connection that goes elsewhere, where `changed_what` does not say it.
std::string example_of(const DiffView& view, std::size_t change);

/// Changes that are told one by one: those that lead others, and what nobody expected.
std::vector<std::size_t> told_changes(const DiffView& view);
/// `the same, line 240 → line 250: www.a.com (udp)` for those that a change leads; empty: none.
std::string led_changes(const DiffView& view, std::size_t change);
/// As many are told in text; the others in one sentence: how many, from where to where.
inline constexpr std::size_t kMaxToldChanges = 20;
std::string folded_changes(const DiffView& view, const std::vector<std::size_t>& told);

/// Sentences on what has no effect, one each.
std::vector<std::string> without_effect(const DiffView& view);
/// `group X lost HK-01`.
std::string setting_words(const SettingChange& change);
/// `3 names, such as a.b: a fake address → its real address`.
std::string dns_words(const DnsChange& change);
/// What could not be proved, and what was not looked at; one sentence each.
std::vector<std::string> limits_of(const DiffView& view);

/// `1,204`.
std::string with_commas(std::size_t number);

}  // namespace clashlint
