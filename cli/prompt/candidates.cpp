#include "cli/prompt/candidates.h"

#include <algorithm>
#include <array>
#include <optional>

#include "cli/command/find_options.h"
#include "cli/prompt/words.h"
#include "cli/query_fields.h"
#include "cli/render/printable.h"
#include "rules/base/source.h"
#include "rules/base/strings.h"
#include "rules/profile/profile.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr std::size_t kMostNames = 200;

bool begins(std::string_view text, std::string_view with) {
  return text.size() >= with.size() && ascii_iequals(text.substr(0, with.size()), with);
}

void add_if(std::vector<Candidate>& into, std::string_view text, std::string_view typed) {
  if (begins(text, typed) && text.size() > 0) into.push_back({.text = std::string(text)});
}

std::vector<Candidate> services(const CandidateView& view, std::string_view typed) {
  std::vector<Candidate> found;
  for (const Service& service : view.services) add_if(found, service.id, typed);
  return found;
}

// `Final=HK-01`: first the group, then its members.
std::vector<Candidate> choices(const CandidateView& view, std::string_view typed) {
  std::vector<Candidate> found;
  for (const auto& outbound : view.profile.outbounds) {
    if (!outbound->group) continue;
    const std::string start = outbound->name + "=";
    if (!begins(typed, start)) {
      add_if(found, start, typed);
      continue;
    }
    for (const Outbound* member : outbound->group->members) add_if(found, start + member->name, typed);
  }
  return found;
}

std::vector<Candidate> outbounds(const CandidateView& view, std::string_view typed) {
  std::vector<Candidate> found;
  for (const auto& outbound : view.profile.outbounds) {
    const bool cut = outbound->name.find(' ') != std::string::npos;
    add_if(found, cut ? "\"" + outbound->name + "\"" : outbound->name, typed);
  }
  return found;
}

// By the number of its line, or by a piece of its text.
std::vector<Candidate> rules(const CandidateView& view, std::string_view typed) {
  std::vector<Candidate> found;
  const std::string wanted = ascii_lower(typed);
  for (const Rule& rule : view.profile.rules) {
    if (rule.span.file != 0) continue;
    const std::string line = std::to_string(view.sources.position(rule.span).line);
    const bool named = !wanted.empty() && ascii_lower(rule.text).find(wanted) != std::string::npos;
    if (begins(line, typed) || named) found.push_back({.text = line, .shown = line + "  " + rule.text});
  }
  return found;
}

std::vector<Candidate> sub_rules(const CandidateView& view, std::string_view typed) {
  std::vector<Candidate> found;
  for (const auto& list : view.profile.sub_rules) add_if(found, list->name, typed);
  return found;
}

template <typename Words>
std::vector<Candidate> of_words(const Words& words, std::string_view typed) {
  std::vector<Candidate> found;
  for (const std::string_view word : words) add_if(found, word, typed);
  return found;
}

std::vector<Candidate> held_values(const CandidateView& view, const OptionRow& row, std::string_view typed) {
  if (row.name == "--select") return choices(view, typed);
  if (row.name == "--sub-rules") return sub_rules(view, typed);
  if (row.name == "--in-type") return of_words(inbound_types(), typed);
  if (row.name == "--network") return of_words(std::array<std::string_view, 2>{"tcp", "udp"}, typed);
  if (row.name == "--dns") return of_words(std::array<std::string_view, 1>{"none"}, typed);
  return {};
}

std::size_t word_begin(std::string_view text) {
  const std::size_t blank = text.find_last_of(" \t");
  return blank == std::string_view::npos ? 0 : blank + 1;
}

// The options of `find`, with or without their dashes, and the outbounds behind them.
Completion complete_find(const CandidateView& view, std::string_view before, std::size_t from) {
  Completion completion{.begin = std::max(from, word_begin(before))};
  const std::string_view typed = before.substr(completion.begin);
  const std::string_view ahead = trim_space(before.substr(from, completion.begin - from));
  std::string_view option = ahead.substr(word_begin(ahead));
  while (option.starts_with('-')) option.remove_prefix(1);
  if (option == "to" || option == "not-to") {
    completion.candidates = outbounds(view, typed);
  } else if (option == "host" || option == "under") {
    completion.candidates = view.names.beginning_with(typed, kMostNames);
  } else {
    for (const OptionRow& row : find_rows()) {
      const bool about_connections = row.group.starts_with("How") || row.group.starts_with("What it is");
      if (about_connections) add_if(completion.candidates, bare_name(row), typed);
    }
  }
  return completion;
}

// The value of a command begins behind its words; nothing: they are not there.
std::optional<std::size_t> value_begin(std::string_view before, std::string_view words) {
  const std::size_t start = before.find_first_not_of(" \t");
  if (start == std::string_view::npos || !begins(before.substr(start), words)) return std::nullopt;
  const std::size_t blank = start + words.size();
  if (blank >= before.size() || before[blank] != ' ') return std::nullopt;
  return before.find_first_not_of(' ', blank) == std::string_view::npos
             ? before.size()
             : before.find_first_not_of(' ', blank);
}

std::optional<Completion> complete_command(const CandidateView& view, std::string_view before,
                                           const PromptWord& row) {
  const std::optional<std::size_t> at = row.value.empty() ? std::nullopt : value_begin(before, row.words);
  if (!at) return std::nullopt;
  const std::string_view typed = before.substr(*at);
  if (row.act == Act::find) return complete_find(view, before, *at);
  if (row.act == Act::service) return Completion{.begin = *at, .candidates = services(view, typed)};
  if (row.act == Act::rule || row.act == Act::why_not)
    return Completion{.begin = *at, .candidates = rules(view, typed)};
  Completion names{.begin = *at};
  for (const OptionRow& held : held_rows()) add_if(names.candidates, bare_name(held), typed);
  return names;
}

Completion complete_start(const CandidateView& view, std::string_view before) {
  Completion completion{.begin = std::min(before.find_first_not_of(" \t"), before.size())};
  const std::string_view typed = before.substr(completion.begin);
  std::vector<Candidate>& found = completion.candidates;
  for (const PromptWord& row : prompt_words()) {
    add_if(found, row.words, typed);
    if (found.size() > 1 && found.back() == found[found.size() - 2]) found.pop_back();
  }
  for (const OptionRow& row : held_rows()) add_if(found, bare_name(row), typed);
  // All names there are would be no help.
  if (typed.empty() || typed.find(' ') != std::string_view::npos) return completion;
  const std::vector<Candidate> names = view.names.beginning_with(typed, kMostNames);
  found.insert(found.end(), names.begin(), names.end());
  return completion;
}

void add_names_of(const Rule& rule, std::vector<std::string_view>& names) {
  if (rule.kind == RuleKind::domain || rule.kind == RuleKind::domain_suffix) names.push_back(rule.payload);
  if (const auto* list = std::get_if<GeositeList>(&rule.condition); list != nullptr && list->matcher) {
    for (const NameEntry& entry : list->matcher->domains.entries()) names.push_back(entry.text());
  }
  for (const Rule& part : rule.parts) add_names_of(part, names);
}

void add_names_of(const RuleSet& set, std::vector<std::string_view>& names) {
  for (const NameEntry& entry : set.domains.entries()) names.push_back(entry.text());
  for (std::size_t at = 0; at < set.rows.size(); ++at) {
    const SetRows::Row row = set.rows[at];
    if (row.kind == RuleKind::domain || row.kind == RuleKind::domain_suffix) names.push_back(row.payload);
  }
}

}  // namespace

CandidateNames::CandidateNames(const Profile& profile, const std::vector<Service>& services) {
  for (const Rule& rule : profile.rules) add_names_of(rule, names_);
  for (const auto& list : profile.sub_rules) {
    for (const Rule& rule : list->rules) add_names_of(rule, names_);
  }
  for (const auto& set : profile.rule_sets) add_names_of(*set, names_);
  for (const Service& service : services) {
    for (const ServiceHost& host : service.hosts) names_.emplace_back(host.probe);
  }
  std::erase_if(names_,
                [](std::string_view name) { return name.find_first_of("*? ") != std::string_view::npos; });
  std::ranges::sort(names_);
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
}

std::vector<Candidate> CandidateNames::beginning_with(std::string_view text, std::size_t limit) const {
  const std::string wanted = ascii_lower(text);
  std::vector<Candidate> found;
  for (auto at = std::ranges::lower_bound(names_, std::string_view(wanted)); at != names_.end(); ++at) {
    if (!at->starts_with(wanted) || found.size() == limit) break;
    found.push_back({.text = std::string(*at)});
  }
  return found;
}

Completion complete_line(const CandidateView& view, std::string_view before) {
  for (const PromptWord& row : prompt_words()) {
    if (std::optional<Completion> completion = complete_command(view, before, row))
      return *std::move(completion);
  }
  for (const OptionRow& row : held_rows()) {
    const std::optional<std::size_t> at =
        row.value.empty() ? std::nullopt : value_begin(before, bare_name(row));
    if (at) return {.begin = *at, .candidates = held_values(view, row, before.substr(*at))};
  }
  return complete_start(view, before);
}

}  // namespace clashlint
