#pragma once

#include <string>
#include <utility>

#include "analyzer/check/check.h"

namespace clashlint {

/// Where a check puts what it finds.
class Reporter {
 public:
  Reporter(const Check& check, Findings& findings) : check_(check), findings_(findings) {}

  /// The reference is good until the next call.
  Finding& add(Span span, std::string message) {
    Finding finding;
    finding.check = check_.id;
    finding.severity = check_.severity;
    finding.confidence = check_.confidence;
    finding.message = std::move(message);
    finding.primary.span = span;
    findings_.push_back(std::move(finding));
    return findings_.back();
  }

 private:
  const Check& check_;
  Findings& findings_;
};

}  // namespace clashlint
