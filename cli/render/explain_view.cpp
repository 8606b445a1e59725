#include "cli/render/explain_view.h"

#include "cli/render/printable.h"
#include "rules/base/source.h"
#include "rules/kind/rule.h"

namespace clashlint {

std::string place_of(const ExplainView& view, const Rule& rule) {
  std::string line = "line " + std::to_string(view.sources.position(rule.span).line);
  // The profile is the first file of a run.
  return rule.span.file == 0 ? line : line + " of " + printable(view.sources[rule.span.file].name());
}

std::string quoted(const ExplainView& view, const Rule& rule) {
  return place_of(view, rule) + "  " + printable(rule.text);
}

}  // namespace clashlint
