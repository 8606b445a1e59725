#include "cli/render/log_text.h"

#include <algorithm>

#include "analyzer/match/alternatives.h"
#include "cli/asked.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"
#include "rules/profile/profile.h"

namespace clashlint {
namespace {

// As the log writes a rule (`semantics.md` C.9): `DomainSuffix(openrouter.ai)`, `Match`.
std::string logged_form(const Rule& rule) {
  const std::string payload = shown_payload(rule);
  return std::string(shown_name(rule)) + (payload.empty() ? "" : "(" + payload + ")");
}

// Other versions write the payload in other letters: `GeoIP(CN)`.
bool is_logged(const Asked& asked, const Rule* rule) {
  return rule != nullptr && ascii_iequals(logged_form(*rule), asked.logged_rule);
}

const Rule* logged_rule(const ExplainView& view, const Asked& asked) {
  const auto found =
      std::ranges::find_if(view.profile.rules, [&](const Rule& rule) { return is_logged(asked, &rule); });
  return found == view.profile.rules.end() ? nullptr : &*found;
}

// `Final[HK-01]`: the node that the last group had chosen.
std::string logged_node(const Asked& asked) {
  const std::string& way = asked.logged_way;
  const std::size_t open = way.rfind('[');
  return open == std::string::npos || !way.ends_with(']') ? std::string()
                                                          : way.substr(open + 1, way.size() - open - 2);
}

std::string same_rule_text(const Asked& asked, const Story& story) {
  const std::string node = logged_node(asked);
  if (node.empty() || story.first.chain.empty() || story.first.chain.back() == node) return "the same rule";
  return "the same rule; the group had chosen " + printable(node);
}

std::string says(const ExplainView& view, const Asked& asked, const Story& story) {
  if (asked.logged_rule == "-") return story.first.rule == nullptr ? "the same: no rule" : "no rule took it";
  if (asked.logged_rule.empty()) return "it went to " + printable(asked.logged_way);
  if (is_logged(asked, story.first.rule)) return same_rule_text(asked, story);
  for (const Alternative& alternative : story.alternatives) {
    if (is_logged(asked, alternative.answer.rule))
      return quoted(view, *alternative.answer.rule) + " took it, as below: " + printable(alternative.when);
  }
  if (const Rule* const rule = logged_rule(view, asked))
    return quoted(view, *rule) + " took it, which it does not here: another address, network or client";
  return printable(asked.logged_rule) + " took it; no rule here is written so: another profile was running";
}

}  // namespace

std::string log_text(const ExplainView& view, const Asked& asked, const Story& story) {
  if (asked.logged_way.empty() && asked.logged_rule.empty()) return {};
  return "  the log says: " + says(view, asked, story) + "\n";
}

}  // namespace clashlint
