#pragma once

#include <string>
#include <vector>

#include "analyzer/query/routing_test.h"
#include "cli/render/paint.h"
#include "rules/profile/load.h"

namespace clashlint {

/// What came out of all tests on one profile.
struct TestView {
  const Sources& sources;
  const LoadedProfile& loaded;
  const std::vector<TestResult>& results;

  std::size_t failed() const;
};

std::string test_text(const TestView& view, Paint paint);
std::string test_json(const TestView& view);
/// As most CI systems read it.
std::string test_junit(const TestView& view);
/// Annotations of GitHub: on the rule that takes what it should not, else on the test.
std::string test_github(const TestView& view);

}  // namespace clashlint
