#include "cli/render/explain_text.h"

#include <algorithm>

#include "analyzer/match/alternatives.h"
#include "cli/asked.h"
#include "cli/render/alternatives_text.h"
#include "cli/render/decision_text.h"
#include "cli/render/log_text.h"
#include "cli/render/notes.h"
#include "cli/render/printable.h"
#include "cli/render/steps_text.h"
#include "rules/base/strings.h"
#include "rules/profile/profile.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

// The width of `DNS`, `Also`, `Left out`: what follows stands in one column.
constexpr int kLabelWidth = 6;

std::string labelled(const ExplainView& view, std::string_view label, const std::string& text) {
  if (text.empty()) return {};
  return view.paint.faint(padded(label, kLabelWidth)) + text + "\n";
}

std::string also_text(const ExplainView& view, const Story& story) {
  if (story.would_take == nullptr || story.first.rule == nullptr) return {};
  return quoted(view, *story.would_take) + " would take it if " + place_of(view, *story.first.rule) +
         " were gone";
}

// Addresses in what follows are an example, where the name's own is not known.
std::string assumed_address(const Story& story) {
  if (!story.address_open || !story.query.dns) return {};
  const std::string address = ", with the address " + to_string(*story.query.dns);
  return story.address_decides ? address : address + " (an example of one that no address rule takes)";
}

// Right below the decision: it is what was asked.
std::string why_not_part(const ExplainView& view, const Asked& asked, const Story& story, const Answer& first,
                         const std::string& assumed) {
  if (!view.why_not) return {};
  return "Why not" + assumed + ":\n  " + why_not_text(view, asked, story.query, first, *view.why_not) + "\n";
}

std::string shortened(const std::string& path, const std::string& user_home) {
  const bool below = !user_home.empty() && path.starts_with(user_home) &&
                     (path.size() == user_home.size() || path[user_home.size()] == '/');
  return below ? "~" + path.substr(user_home.size()) : path;
}

int widest(const std::vector<SummaryRow>& rows, std::string SummaryRow::*column) {
  int width = 0;
  for (const SummaryRow& row : rows) width = std::max(width, cell_width(row.*column));
  return width;
}

}  // namespace

std::string full_text(const ExplainView& view, const Asked& asked, const Story& story, const Answer& first) {
  const std::string assumed = assumed_address(story);
  std::string text = decision_text(view, asked, first);
  if (story.address_decides)
    text += "  every address is taken by some address rule; this is" + assumed.substr(1) + "\n";
  text += log_text(view, asked, story);
  for (const std::string& note : notes_of(view, asked, story)) text += "  note: " + note + "\n";
  for (const std::string& part : {why_not_part(view, asked, story, first, assumed),
                                  alternatives_text(view, story), unknowns_text(view, story, first)}) {
    if (!part.empty()) text += "\n" + part;
  }
  std::string rest =
      labelled(view, "DNS", dns_text(view, asked, first)) + labelled(view, "Also", also_text(view, story));
  if (const std::string left_out = left_out_text(view, asked, first); !left_out.empty()) {
    rest += labelled(view, "Asked", "without " + left_out);
  }
  if (!rest.empty()) text += "\n" + rest;
  if (!story.remedies.empty())
    text += "\nTo make it certain: " + printable(join(story.remedies, ", and ")) + ".\n";
  if (view.verbosity > 1) text += "\nLooked at" + assumed + ":\n" + steps_text(view, first);
  return text;
}

SummaryRow summary_row(const ExplainView& view, const Asked& asked, const Story& story) {
  return {.host = asked.shown,
          .chain = chain_text(story.first),
          .decider = decider_text(view, story.first),
          .can_change = !story.alternatives.empty()};
}

std::string summary_text(const ExplainView& view, const std::vector<SummaryRow>& rows) {
  const int host_width = widest(rows, &SummaryRow::host);
  const int chain_width = widest(rows, &SummaryRow::chain);
  std::string text;
  bool any = false;
  for (const SummaryRow& row : rows) {
    any = any || row.can_change;
    text += row.can_change ? view.paint.alert("* ") : "  ";
    text += padded(row.host, host_width) + " → " + view.paint.strong(padded(row.chain, chain_width)) + "  " +
            row.decider + "\n";
  }
  if (any)
    text += "\n" + view.paint.alert("*") +
            " can end elsewhere: " + (view.at_prompt ? "ask about one alone" : "-v says when") + "\n";
  return text;
}

std::string home_text(const ExplainView& view) {
  const Home& home = view.profile.home;
  std::string text = "Home: " + printable(shortened(home.path, view.user_home));
  if (!home.geodata_path.empty() && home.geodata_path != home.path) {
    text += "; geodata: " + printable(shortened(home.geodata_path, view.user_home));
  }
  return view.paint.faint(text) + "\n";
}

}  // namespace clashlint
