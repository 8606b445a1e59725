#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/check/settings.h"
#include "rules/base/finding.h"
#include "rules/base/source.h"
#include "rules/profile/load.h"

namespace clashlint {

/// A comment that says which findings are meant to be there:
///
///     - DOMAIN,a.com,DIRECT  # clashlint: ignore[duplicate-rule] reason   this row
///     # clashlint: ignore[duplicate-rule] reason                          the next row
///     # clashlint: ignore-begin[duplicate-rule] reason                    up to …
///     # clashlint: ignore-end[duplicate-rule]                             … here
///     # clashlint: ignore-file[duplicate-rule] reason                     the whole file
///
/// `until 2027-01-31` in front of the reason ends it. A row that goes over
/// several lines (a group, a provider) is covered whole, and a provider with
/// what is found in the file of its list.
struct Suppression {
  struct Id {
    std::string_view text;
    Span span;
    const Check* check = nullptr;  ///< null: there is no such check
    bool used = false;
  };
  std::vector<Id> ids;
  Span comment;
  Span covers;        ///< bytes of the file; empty: it is attached to nothing
  std::string until;  ///< YYYY-MM-DD, or empty
  bool has_reason = false;
  bool range = false;  ///< written as a beginning and an end
};

struct SuppressionComments {
  std::vector<Suppression> suppressions;
  Findings faults;  ///< `invalid-suppression`: comments that are written wrongly or stand before nothing
};

/// What the comments themselves are checked for.
std::span<const Check> suppression_checks();

/// Every suppression of a file. Linear in the text.
SuppressionComments read_suppressions(const Sources& sources, FileId file, const YamlTree& tree);

/// Takes out what is suppressed in one of the files, and adds what is wrong with
/// the suppressions themselves. Returns how many findings were taken out.
/// O(findings · suppressions).
std::size_t apply_suppressions(const Sources& sources, const std::vector<ProfileText>& texts,
                               const Settings& settings, Findings& findings);

}  // namespace clashlint
