#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "rules/base/result.h"

namespace clashlint {

/// The core has two engines (`semantics.md` 0.1).
enum class RegexFlavour : std::uint8_t {
  net,     ///< backtracking, look-around and back-references: rules and filters
  linear,  ///< Go regexp (RE2 syntax): entries of GeoSite.dat
};

enum class RegexAnswer : std::uint8_t { no, yes, too_costly };

/// A compiled pattern; copies share it. Searching is unanchored.
class Regex {
 public:
  /// The error is the core's: ``error parsing regexp: unterminated [] set in `[` ``
  /// (wording of the common faults; the verdict is what counts). Patterns above
  /// kMaxRegexBytes are refused with a message of ours.
  static Result<Regex> compile(std::string_view pattern, RegexFlavour flavour, bool ignore_case);

  /// Does it find a match anywhere in `text`? Time is bounded: linear where RE2
  /// takes the pattern (for `net`: and the text is ASCII without a line break),
  /// else by a limit on backtracking steps. `too_costly` also stands for what no
  /// engine here has: balancing groups, conditions, look-behind of any length.
  RegexAnswer search(std::string_view text) const;

  /// Every match replaced: `$1`, `${1}`, `$0`, `$$`. Nothing where it is too
  /// costly, or where the replacement names a group: names are not kept.
  /// Flavour `net` only.
  std::optional<std::string> replace_all(std::string_view text, std::string_view replacement) const;

  const std::string& pattern() const;

  /// The pattern with the same answers on ASCII texts without a line break, in a
  /// syntax of few forms: literals, `\x{..}`, `[..]`, `(?:..)`, `|`, quantifiers,
  /// `\A \z \b \B`. Nothing where it is not regular.
  std::optional<std::string> plain_form() const;

 private:
  struct Compiled;
  explicit Regex(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const Compiled> compiled_;
};

inline constexpr std::size_t kMaxRegexBytes = 16384;

}  // namespace clashlint
