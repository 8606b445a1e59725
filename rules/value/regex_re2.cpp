#include "rules/value/regex_re2.h"

#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

namespace clashlint {

namespace {

// Go's regexp/syntax has the same faults under other words.
std::string_view go_reason(RE2::ErrorCode code) {
  switch (code) {
    case RE2::ErrorBadEscape:
      return "invalid escape sequence";
    case RE2::ErrorBadCharClass:
      return "invalid character class";
    case RE2::ErrorBadCharRange:
      return "invalid character class range";
    case RE2::ErrorMissingBracket:
      return "missing closing ]";
    case RE2::ErrorMissingParen:
      return "missing closing )";
    case RE2::ErrorUnexpectedParen:
      return "unexpected )";
    case RE2::ErrorTrailingBackslash:
      return "trailing backslash at end of expression";
    case RE2::ErrorRepeatArgument:
      return "missing argument to repetition operator";
    case RE2::ErrorRepeatSize:
      return "invalid repeat count";
    case RE2::ErrorRepeatOp:
      return "invalid nested repetition operator";
    case RE2::ErrorBadPerlOp:
      return "invalid or unsupported Perl syntax";
    case RE2::ErrorBadUTF8:
      return "invalid UTF-8";
    case RE2::ErrorBadNamedCapture:
      return "invalid named capture";
    case RE2::ErrorPatternTooLarge:
      return "expression too large";
    case RE2::NoError:
    case RE2::ErrorInternal:
      break;
  }
  return "internal error";
}

// `\C` (one byte) is RE2's alone. Escapes inside `\Q…\E` are not told apart.
bool has_byte_escape(std::string_view pattern) {
  for (std::size_t at = pattern.find('\\'); at != pattern.npos; at = pattern.find('\\', at + 2)) {
    if (pattern.substr(at + 1).starts_with('C')) return true;
  }
  return false;
}

RE2::Options options_for(bool ignore_case, std::int64_t bytes) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_case_sensitive(!ignore_case);
  options.set_max_mem(bytes);
  return options;
}

}  // namespace

Result<LinearRegex> LinearRegex::compile(const std::string& pattern, bool ignore_case) {
  if (has_byte_escape(pattern)) return Error{"error parsing regexp: invalid escape sequence: `\\C`"};
  auto program = std::make_shared<const RE2>(pattern, options_for(ignore_case, kMaxLinearBytes));
  if (!program->ok()) {
    return Error{fmt::format("error parsing regexp: {}: `{}`", go_reason(program->error_code()),
                             program->error_arg())};
  }
  return LinearRegex(std::move(program));
}

bool LinearRegex::search(std::string_view text) const {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *program_);
}

struct LinearRegexSet::Program {
  RE2::Set set;
  bool empty = true;
};

LinearRegexSet::LinearRegexSet()
    : program_(new Program{.set = RE2::Set(options_for(false, kMaxSetBytes), RE2::UNANCHORED)}) {}
LinearRegexSet::~LinearRegexSet() = default;

std::optional<int> LinearRegexSet::add(const std::string& pattern) {
  if (has_byte_escape(pattern)) return std::nullopt;
  const int number = program_->set.Add(pattern, nullptr);
  if (number < 0) return std::nullopt;
  program_->empty = false;
  return number;
}

bool LinearRegexSet::finish() { return program_->set.Compile(); }

const std::vector<int>* LinearRegexSet::search(std::string_view text) {
  found_.clear();
  if (program_->empty) return &found_;
  RE2::Set::ErrorInfo error{};
  const bool found = program_->set.Match(re2::StringPiece(text.data(), text.size()), &found_, &error);
  return found || error.kind == RE2::Set::kNoError ? &found_ : nullptr;
}

}  // namespace clashlint
