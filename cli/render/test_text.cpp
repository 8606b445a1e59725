#include <algorithm>

#include "cli/render/find_text.h"
#include "cli/render/printable.h"
#include "cli/render/test_formats.h"

namespace clashlint {
namespace {

std::string how(const TestResult& result) {
  if (result.asked == 0) return result.passed() ? "proved" : "";
  return std::to_string(result.asked) + (result.asked == 1 ? " host" : " hosts");
}

std::string place(const TestView& view, const TestResult& result) {
  const Span span = result.test->span;
  return printable(view.sources[span.file].name()) + ":" + std::to_string(view.sources.position(span).line);
}

}  // namespace

std::size_t TestView::failed() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(results, [](const TestResult& result) { return !result.passed(); }));
}

std::string test_text(const TestView& view, Paint paint) {
  std::string text;
  for (const TestResult& result : view.results) {
    const std::string more = how(result);
    text += (result.passed() ? "ok    " : paint.error("FAIL") + "  ") + printable(result.test->name) +
            (more.empty() ? "" : paint.faint("  (" + more + ")")) +
            (result.passed() ? "" : "  " + place(view, result)) + "\n";
    for (const TestFailure& failure : result.failures)
      text +=
          "      " + (failure.unknown ? paint.alert("not known: ") : "") + printable(failure.message) + "\n";
  }
  const std::size_t failed = view.failed();
  const std::size_t all = view.results.size();
  text += (all == 0 ? "" : "\n") + std::to_string(all) + (all == 1 ? " test: " : " tests: ") +
          std::to_string(all - failed) + " passed, " + std::to_string(failed) + " failed.\n";
  return text + unseen_sets(*view.loaded.profile);
}

}  // namespace clashlint
