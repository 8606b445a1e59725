#include "cli/render/alternatives_text.h"

#include <algorithm>
#include <map>
#include <span>
#include <vector>

#include "analyzer/facts/rule_words.h"
#include "analyzer/match/alternatives.h"
#include "analyzer/match/chain.h"
#include "cli/render/decision_text.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"
#include "rules/kind/rule.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr std::size_t kMissingShown = 3;
constexpr std::size_t kLocalShown = 2;

struct Row {
  std::string when;
  std::string target;
  std::string why;
};

// `asks 223.5.5.5 for the name before line 31 is reached`, without what could
// be a token in the name server's address.
std::string asks_text(const ExplainView& view, const Story& story, const Answer& answer) {
  if (story.first.rule == nullptr || !answer.dns_asked) return {};
  const std::span<const std::string> servers = answer.nameservers;
  const std::string whom = servers.empty() ? "the system's resolver" : nameserver_names(servers.first(1));
  return " asks " + whom + " for the name before " + place_of(view, *story.first.rule) + " is reached";
}

// Each cause has its own grammar: an address rule "asks", a missing set "is
// missing", and the sentence about UDP names the line itself.
std::string why_text(const ExplainView& view, const Story& story, const Alternative& alternative) {
  const std::string why = printable(alternative.why);
  if (alternative.because == nullptr) return why;
  const std::string rule = quoted(view, *alternative.because);
  switch (alternative.cause) {
    case AlternativeCause::address:
      // One that does not ask itself takes the address that another asked for.
      return alternative.because->no_resolve ? rule : rule + asks_text(view, story, alternative.answer);
    case AlternativeCause::udp:
      return why + " (" + printable(alternative.because->text) + ")";
    case AlternativeCause::missing:
      return rule + ": " + why + ", taken as empty";
    case AlternativeCause::resolve_fails:
    case AlternativeCause::choice:
      break;
  }
  return why.empty() ? rule : rule + " " + why;
}

// The names of `Alternative::when` for what ends as in the first line; the
// other causes come only with something to name.
std::string_view same_when(AlternativeCause cause) {
  switch (cause) {
    case AlternativeCause::resolve_fails:
      return "name not found";
    case AlternativeCause::udp:
      return "UDP (QUIC)";
    case AlternativeCause::address:
    case AlternativeCause::missing:
    case AlternativeCause::choice:
      break;
  }
  return {};
}

std::vector<std::string> same_names(const Story& story) {
  std::vector<std::string> names;
  for (const AlternativeCause cause : story.same) {
    if (const std::string_view name = same_when(cause); !name.empty()) names.emplace_back(name);
  }
  return names;
}

std::string aligned(const std::vector<Row>& rows) {
  int when_width = 0;
  int target_width = 0;
  for (const Row& row : rows) {
    when_width = std::max(when_width, cell_width(row.when));
    if (!row.why.empty()) target_width = std::max(target_width, cell_width(row.target));
  }
  std::string text;
  for (const Row& row : rows) {
    text += "  " + padded(row.when, when_width) + " → ";
    text += row.why.empty() ? row.target : padded(row.target, target_width) + "  " + row.why;
    text += "\n";
  }
  return text;
}

// The rule that looked at what is missing; a group has no rule of its own.
std::string subject(const ExplainView& view, const Answer& first, const Dependency& dependency) {
  for (const Step& step : first.steps) {
    const bool looked = step.depth == 0 && step.index == dependency.rule_index && step.uncertain;
    if (looked) return quoted(view, *step.rule);
  }
  return printable(dependency.name);
}

std::ptrdiff_t missing_count(const Story& story) {
  return std::ranges::count(story.alternatives, AlternativeCause::missing, &Alternative::cause);
}

// Where many lists were never downloaded, one line says so: they are not what
// the person asked about.
std::string folded_missing(const ExplainView& view, const Story& story) {
  std::vector<std::string_view> names;
  for (const Alternative& alternative : story.alternatives) {
    const bool named = names.size() < kMissingShown;
    if (alternative.cause == AlternativeCause::missing && named)
      names.push_back(alternative.dependency->name);
  }
  const std::ptrdiff_t more = missing_count(story) - static_cast<std::ptrdiff_t>(names.size());
  return "  " + std::to_string(missing_count(story)) +
         " lists that are not here, taken as empty, stand above it: " + printable(join(names, ", ")) +
         " and " + std::to_string(more) + " more (" + (view.at_prompt ? "why" : "-v") + " tells each)\n";
}

// Ranges of local addresses, of which profiles have half a dozen and the name of a host in the
// wide world none: those that end alike are one row for who did not ask for all.
Row local_row(const ExplainView& view, std::span<const Alternative* const> alike) {
  std::vector<std::string> lines;
  for (const Alternative* alternative : alike)
    lines.push_back(printable(line_of(view.sources, *alternative->because)));
  return {printable(alike.front()->when) + " or " + std::to_string(alike.size() - 1) + " more local ranges",
          chain_text(alike.front()->answer), "lines " + join(lines, ", ")};
}

// Each alternative of the story as a row, but missing lists that are folded (`without_missing`).
std::vector<Row> rows_of(const ExplainView& view, const Story& story, bool without_missing) {
  std::map<std::string, std::vector<const Alternative*>> local;
  for (const Alternative& alternative : story.alternatives) {
    if (alternative.is_local()) local[chain_text(alternative.answer)].push_back(&alternative);
  }
  std::vector<Row> rows;
  for (const Alternative& alternative : story.alternatives) {
    if (without_missing && alternative.cause == AlternativeCause::missing) continue;
    const std::string chain = chain_text(alternative.answer);
    const bool may_fold = view.verbosity == 0 && alternative.is_local();
    const auto alike = may_fold ? local.find(chain) : local.end();
    const bool many = alike != local.end() && alike->second.size() > kLocalShown;
    if (!many) {
      rows.push_back({printable(alternative.when), chain, why_text(view, story, alternative)});
    } else if (alike->second.front() == &alternative) {
      rows.push_back(local_row(view, alike->second));
    }
  }
  return rows;
}

// How many members of a group are named before the rest is summed up.
constexpr std::size_t kMostChoices = 5;

std::string choices_text(const Outbound& group) {
  const std::vector<std::string_view> may = leaf_names(group);
  if (may.size() <= kMostChoices) return printable(join(may, ", "));
  return printable(join(std::span(may).first(kMostChoices), ", ")) + " and " +
         std::to_string(may.size() - kMostChoices) + " more";
}

bool told(const Story& story, const Dependency& dependency) {
  return std::any_of(story.alternatives.begin(), story.alternatives.end(),
                     [&](const Alternative& alternative) {
                       return alternative.dependency && alternative.dependency->kind == dependency.kind &&
                              alternative.dependency->name == dependency.name;
                     });
}

}  // namespace

std::string alternatives_text(const ExplainView& view, const Story& story) {
  const std::vector<std::string> same = same_names(story);
  if (story.alternatives.empty()) {
    return same.empty() ? "" : "It ends the same way with: " + join(same, ", ") + "\n";
  }
  const bool fold = view.verbosity == 0 && missing_count(story) > static_cast<std::ptrdiff_t>(kMissingShown);
  std::vector<Row> rows = rows_of(view, story, fold);
  for (const std::string& name : same) rows.push_back({name, "as in the first line", ""});
  std::string text = view.paint.alert("It can end elsewhere:") + "\n" + aligned(rows);
  if (fold) text += folded_missing(view, story);
  return text;
}

std::string unknowns_text(const ExplainView& view, const Story& story, const Answer& first) {
  std::string text;
  for (const Dependency& dependency : first.depends_on) {
    const bool list = dependency.kind != Dependency::Kind::group_choice &&
                      dependency.kind != Dependency::Kind::proxy_provider &&
                      dependency.kind != Dependency::Kind::regex_cost;
    // A list that is not told would lead to the same target: no news for who did not ask for all.
    if (told(story, dependency) || (list && view.verbosity == 0)) continue;
    text += "  " + subject(view, first, dependency) + ": " + printable(dependency.why);
    if (dependency.group != nullptr) text += " (" + choices_text(*dependency.group) + ")";
    text += "\n";
  }
  return text.empty() ? text : view.paint.alert("Not known:") + "\n" + text;
}

}  // namespace clashlint
