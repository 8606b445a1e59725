#include <algorithm>
#include <ostream>

#include "analyzer/check/registry.h"
#include "cli/pages.h"
#include "cli/render/check_writers.h"
#include "cli/render/flat_text.h"
#include "cli/render/frame.h"
#include "cli/render/json_library.h"
#include "cli/version.h"

namespace clashlint {
namespace {

std::string_view level(Severity severity) {
  return severity == Severity::info ? "note" : to_string(severity);
}

Json region_json(const Source& source, Span span) {
  const TextPlace begin = text_place(source, span.begin);
  const TextPlace end = text_place(source, span.end);
  return {{"startLine", begin.line},
          {"startColumn", begin.column},
          {"endLine", end.line},
          {"endColumn", end.column}};
}

Json location_json(const Sources& sources, Span span) {
  const Source& source = sources[span.file];
  return {{"physicalLocation",
           {{"artifactLocation", {{"uri", uri_of(source.name())}}}, {"region", region_json(source, span)}}}};
}

Json rule_json(const Check& check) {
  Json json = {{"id", check.id}, {"shortDescription", {{"text", check.summary}}}};
  if (const std::string_view page = check_page(check.id); !page.empty()) {
    json["help"] = {{"text", check.summary}, {"markdown", page}};
  }
  json["defaultConfiguration"] = {{"level", level(check.severity)}};
  json["properties"] = {{"category", to_string(check.category)}, {"confidence", to_string(check.confidence)}};
  return json;
}

Json fix_json(const Sources& sources, const Fix& fix) {
  // One change a file, in the order in which the edits name them.
  Json changes = Json::array();
  for (const Edit& edit : fix.edits) {
    const Source& source = sources[edit.span.file];
    const std::string uri = uri_of(source.name());
    auto change = std::ranges::find_if(
        changes, [&](const Json& each) { return each["artifactLocation"]["uri"] == uri; });
    if (change == changes.end()) {
      changes.push_back({{"artifactLocation", {{"uri", uri}}}, {"replacements", Json::array()}});
      change = changes.end() - 1;
    }
    (*change)["replacements"].push_back(
        {{"deletedRegion", region_json(source, edit.span)}, {"insertedContent", {{"text", edit.text}}}});
  }
  return {{"description", {{"text", fix.title}}}, {"artifactChanges", std::move(changes)}};
}

Json result_json(const FileReport& report, std::size_t at) {
  const Sources& sources = report.sources;
  const Finding& finding = report.inspection.findings[at];
  const auto rule = std::ranges::find(all_checks(), finding.check, &Check::id) - all_checks().begin();
  Json json = {{"ruleId", finding.check},
               {"ruleIndex", rule},
               {"level", level(finding.severity)},
               {"message", {{"text", flat_text(finding)}}},
               {"locations", Json::array({location_json(sources, finding.primary.span)})},
               {"partialFingerprints", {{"clashlint/v1", report.fingerprints[at]}}}};
  for (const Label& label : finding.related) {
    Json location = location_json(sources, label.span);
    location["message"] = {{"text", label.text}};
    json["relatedLocations"].push_back(std::move(location));
  }
  for (const Fix& fix : finding.fixes) json["fixes"].push_back(fix_json(sources, fix));
  json["properties"] = {{"category", to_string(category_of(finding))},
                        {"confidence", to_string(finding.confidence)}};
  return json;
}

class SarifWriter : public CheckWriter {
 public:
  explicit SarifWriter(std::ostream& out) : out_(out) {}

  void file(const FileReport& report) override {
    for (std::size_t at = 0; at < report.inspection.findings.size(); ++at)
      results_.push_back(result_json(report, at));
    for (const Unseen& unseen : report.unseen)
      note(report.path + ": not looked at: " + unseen.what + " (" + unseen.why + ")", "note");
  }

  void end(const RunReport& run) override {
    for (const std::string& fault : run.unreadable) note(fault, "error");
    for (const LockDifference& difference : run.differences)
      note(difference.path + " differs from the lock: it " + difference.what, "error");
    Json rules = Json::array();
    for (const Check* check : all_checks()) rules.push_back(rule_json(*check));
    const Json driver = {{"name", "clashlint"}, {"version", version()}, {"rules", std::move(rules)}};
    const Json invocation = {{"executionSuccessful", run.unreadable.empty()},
                             {"toolExecutionNotifications", notes_}};
    const Json sarif = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                        {"version", "2.1.0"},
                        {"runs", Json::array({{{"tool", {{"driver", driver}}},
                                               {"columnKind", "unicodeCodePoints"},
                                               {"invocations", Json::array({invocation})},
                                               {"results", results_}}})}};
    out_ << sarif.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
  }

 private:
  void note(const std::string& text, std::string_view severity) {
    notes_.push_back({{"level", severity}, {"message", {{"text", text}}}});
  }

  std::ostream& out_;
  Json results_ = Json::array();
  Json notes_ = Json::array();
};

}  // namespace

std::unique_ptr<CheckWriter> sarif_writer(std::ostream& out) { return std::make_unique<SarifWriter>(out); }

}  // namespace clashlint
