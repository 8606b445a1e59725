#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/base/result.h"

namespace clashlint {

/// A .NET pattern in the syntaxes of the two engines at hand. Where neither
/// has it (balancing groups, conditions) both are absent: the core takes the
/// pattern, only the answer is not known.
struct TranslatedRegex {
  std::optional<std::string> ascii;    ///< for RE2; good for ASCII texts without a line break
  std::optional<std::string> unicode;  ///< for PCRE2; good for every text
};

/// Class subtractions (`[a-[b-[c]]]`) may be nested this deep.
inline constexpr int kMaxClassDepth = 50;

/// Takes and refuses what dlclark/regexp2 does without options (but for
/// `ignore_case`), with its words: ``error parsing regexp: missing closing ) in `(` ``.
Result<TranslatedRegex> translate_net_regex(std::string_view pattern, bool ignore_case);

}  // namespace clashlint
