#include <ostream>

#include "analyzer/check/check.h"
#include "cli/render/check_text.h"
#include "cli/render/check_writers.h"
#include "cli/render/core_words.h"
#include "cli/render/frame.h"
#include "cli/render/printable.h"
#include "cli/render/table_text.h"

namespace clashlint {
namespace {

std::string place_of(const Sources& sources, Span span) {
  const Source& source = sources[span.file];
  const TextPlace place = text_place(source, span.begin);
  return source.name() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

// What reads this pays by the word: nothing is aligned, nothing stands twice, no source lines.
std::string line_of(const Sources& sources, const Finding& finding) {
  std::string line = place_of(sources, finding.primary.span) + ": " +
                     std::string(to_string(finding.severity)) + " [" + std::string(finding.check) + "] " +
                     finding.message;
  if (!finding.primary.text.empty()) line += ": " + finding.primary.text;
  for (const Label& label : finding.related) line += "; " + place_of(sources, label.span) + ": " + label.text;
  for (const std::string& remark : plain_remarks(finding)) line += "; " + remark;
  for (const Fix& fix : finding.fixes)
    line += "; fix (" + std::string(to_string(fix.applicability)) + "): " + fix.title;
  if (const std::string words = core_words(finding); !words.empty()) line += "; the core says: " + words;
  return printable(line);
}

class AgentWriter : public CheckWriter {
 public:
  explicit AgentWriter(std::ostream& out) : out_(out) {}

  void file(const FileReport& report) override {
    for (const Finding& finding : report.inspection.findings)
      out_ << line_of(report.sources, finding) << '\n';
  }

  void end(const RunReport& run) override {
    for (const LockDifference& difference : run.differences)
      out_ << printable(difference.path + " differs from the lock: it " + difference.what) << '\n';
    out_ << summary_text(run, false) << '\n';
  }

 private:
  std::ostream& out_;
};

}  // namespace

std::unique_ptr<CheckWriter> agent_writer(std::ostream& out) { return std::make_unique<AgentWriter>(out); }

}  // namespace clashlint
