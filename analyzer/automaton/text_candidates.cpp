#include "analyzer/automaton/text_candidates.h"

namespace clashlint {
namespace {

/// Literal runs of a pattern that are put together.
constexpr std::size_t kMaxRuns = 8;

std::vector<std::string> literal_runs(std::string_view pattern) {
  std::vector<std::string> runs;
  bool open = false;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool escaped = pattern[at] == '\\' && at + 1 < pattern.size();
    if (escaped) ++at;
    const char c =
        pattern[at] >= 'A' && pattern[at] <= 'Z' ? static_cast<char>(pattern[at] - 'A' + 'a') : pattern[at];
    const bool literal =
        c != kNameBegin && name_symbol(c) >= 0 && (escaped ? name_symbol(c) >= 36 : c != '.');
    if (literal && !open) runs.emplace_back();
    if (literal) runs.back() += c;
    open = literal;
  }
  if (runs.size() > kMaxRuns) runs.resize(kMaxRuns);
  return runs;
}

}  // namespace

std::vector<std::string> likely_names(const Wants& wants) {
  std::vector<std::string> names;
  std::string keywords;
  for (const Want& want : wants) {
    if (want.holds && want.test == Test::keyword) keywords += std::string(want.text);
  }
  for (const Want& want : wants) {
    if (!want.holds || (want.test != Test::suffix && want.test != Test::under)) continue;
    names.emplace_back(want.text);
    for (const std::string_view front : kLikelyFronts) {
      names.push_back(std::string(front) + std::string(want.text));
      if (!keywords.empty()) names.push_back(std::string(front) + keywords + "." + std::string(want.text));
    }
  }
  if (!keywords.empty()) {
    for (const char* back : {".com", "", ".example", "x"}) names.push_back(keywords + back);
  }
  if (names.empty()) {
    for (const char* name : {"www.example.com", "example.com", "x7q.zz9", "nas", "a", "curl"})
      names.emplace_back(name);
  }
  return names;
}

std::vector<std::string> guessed_names(std::string_view pattern) {
  const std::vector<std::string> runs = literal_runs(pattern);
  std::vector<std::string> words;
  for (const std::string& one : runs) {
    words.push_back(one);
    words.push_back("www." + one);
    for (const std::string& two : runs) {
      words.push_back(one + two);
      words.push_back(one + one + two);
      for (const std::string& three : runs) words.push_back(one + two + three);
    }
  }
  return words;
}

}  // namespace clashlint
