#include "rules/value/regex.h"

#include <fmt/format.h>

#include <mutex>
#include <optional>
#include <utility>

#include "rules/value/regex_net.h"
#include "rules/value/regex_pcre2.h"
#include "rules/value/regex_re2.h"
#include "rules/value/text.h"

namespace clashlint {

namespace {

/// `${name}`: groups keep their numbers, not their names.
bool names_group(std::string_view replacement) {
  for (std::size_t at = replacement.find("${"); at != replacement.npos; at = replacement.find("${", at + 2)) {
    const std::string_view name = replacement.substr(at + 2);
    if (name.empty() || name.front() < '0' || name.front() > '9') return true;
  }
  return false;
}

/// What Go and .NET write and mean alike goes through the translator; forms
/// that they read differently (`[[:alpha:]]`, `(?P<n>`, `\Q`, `\pL`) do not.
std::optional<std::string> plain_of_linear(std::string_view pattern, bool ignore_case) {
  for (const std::string_view own : {"[[:", "(?P", "(?U", "\\Q", "\\p", "\\P", "\\Z", "\\G"}) {
    if (pattern.find(own) != std::string_view::npos) return std::nullopt;
  }
  auto translated = translate_net_regex(pattern, ignore_case);
  return translated ? std::move(translated->ascii) : std::nullopt;
}

}  // namespace

/// RE2 answers what it can with the same meaning: for the flavour `net` that is
/// ASCII text without a line break, where Unicode's classes and .NET's `$` make
/// no difference. PCRE2 answers the rest, and is made when first asked.
struct Regex::Compiled {
  std::string pattern;
  std::optional<LinearRegex> linear;
  bool linear_takes_all = false;
  std::optional<std::string> plain;
  std::optional<std::string> unicode;  // for PCRE2

  RegexAnswer search(std::string_view text) const {
    const bool is_plain = is_ascii(text) && text.find('\n') == text.npos;
    if (linear && (is_plain || linear_takes_all))
      return linear->search(text) ? RegexAnswer::yes : RegexAnswer::no;
    const BacktrackingRegex* const regex = backtracking();
    return regex == nullptr ? RegexAnswer::too_costly : regex->search(text);
  }

  /// Null where PCRE2 does not take the pattern.
  const BacktrackingRegex* backtracking() const {
    if (!unicode) return nullptr;
    std::call_once(once_, [this] { backtracking_ = BacktrackingRegex::compile(*unicode); });
    return backtracking_ ? &*backtracking_ : nullptr;
  }

 private:
  mutable std::once_flag once_;
  mutable std::optional<BacktrackingRegex> backtracking_;
};

Result<Regex> Regex::compile(std::string_view pattern, RegexFlavour flavour, bool ignore_case) {
  if (pattern.size() > kMaxRegexBytes) {
    return Error{fmt::format("the pattern is longer than {} bytes", kMaxRegexBytes)};
  }
  auto compiled = std::make_shared<Compiled>();
  compiled->pattern = pattern;
  if (flavour == RegexFlavour::linear) {
    auto linear = LinearRegex::compile(compiled->pattern, ignore_case);
    if (!linear) return Error{linear.error()};
    compiled->linear = std::move(*linear);
    compiled->linear_takes_all = true;
    compiled->plain = plain_of_linear(pattern, ignore_case);
    return Regex(std::move(compiled));
  }
  auto translated = translate_net_regex(pattern, ignore_case);
  if (!translated) return Error{translated.error()};
  if (translated->ascii) {
    // A failure is a bound of RE2's (repeats above 1000, size): PCRE2 may still take it.
    auto linear = LinearRegex::compile(*translated->ascii, false);
    if (linear) compiled->linear = std::move(*linear);
  }
  compiled->plain = std::move(translated->ascii);
  compiled->unicode = std::move(translated->unicode);
  return Regex(std::move(compiled));
}

RegexAnswer Regex::search(std::string_view text) const {
  if (is_valid_utf8(text)) return compiled_->search(text);
  return compiled_->search(to_valid_utf8(text));
}

std::optional<std::string> Regex::replace_all(std::string_view text, std::string_view replacement) const {
  const BacktrackingRegex* const regex = compiled_->backtracking();
  if (regex == nullptr || names_group(replacement)) return std::nullopt;
  return regex->replace_all(to_valid_utf8(text), to_valid_utf8(replacement));
}

std::optional<std::string> Regex::plain_form() const { return compiled_->plain; }

const std::string& Regex::pattern() const { return compiled_->pattern; }

}  // namespace clashlint
