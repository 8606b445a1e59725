#include "analyzer/check/since.h"

#include <map>
#include <string>
#include <tuple>

namespace clashlint {
namespace {

using Key = std::tuple<std::string_view, std::string, std::string>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Lines move: their numbers do not count.
std::string without_numbers(std::string_view message) {
  std::string text;
  for (const char c : message) {
    if (!is_digit(c)) {
      text += c;
    } else if (text.empty() || text.back() != '#') {
      text += '#';
    }
  }
  return text;
}

Key key_of(const Sources& sources, const Finding& finding) {
  return {finding.check, without_numbers(finding.message), std::string(sources.text(finding.primary.span))};
}

}  // namespace

void keep_new(const Sources& sources, Findings& findings, const Sources& old_sources,
              const Findings& old_findings) {
  std::map<Key, int> known;
  for (const Finding& finding : old_findings) ++known[key_of(old_sources, finding)];
  std::erase_if(findings, [&](const Finding& finding) {
    const auto found = known.find(key_of(sources, finding));
    if (found == known.end() || found->second == 0) return false;
    --found->second;
    return true;
  });
}

}  // namespace clashlint
