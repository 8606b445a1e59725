#pragma once

#include <string>
#include <vector>

#include "cli/render/explain_view.h"

namespace clashlint {

struct Asked;
struct Story;

/// One host in full: what happens, what could change it, then the rest.
/// `first` is the story's first answer with its steps.
std::string full_text(const ExplainView& view, const Asked& asked, const Story& story, const Answer& first);

/// One host among several, before it is aligned with the others.
struct SummaryRow {
  std::string host;
  std::string chain;
  std::string decider;
  bool can_change = false;
};

SummaryRow summary_row(const ExplainView& view, const Asked& asked, const Story& story);

/// One line a host, columns aligned in terminal cells, `*` before those that can end elsewhere.
std::string summary_text(const ExplainView& view, const std::vector<SummaryRow>& rows);

/// `Home: fixtures/home; geodata: ~/.config/mihomo`
std::string home_text(const ExplainView& view);

}  // namespace clashlint
