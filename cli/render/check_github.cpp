#include <ostream>

#include "analyzer/check/check.h"
#include "cli/render/check_writers.h"
#include "cli/render/flat_text.h"
#include "cli/render/frame.h"
#include "cli/render/github_line.h"

namespace clashlint {
namespace {

std::string_view command(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      return "notice";
  }
  return {};
}

class GithubWriter : public CheckWriter {
 public:
  explicit GithubWriter(std::ostream& out) : out_(out) {}

  void file(const FileReport& report) override {
    for (const Finding& finding : report.inspection.findings) write(report, finding);
  }

  void end(const RunReport& run) override {
    for (const LockDifference& difference : run.differences) {
      out_ << "::error file=" << github_property(difference.path) << ",title=lock::"
           << github_text(difference.path + " differs from the lock: it " + difference.what) << '\n';
    }
  }

 private:
  void write(const FileReport& report, const Finding& finding) {
    const Span span = finding.primary.span;
    const Source& source = report.sources[span.file];
    const TextPlace begin = text_place(source, span.begin);
    const TextPlace end = text_place(source, span.end);
    out_ << "::" << command(finding.severity) << " file=" << github_property(source.name())
         << ",line=" << begin.line << ",endLine=" << end.line;
    // Columns are only taken where both ends stand on one line.
    if (begin.line == end.line) out_ << ",col=" << begin.column << ",endColumn=" << end.column;
    out_ << ",title=" << github_property(finding.check)
         << "::" << github_text(flat_text_with_places(report.sources, finding)) << '\n';
  }

  std::ostream& out_;
};

}  // namespace

std::unique_ptr<CheckWriter> github_writer(std::ostream& out) { return std::make_unique<GithubWriter>(out); }

}  // namespace clashlint
