#include <ostream>

#include "analyzer/check/check.h"
#include "cli/render/check_writers.h"
#include "cli/render/flat_text.h"
#include "cli/render/json_library.h"

namespace clashlint {
namespace {

// https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
std::string_view level(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "ERROR";
    case Severity::warning:
      return "WARNING";
    case Severity::info:
      return "INFO";
  }
  return {};
}

Json position_json(const Source& source, std::uint32_t offset) {
  const Position position = source.position(offset);
  return {{"line", position.line}, {"column", position.column}};
}

Json range_json(const Source& source, Span span) {
  return {{"start", position_json(source, span.begin)}, {"end", position_json(source, span.end)}};
}

Json location_json(const Sources& sources, Span span) {
  const Source& source = sources[span.file];
  return {{"path", source.name()}, {"range", range_json(source, span)}};
}

// A suggestion is one range of the same file, and stands alone: a fix of several edits is none.
Json suggestions_json(const Sources& sources, const Finding& finding) {
  Json suggestions = Json::array();
  for (const Fix& fix : finding.fixes) {
    if (fix.edits.size() != 1 || fix.edits.front().span.file != finding.primary.span.file) continue;
    const Edit& edit = fix.edits.front();
    suggestions.push_back({{"range", range_json(sources[edit.span.file], edit.span)}, {"text", edit.text}});
  }
  return suggestions;
}

Json diagnostic_json(const Sources& sources, const Finding& finding) {
  Json json = {{"message", flat_text(finding)},
               {"location", location_json(sources, finding.primary.span)},
               {"severity", level(finding.severity)},
               {"code", {{"value", finding.check}}}};
  Json suggestions = suggestions_json(sources, finding);
  if (!suggestions.empty()) json["suggestions"] = std::move(suggestions);
  for (const Label& label : finding.related) {
    json["related_locations"].push_back(
        {{"message", label.text}, {"location", location_json(sources, label.span)}});
  }
  return json;
}

class RdjsonWriter : public CheckWriter {
 public:
  explicit RdjsonWriter(std::ostream& out) : out_(out) {
    out_ << R"({"source":{"name":"clashlint"},"diagnostics":[)";
  }

  void file(const FileReport& report) override {
    for (const Finding& finding : report.inspection.findings) add(diagnostic_json(report.sources, finding));
  }

  void end(const RunReport& run) override {
    for (const LockDifference& difference : run.differences) {
      add({{"message", "differs from the lock: it " + difference.what},
           {"location", {{"path", difference.path}}},
           {"severity", level(Severity::error)},
           {"code", {{"value", "lock"}}}});
    }
    out_ << (first_ ? "]}\n" : "\n]}\n");
  }

 private:
  void add(const Json& diagnostic) {
    out_ << (first_ ? "\n" : ",\n") << dumped(diagnostic);
    first_ = false;
  }

  std::ostream& out_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<CheckWriter> rdjson_writer(std::ostream& out) { return std::make_unique<RdjsonWriter>(out); }

}  // namespace clashlint
