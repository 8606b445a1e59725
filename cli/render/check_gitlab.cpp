#include <ostream>

#include "analyzer/check/check.h"
#include "cli/render/check_writers.h"
#include "cli/render/flat_text.h"
#include "cli/render/frame.h"
#include "cli/render/json_library.h"
#include "rules/profile/md5.h"

namespace clashlint {
namespace {

// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
std::string_view level(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "critical";
    case Severity::warning:
      return "major";
    case Severity::info:
      return "info";
  }
  return {};
}

Json issue_json(const FileReport& report, std::size_t at) {
  const Finding& finding = report.inspection.findings[at];
  const Span span = finding.primary.span;
  const Source& source = report.sources[span.file];
  const std::string& path = source.name();
  return {{"description", flat_text_with_places(report.sources, finding)},
          {"check_name", finding.check},
          {"fingerprint", report.fingerprints[at]},
          {"severity", level(finding.severity)},
          // GitLab knows files by their path from the root, and one that begins with ./ not at all.
          {"location",
           {{"path", path.starts_with("./") ? path.substr(2) : path},
            {"lines",
             {{"begin", text_place(source, span.begin).line}, {"end", text_place(source, span.end).line}}}}}};
}

Json difference_json(const LockDifference& difference) {
  return {{"description", "differs from the lock: it " + difference.what},
          {"check_name", "lock"},
          {"fingerprint", md5_hex("lock\n" + difference.path)},
          {"severity", level(Severity::error)},
          {"location", {{"path", difference.path}, {"lines", {{"begin", 1}}}}}};
}

class GitlabWriter : public CheckWriter {
 public:
  explicit GitlabWriter(std::ostream& out) : out_(out) { out_ << '['; }

  void file(const FileReport& report) override {
    for (std::size_t at = 0; at < report.inspection.findings.size(); ++at) add(issue_json(report, at));
  }

  void end(const RunReport& run) override {
    for (const LockDifference& difference : run.differences) add(difference_json(difference));
    out_ << (first_ ? "]\n" : "\n]\n");
  }

 private:
  void add(const Json& issue) {
    out_ << (first_ ? "\n" : ",\n") << dumped(issue);
    first_ = false;
  }

  std::ostream& out_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<CheckWriter> gitlab_writer(std::ostream& out) { return std::make_unique<GitlabWriter>(out); }

}  // namespace clashlint
