#include "rules/profile/context.h"

#include <utility>

namespace clashlint {

Finding& LoadContext::refuse(std::string_view check, Span span, std::string message,
                             std::string core_message) {
  refused = true;
  Finding& finding = report(check, Severity::error, span, std::move(message));
  finding.refuses = true;
  finding.core_message = std::move(core_message);
  return finding;
}

Finding& LoadContext::report(std::string_view check, Severity severity, Span span, std::string message) {
  Finding finding;
  finding.check = check;
  finding.severity = severity;
  finding.message = std::move(message);
  finding.primary.span = span;
  findings.push_back(std::move(finding));
  return findings.back();
}

}  // namespace clashlint
