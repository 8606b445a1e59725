#include "cli/render/alternatives_text.h"

#include <algorithm>
#include <vector>

#include "analyzer/match/alternatives.h"
#include "cli/render/decision_text.h"
#include "cli/render/printable.h"
#include "rules/profile/profile.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

struct Row {
  std::string when;
  std::string target;
  std::string why;
};

bool same_end(const Answer& a, const Answer& b) { return a.chain == b.chain && a.rule == b.rule; }

// A fixed answer for the name leaves nothing to the address.
bool applies(const ExplainView& view, const Alternative& alternative) {
  const bool by_name = alternative.cause == Alternative::Cause::address ||
                       alternative.cause == Alternative::Cause::resolve_fails;
  return !(view.dns_given && by_name);
}

std::string why_text(const ExplainView& view, const Story& story, const Alternative& alternative) {
  const Answer& answer = alternative.answer;
  std::string text;
  if (alternative.because != nullptr) text = quoted(view, *alternative.because);
  switch (alternative.cause) {
    case Alternative::Cause::address:
      if (alternative.witness) text += " (such as " + to_string(*alternative.witness) + ")";
      if (answer.dns_asked) text += " asks " + nameserver_names(answer.nameservers) + " for the name";
      if (story.first.rule != nullptr) text += " before " + place_of(view, *story.first.rule) + " is reached";
      return text;
    case Alternative::Cause::udp:
      return story.first.target + " carries no UDP; " +
             (answer.rule == nullptr ? "nothing after it takes UDP either"
                                     : "then " + quoted(view, *answer.rule));
    case Alternative::Cause::resolve_fails:
    case Alternative::Cause::rule_set:
    case Alternative::Cause::geodata:
    case Alternative::Cause::group_choice:
    case Alternative::Cause::proxy_provider:
      return text;
  }
  return text;
}

}  // namespace

bool can_end_elsewhere(const ExplainView& view, const Story& story) {
  return std::any_of(story.alternatives.begin(), story.alternatives.end(),
                     [&](const Alternative& alternative) {
                       return applies(view, alternative) && !same_end(alternative.answer, story.first);
                     });
}

std::string alternatives_text(const ExplainView& view, const Story& story) {
  std::vector<Row> rows;
  int when_width = 0;
  int target_width = 0;
  for (const Alternative& alternative : story.alternatives) {
    if (!applies(view, alternative)) continue;
    Row row{printable(alternative.when), "as in the first line", {}};
    if (!same_end(alternative.answer, story.first)) {
      row.target = chain_text(alternative.answer);
      row.why = why_text(view, story, alternative);
      target_width = std::max(target_width, cell_width(row.target));
    }
    when_width = std::max(when_width, cell_width(row.when));
    rows.push_back(row);
  }
  std::string text;
  for (const Row& row : rows) {
    text += "  " + padded(row.when, when_width) + " → ";
    text += row.why.empty() ? row.target : padded(row.target, target_width) + "  " + row.why;
    text += "\n";
  }
  return text;
}

std::string unknowns_text(const ExplainView&, const Story& story) {
  std::string text;
  for (const Dependency& dependency : story.first.depends_on) {
    text += "  " + printable(dependency.name) + ": " + printable(dependency.why) + "\n";
  }
  return text;
}

}  // namespace clashlint
