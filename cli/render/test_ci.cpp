// For CI systems.
#include "cli/render/github_line.h"
#include "cli/render/test_formats.h"
#include "cli/render/xml.h"

namespace clashlint {
namespace {

std::string messages(const TestResult& result) {
  std::string text;
  for (const TestFailure& failure : result.failures)
    text += (text.empty() ? "" : "\n") + std::string(failure.unknown ? "not known: " : "") + failure.message;
  return text;
}

}  // namespace

std::string test_junit(const TestView& view) {
  const std::string profile = xml(view.sources[view.loaded.file].name());
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"" +
                     profile + "\" tests=\"" + std::to_string(view.results.size()) + "\" failures=\"" +
                     std::to_string(view.failed()) + "\">\n";
  for (const TestResult& result : view.results) {
    const Span span = result.test->span;
    const std::string line = std::to_string(view.sources.position(span).line);
    text += "    <testcase name=\"" + xml(result.test->name) + "\" classname=\"" + profile + "\" file=\"" +
            xml(view.sources[span.file].name()) + "\" line=\"" + line + "\"";
    if (result.passed()) {
      text += "/>\n";
      continue;
    }
    std::string lines;
    for (const TestFailure& failure : result.failures)
      lines += xml((failure.unknown ? "not known: " : "") + failure.message) + "\n";
    text += ">\n      <failure message=\"" + xml(result.failures.front().message) + "\">" + lines +
            "</failure>\n    </testcase>\n";
  }
  return text + "  </testsuite>\n</testsuites>\n";
}

std::string test_github(const TestView& view) {
  std::string text;
  for (const TestResult& result : view.results) {
    if (result.passed()) continue;
    const int row = result.failures.front().row;
    const Span span =
        row < 0 ? result.test->span : view.loaded.profile->rules[static_cast<std::size_t>(row)].span;
    text += github_line("error", view.sources[span.file].name(), view.sources.position(span).line,
                        result.test->name, messages(result));
  }
  return text;
}

}  // namespace clashlint
