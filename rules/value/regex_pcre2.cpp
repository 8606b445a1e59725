#include "rules/value/regex_pcre2.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace clashlint {

namespace {

// What every search of a thread needs, made once: a search allocates nothing more.
struct Workspace {
  explicit Workspace(pcre2_match_data* room) : data(room), context(pcre2_match_context_create(nullptr)) {
    pcre2_set_match_limit(context, kMaxBacktrackSteps);
    pcre2_set_depth_limit(context, kMaxBacktrackDepth);
    pcre2_set_heap_limit(context, kMaxBacktrackKilobytes);
  }
  ~Workspace() {
    pcre2_match_data_free(data);
    pcre2_match_context_free(context);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  pcre2_match_data* data;
  pcre2_match_context* context;
};

}  // namespace

std::optional<BacktrackingRegex> BacktrackingRegex::compile(const std::string& pattern) {
  int error = 0;
  PCRE2_SIZE offset = 0;
  constexpr std::uint32_t kOptions = PCRE2_UTF | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C;
  pcre2_code* code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), kOptions,
                                   &error, &offset, nullptr);
  if (code == nullptr) return std::nullopt;
  return BacktrackingRegex(std::shared_ptr<const void>(code, [](pcre2_code* old) { pcre2_code_free(old); }));
}

RegexAnswer BacktrackingRegex::search(std::string_view text) const {
  thread_local const Workspace workspace(pcre2_match_data_create(1, nullptr));
  const auto* code = static_cast<const pcre2_code*>(code_.get());
  const int outcome = pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, 0,
                                  workspace.data, workspace.context);
  if (outcome >= 0) return RegexAnswer::yes;
  return outcome == PCRE2_ERROR_NOMATCH ? RegexAnswer::no : RegexAnswer::too_costly;
}

std::optional<std::string> BacktrackingRegex::replace_all(std::string_view text,
                                                          std::string_view replacement) const {
  const auto* code = static_cast<const pcre2_code*>(code_.get());
  // The replacement may name groups: this needs room for all of them.
  Workspace workspace(pcre2_match_data_create_from_pattern(code, nullptr));
  constexpr std::uint32_t kOptions =
      PCRE2_SUBSTITUTE_GLOBAL | PCRE2_SUBSTITUTE_UNSET_EMPTY | PCRE2_SUBSTITUTE_UNKNOWN_UNSET;
  // Names of proxies: what grows beyond this is no name any more.
  std::string out(text.size() * 4 + replacement.size() * 16 + 256, '\0');
  PCRE2_SIZE size = out.size();
  const int outcome =
      pcre2_substitute(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, kOptions,
                       workspace.data, workspace.context, reinterpret_cast<PCRE2_SPTR>(replacement.data()),
                       replacement.size(), reinterpret_cast<PCRE2_UCHAR*>(out.data()), &size);
  if (outcome < 0) return std::nullopt;
  out.resize(size);
  return out;
}

}  // namespace clashlint
