#include <array>
#include <vector>

#include "analyzer/facts/rule_words.h"
#include "cli/asked.h"
#include "cli/render/steps_text.h"
#include "rules/base/source.h"
#include "rules/base/strings.h"
#include "rules/kind/family.h"
#include "rules/profile/profile.h"

namespace clashlint {
namespace {

enum class Fact : std::uint8_t { none, port, source, source_port, process, user_id, listener };
constexpr std::size_t kFacts = 7;
constexpr std::array<std::string_view, kFacts> kNames = {
    "", "port", "source address", "source port", "process", "user id", "listener"};

// How many places are named before the rest is summed up.
constexpr std::size_t kMostPlaces = 3;

Fact fact_of(const Rule& rule) {
  if (rule.kind == RuleKind::uid) return Fact::user_id;
  if (looks_at_process(rule.kind)) return Fact::process;
  switch (rule.kind) {
    case RuleKind::dst_port:
      return Fact::port;
    case RuleKind::src_port:
      return Fact::source_port;
    case RuleKind::in_port:
    case RuleKind::in_name:
    case RuleKind::in_user:
      return Fact::listener;
    default:
      return rule.source ? Fact::source : Fact::none;
  }
}

bool given(const Query& query, const Profile& profile, Fact fact) {
  switch (fact) {
    case Fact::none:
      return true;
    case Fact::port:
      return query.dst_port != 0;
    case Fact::source:
      return query.src_ip.has_value();
    case Fact::source_port:
      return query.src_port != 0;
    case Fact::process:
      return profile.process_mode == ProcessMode::off || !query.process.empty() ||
             !query.process_path.empty();
    case Fact::user_id:
      return profile.process_mode == ProcessMode::off || query.uid != 0;
    case Fact::listener:
      return query.in_port != 0 || !query.in_name.empty() || !query.in_user.empty();
  }
  return true;
}

using FactSet = std::array<bool, kFacts>;

// Recursion is as deep as a logic rule is nested, which the rule reader bounds.
void collect(const Rule& rule, FactSet& facts) {
  facts[static_cast<std::size_t>(fact_of(rule))] = true;
  for (const Rule& part : rule.parts) collect(part, facts);
  if (const auto* const use = std::get_if<RuleSetUse>(&rule.condition);
      use != nullptr && use->set != nullptr) {
    for (const Rule& entry : use->set->rows.rules()) facts[static_cast<std::size_t>(fact_of(entry))] = true;
  }
}

std::string places_text(const std::vector<std::string>& places) {
  std::string text = places.size() == 1 ? "line " : "lines ";
  std::vector<std::string> shown = places;
  if (shown.size() > kMostPlaces) shown.resize(kMostPlaces);
  text += join(shown, ", ");
  const std::size_t others = places.size() - shown.size();
  return others == 0 ? text : text + " and " + std::to_string(others) + " more";
}

}  // namespace

std::string left_out_text(const ExplainView& view, const Asked& asked, const Answer& answer) {
  std::array<std::vector<std::string>, kFacts> places;
  for (const Step& step : answer.steps) {
    if (step.result == StepResult::decided) continue;
    FactSet facts{};
    collect(*step.rule, facts);
    const std::string line = line_of(view.sources, *step.rule);
    for (std::size_t fact = 1; fact < kFacts; ++fact) {
      if (facts[fact] && !given(asked.query, view.profile, static_cast<Fact>(fact)))
        places[fact].push_back(line);
    }
  }
  std::vector<std::string> parts;
  for (std::size_t fact = 1; fact < kFacts; ++fact) {
    if (places[fact].empty()) continue;
    parts.push_back(std::string(kNames[fact]) + " (" + places_text(places[fact]) + ")");
  }
  return join(parts, ", ");
}

}  // namespace clashlint
