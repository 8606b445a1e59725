#include "cli/render/json_library.h"
#include "cli/render/test_formats.h"

namespace clashlint {

std::string test_json(const TestView& view) {
  Json json;
  json["tests"] = Json::array();
  for (const TestResult& result : view.results) {
    Json one;
    one["name"] = result.test->name;
    one["file"] = view.sources[result.test->span.file].name();
    one["line"] = view.sources.position(result.test->span).line;
    one["passed"] = result.passed();
    one["proved"] = result.test->is_proof() && result.passed();
    one["hosts"] = result.asked;
    one["failures"] = Json::array();
    for (const TestFailure& failure : result.failures) {
      Json told{{"message", failure.message}, {"unknown", failure.unknown}};
      if (failure.row >= 0) {
        const Rule& rule = view.loaded.profile->rules[static_cast<std::size_t>(failure.row)];
        if (rule.span.file != 0) told["file"] = view.sources[rule.span.file].name();
        told["line"] = view.sources.position(rule.span).line;
        told["text"] = rule.text;
      }
      one["failures"].push_back(std::move(told));
    }
    json["tests"].push_back(std::move(one));
  }
  json["failed"] = view.failed();
  return dumped(json);
}

}  // namespace clashlint
