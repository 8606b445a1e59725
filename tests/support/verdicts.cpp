#include "tests/support/verdicts.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "analyzer/check/registry.h"
#include "tests/support/run_cli.h"

namespace clashlint {
namespace {

using Json = nlohmann::json;

// Empty: the report is as the core's verdict demands.
std::string disagreement(const VectorCase& one, const Json& file) {
  const std::string verdict = file.at("verdict");
  if (verdict != (one.refused ? "refused" : "taken")) return "the verdict is " + verdict;
  bool load = false;
  bool at_line = !one.line;
  for (const Json& finding : file.at("findings")) {
    if (find_check(finding.at("check").get<std::string>()) == nullptr)
      return "a check that is not registered";
    if (finding.at("category") != "load") continue;
    load = true;
    if (finding.at("severity") != "error") return "a fault of the category load is no error";
    at_line = at_line || finding.at("line") == *one.line;
  }
  if (load != one.refused.has_value()) return load ? "a taken profile has a load finding" : "no load finding";
  return at_line ? "" : "no load finding on line " + std::to_string(*one.line);
}

}  // namespace

void Verdicts::compare(const VectorCase& one, const std::filesystem::path& profile,
                       const std::filesystem::path& home) {
  const CliRun run = run_cli(std::vector<std::string>{"check", "--no-config", "--preset", "all", "--home",
                                                      home.string(), "--format", "json", profile.string()});
  ++cases_;
  const Json report = Json::parse(run.out, nullptr, false);
  std::string why =
      report.is_discarded() ? "no JSON: " + run.err : disagreement(one, report.at("files").at(0));
  if (why.empty() && one.refused && run.exit != 1) why = "the exit code is " + std::to_string(run.exit);
  if (why.empty()) {
    ++agreed_;
  } else if (cases_ - agreed_ <= kShown) {
    MESSAGE(one.name, ": ", why, "\n", run.out);
  }
}

void Verdicts::finish(std::string_view what) const {
  MESSAGE(what, ": ", agreed_, " of ", cases_, " verdicts of check agree with the core");
  CHECK(cases_ > 0);
  CHECK(agreed_ == cases_);
}

}  // namespace clashlint
