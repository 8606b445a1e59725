#include "cli/render/explain_view.h"

#include "analyzer/facts/rule_words.h"
#include "cli/render/printable.h"
#include "rules/base/source.h"
#include "rules/kind/rule.h"

namespace clashlint {

std::string place_of(const ExplainView& view, const Rule& rule) {
  return "line " + printable(line_of(view.sources, rule));
}

std::string quoted(const ExplainView& view, const Rule& rule) {
  return place_of(view, rule) + "  " + printable(rule.text);
}

}  // namespace clashlint
