#include "cli/fingerprint.h"

#include <map>

#include "rules/base/strings.h"
#include "rules/profile/md5.h"

namespace clashlint {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// `taken by lines 3 and 14` says the same when both have moved; what stands in
// quotes is the profile's own text.
std::string without_numbers(std::string_view message) {
  std::string result;
  bool quoted = false;
  for (const char c : message) {
    if (c == '"') quoted = !quoted;
    if (quoted || !is_digit(c)) {
      result += c;
    } else if (!result.ends_with('#')) {
      result += '#';
    }
  }
  return result;
}

// The line as it is shown: a secret that is changed is the same finding.
std::string line_text(const FileReport& report, Span span) {
  const std::uint32_t number = report.sources.position(span).line;
  const std::string line = report.secrets == nullptr ? std::string(report.sources[span.file].line(number))
                                                     : report.secrets->line(span.file, number).text;
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

}  // namespace

std::vector<std::string> fingerprints_of(const FileReport& report, std::string_view path) {
  std::map<std::string, std::size_t> alike;
  std::vector<std::string> names;
  for (const Finding& finding : report.inspection.findings) {
    const Span span = finding.primary.span;
    const std::string_view file = report.sources[span.file].name();
    const std::string in =
        file == report.path ? std::string(path) : std::string(path) + "\n" + std::string(file);
    const std::string text =
        join(std::vector<std::string>{in, std::string(finding.check), without_numbers(finding.message),
                                      line_text(report, span)},
             "\n");
    const std::size_t before = alike[text]++;
    names.push_back(md5_hex(text + "\n" + std::to_string(before)));
  }
  return names;
}

}  // namespace clashlint
