#include "cli/render/takers_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/asked.h"
#include "cli/render/decision_text.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr std::size_t kMostUnknown = 3;

std::string way_text(const ExplainView& view, const Taker& taker) {
  switch (taker.result) {
    case StepResult::passed:
      return "passes on";
    case StepResult::no_udp:
      return "carries no UDP";
    case StepResult::rematched:
      return "begins again";
    case StepResult::unknown_target:
      return "has no such sub-rules";
    case StepResult::not_matched:
    case StepResult::decided:
      break;
  }
  return "→ " + chain_text(view, taker.target);
}

bool decides(const Taker& taker) { return taker.result == StepResult::decided; }

std::string left_to_right(const ExplainView& view, const Takers& takers) {
  int width = 0;
  for (const Taker& taker : takers.rules) width = std::max(width, cell_width(quoted(view, *taker.rule)));
  std::string text;
  bool first = true;
  for (const Taker& taker : takers.rules) {
    const bool wins = decides(taker) && std::exchange(first, false);
    text += std::string(wins ? "* " : "  ") + padded(quoted(view, *taker.rule), width) + "  " +
            way_text(view, taker) + "\n";
  }
  return text;
}

std::string unknown_text(const Takers& takers) {
  std::vector<std::string> parts;
  for (const Dependency& dependency : takers.unknown) {
    if (parts.size() == kMostUnknown) break;
    parts.push_back(printable(dependency.name) + " (" + printable(dependency.why) + ")");
  }
  if (parts.empty()) return {};
  const std::size_t more = takers.unknown.size() - parts.size();
  return "Not known, taken as empty: " + join(parts, ", ") +
         (more == 0 ? "" : " and " + std::to_string(more) + " more") + "\n";
}

}  // namespace

std::string takers_text(const ExplainView& view, const Asked& asked, const Takers& takers) {
  const auto count = std::ranges::count_if(takers.rules, decides);
  std::string text = asked.shown;
  if (count == 0) return text + ": no rule takes it\n" + left_to_right(view, takers) + unknown_text(takers);
  text += count == 1 ? ": one rule takes it, no other would\n"
                     : ": " + std::to_string(count) +
                           " rules would take it; each gets it if those above were gone\n";
  text += left_to_right(view, takers);
  if (takers.more) text += "  and perhaps more\n";
  return text + unknown_text(takers);
}

}  // namespace clashlint
