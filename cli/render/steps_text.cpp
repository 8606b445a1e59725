#include "cli/render/steps_text.h"

#include <algorithm>
#include <vector>

#include "cli/render/explain_view.h"
#include "cli/render/printable.h"
#include "cli/render/step_outcome.h"
#include "rules/profile/profile.h"
#include "rules/value/text.h"

namespace clashlint {

std::string steps_text(const ExplainView& view, const Answer& answer) {
  std::vector<std::string> rows;
  int width = 0;
  for (const Step& step : answer.steps) {
    const std::string indent(static_cast<std::size_t>(step.depth) * 2, ' ');
    rows.push_back("  " + indent + quoted(view, *step.rule));
    width = std::max(width, cell_width(rows.back()));
  }
  std::string text;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text += padded(rows[i], width) + "  " + full_outcome(view, answer, i) + "\n";
  }
  return text;
}

}  // namespace clashlint
