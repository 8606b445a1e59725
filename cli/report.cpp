#include "cli/report.h"

#include <algorithm>

namespace clashlint {

bool has_safe_fix(const Finding& finding) {
  return std::ranges::any_of(finding.fixes,
                             [](const Fix& fix) { return fix.applicability == Applicability::safe; });
}

void RunReport::add(const FileReport& report) {
  if (!report.other.empty()) {
    others_asked_for = others_asked_for && report.asked_for;
    others.push_back(report.path + " (" + report.other + ")");
    return;
  }
  ++files;
  single = files == 1 ? report.path : std::string();
  if (report.refused) ++refused;
  suppressed += report.inspection.suppressed;
  known += report.known;
  mended += report.mended;
  if (!report.inspection.findings.empty()) ++with_findings;
  for (const Finding& finding : report.inspection.findings) {
    if (has_safe_fix(finding)) ++fixable;
    switch (finding.severity) {
      case Severity::error:
        ++errors;
        break;
      case Severity::warning:
        ++warnings;
        break;
      case Severity::info:
        ++infos;
        break;
    }
  }
  unseen.insert(unseen.end(), report.unseen.begin(), report.unseen.end());
}

}  // namespace clashlint
