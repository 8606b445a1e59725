#include <ostream>

#include "analyzer/check/check.h"
#include "cli/render/check_writers.h"
#include "cli/render/flat_text.h"
#include "cli/render/frame.h"

namespace clashlint {
namespace {

// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
std::string escaped(std::string_view text, bool property) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '%':
        result += "%25";
        break;
      case '\r':
        result += "%0D";
        break;
      case '\n':
        result += "%0A";
        break;
      case ':':
        result += property ? "%3A" : ":";
        break;
      case ',':
        result += property ? "%2C" : ",";
        break;
      default:
        result += c;
    }
  }
  return result;
}

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
      out_ << "::error file=" << escaped(difference.path, true) << ",title=lock::"
           << escaped(difference.path + " differs from the lock: it " + difference.what, false) << '\n';
    }
  }

 private:
  void write(const FileReport& report, const Finding& finding) {
    const Span span = finding.primary.span;
    const Source& source = report.sources[span.file];
    const TextPlace begin = text_place(source, span.begin);
    const TextPlace end = text_place(source, span.end);
    out_ << "::" << command(finding.severity) << " file=" << escaped(source.name(), true)
         << ",line=" << begin.line << ",endLine=" << end.line;
    // Columns are only taken where both ends stand on one line.
    if (begin.line == end.line) out_ << ",col=" << begin.column << ",endColumn=" << end.column;
    out_ << ",title=" << escaped(finding.check, true)
         << "::" << escaped(flat_text_with_places(report.sources, finding), false) << '\n';
  }

  std::ostream& out_;
};

}  // namespace

std::unique_ptr<CheckWriter> github_writer(std::ostream& out) { return std::make_unique<GithubWriter>(out); }

}  // namespace clashlint
