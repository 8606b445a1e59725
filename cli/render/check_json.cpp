#include <ostream>

#include "analyzer/check/registry.h"
#include "cli/render/check_writers.h"
#include "cli/render/core_words.h"
#include "cli/render/frame.h"
#include "cli/render/json_library.h"

namespace clashlint {
namespace {

Json place_json(const Sources& sources, Span span) {
  const Source& source = sources[span.file];
  const TextPlace begin = text_place(source, span.begin);
  const TextPlace end = text_place(source, span.end);
  return {{"file", source.name()},
          {"line", begin.line},
          {"column", begin.column},
          {"end_line", end.line},
          {"end_column", end.column}};
}

Json fix_json(const Sources& sources, const Fix& fix) {
  Json json = {
      {"title", fix.title}, {"applicability", to_string(fix.applicability)}, {"edits", Json::array()}};
  for (const Edit& edit : fix.edits) {
    Json row = place_json(sources, edit.span);
    row["text"] = edit.text;
    json["edits"].push_back(std::move(row));
  }
  return json;
}

Json table_json(const FindingTable& table) {
  Json rows = Json::array();
  for (const FindingTable::Row& row : table.rows) {
    Json json;
    for (std::size_t at = 0; at < table.columns.size(); ++at)
      json[std::string(table.columns[at])] = row.cells[at];
    if (!row.mark.empty()) json["mark"] = row.mark;
    rows.push_back(std::move(json));
  }
  return rows;
}

Json finding_json(const Sources& sources, const Finding& finding, const std::string& fingerprint) {
  Json json;
  json["check"] = finding.check;
  json["category"] = to_string(category_of(finding));
  json["severity"] = to_string(finding.severity);
  json["confidence"] = to_string(finding.confidence);
  json["message"] = finding.message;
  if (!finding.primary.text.empty()) json["label"] = finding.primary.text;
  json.update(place_json(sources, finding.primary.span));
  json["related"] = Json::array();
  for (const Label& label : finding.related) {
    Json row = place_json(sources, label.span);
    row["message"] = label.text;
    json["related"].push_back(std::move(row));
  }
  if (!finding.table.rows.empty()) json["table"] = table_json(finding.table);
  json["notes"] = finding.notes;
  if (const std::string words = core_words(finding); !words.empty()) json["core_message"] = words;
  json["fixes"] = Json::array();
  for (const Fix& fix : finding.fixes) json["fixes"].push_back(fix_json(sources, fix));
  json["fingerprint"] = fingerprint;
  return json;
}

Json file_json(const FileReport& report) {
  Json json;
  json["path"] = report.path;
  json["verdict"] = report.refused ? "refused" : "taken";
  if (!report.other.empty()) json["other"] = report.other;
  json["findings"] = Json::array();
  const Findings& findings = report.inspection.findings;
  for (std::size_t at = 0; at < findings.size(); ++at)
    json["findings"].push_back(finding_json(report.sources, findings[at], report.fingerprints[at]));
  json["suppressed"] = report.inspection.suppressed;
  json["known"] = report.known;
  json["mended"] = report.mended;
  json["not_looked_at"] = Json::array();
  for (const Unseen& unseen : report.unseen)
    json["not_looked_at"].push_back({{"what", unseen.what}, {"why", unseen.why}});
  return json;
}

Json differences_json(const RunReport& run) {
  Json all = Json::array();
  for (const LockDifference& difference : run.differences)
    all.push_back({{"path", difference.path}, {"what", difference.what}});
  return all;
}

Json summary_json(const RunReport& run) {
  return {{"files", run.files},       {"refused", run.refused}, {"errors", run.errors},
          {"warnings", run.warnings}, {"infos", run.infos},     {"suppressed", run.suppressed},
          {"fixable", run.fixable},   {"known", run.known},     {"gone", run.gone},
          {"mended", run.mended}};
}

/// Files leave as they come: a run over thousands is not kept.
class JsonWriter : public CheckWriter {
 public:
  explicit JsonWriter(std::ostream& out) : out_(out) { out_ << "{\"version\":1,\"files\":["; }

  void file(const FileReport& report) override {
    out_ << (first_ ? "\n" : ",\n") << dumped(file_json(report));
    first_ = false;
  }

  void end(const RunReport& run) override {
    out_ << "\n],\n\"unreadable\":" << dumped(run.unreadable)
         << ",\n\"summary\":" << dumped(summary_json(run));
    if (run.locked) out_ << ",\n\"differs_from_lock\":" << dumped(differences_json(run));
    out_ << "}\n";
  }

 private:
  std::ostream& out_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<CheckWriter> json_writer(std::ostream& out) { return std::make_unique<JsonWriter>(out); }

}  // namespace clashlint
