// What the commands of the prompt answer.
#include <algorithm>
#include <ostream>
#include <sstream>
#include <utility>

#include "analyzer/match/takers.h"
#include "analyzer/match/walk.h"
#include "cli/command/explain_service.h"
#include "cli/command/find.h"
#include "cli/command/tell_hosts.h"
#include "cli/prompt/session.h"
#include "cli/render/decision_text.h"
#include "cli/render/printable.h"
#include "cli/render/service_text.h"
#include "cli/render/steps_text.h"
#include "cli/render/takers_text.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr std::size_t kMostTakers = 100;
constexpr std::size_t kMostRulesShown = 20;

// The query of the story: an address is filled in where that of the name is open.
struct LookedAt {
  Story story;
  Answer answer;
};

LookedAt look_at(const ExplainView& view, const Asked& asked) {
  LookedAt looked{.story = story_of(view, asked), .answer = {}};
  looked.answer = walk(view.profile, looked.story.query, view.selections, {.steps = true, .reasons = true});
  return looked;
}

// `to "🔭 LLM" under corp.example`: words, or texts in double quotes.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool inside = false;
  bool any = false;
  for (const char c : text) {
    if (c == '"') {
      inside = !inside;
      any = true;
    } else if (!inside && (c == ' ' || c == '\t')) {
      if (any || !word.empty()) words.push_back(std::exchange(word, {}));
      any = false;
    } else {
      word += c;
    }
  }
  if (any || !word.empty()) words.push_back(word);
  return words;
}

const OptionRow* find_row(std::string_view word) {
  const auto rows = find_rows();
  const auto found = std::ranges::find_if(rows, [&](const OptionRow& row) {
    return word == row.name || (row.name.starts_with("--") && word == bare_name(row));
  });
  return found == rows.end() ? nullptr : &*found;
}

// Dashes may be left out where an option is expected.
std::vector<std::string> find_args(const std::string& profile, std::string_view text) {
  std::vector<std::string> args = {profile};
  bool value = false;
  for (const std::string& word : words_of(text)) {
    const OptionRow* const row = value ? nullptr : find_row(word);
    args.push_back(row == nullptr ? word : std::string(row->name));
    value = row != nullptr && !row->value.empty();
  }
  return args;
}

template <typename Each>
void each_rule(const Profile& profile, Each each) {
  for (const Rule& rule : profile.rules) each(rule);
  for (const auto& list : profile.sub_rules) {
    for (const Rule& rule : list->rules) each(rule);
  }
}

}  // namespace

void Session::act(const PromptLine& line) {
  switch (line.act) {
    case Act::hold:
      return hold(*line.held, line.value);
    case Act::reset:
      return reset(line.value);
    case Act::why:
      return why();
    case Act::why_not:
      return why_not(line.value);
    case Act::who_else:
      return who_else();
    case Act::rule:
      return rule(line.value);
    case Act::service:
      return service(line.value);
    case Act::find:
      return find(line.value);
    case Act::help:
      out_ << prompt_help() << '\n';
      return;
    case Act::quit:
      done_ = true;
      return;
  }
}

bool Session::has_last() {
  if (!last_) fail("ask about a host first");
  return last_.has_value();
}

void Session::why() {
  if (!has_last()) return;
  const ExplainView view = this->view();
  const LookedAt looked = look_at(view, *last_);
  out_ << decision_text(view, *last_, looked.answer) << "\nLooked at:\n"
       << steps_text(view, looked.answer) << '\n';
}

// A line of the profile or of a layer, or a piece of one rule's text.
std::optional<AskedRow> Session::row_of(std::string_view value) {
  const ExplainView view = this->view();
  if (const Result<AskedRow> row = read_row(std::string(value))) {
    if (rule_on_line(view, *row) != nullptr) return *row;
    fail("line " + std::to_string(row->line) + " holds no rule");
    return std::nullopt;
  }
  std::vector<const Rule*> found;
  const std::string wanted = unicode_lower(value);
  each_rule(view.profile, [&](const Rule& rule) {
    if (unicode_lower(rule.text).find(wanted) != std::string::npos) found.push_back(&rule);
  });
  if (found.size() == 1) {
    const Span span = found.front()->span;
    return AskedRow{.file = span.file == 0 ? "" : view.sources[span.file].name(),
                    .line = view.sources.position(span).line};
  }
  std::string text = found.empty() ? "no rule has \"" + excerpt(value) + "\" in it"
                                   : std::to_string(found.size()) + " rules have it; by its line:";
  for (std::size_t at = 0; at < std::min(found.size(), kMostRulesShown); ++at)
    text += "\n  " + quoted(view, *found[at]);
  if (found.size() > kMostRulesShown) text += "\n  …";
  fail(text);
  return std::nullopt;
}

void Session::why_not(std::string_view value) {
  if (!has_last()) return;
  const std::optional<AskedRow> row = row_of(value);
  if (!row) return;
  const ExplainView view = this->view();
  const LookedAt looked = look_at(view, *last_);
  out_ << why_not_text(view, *last_, looked.story.query, looked.answer, *row) << '\n';
  const Rule* const rule = rule_on_line(view, *row);
  const std::optional<PlacedRow> place = place_in(opened_->judged(), *rule);
  const bool is_dead =
      place && opened_->judged().lists[place->list].verdict(place->row).verdict == Verdict::never;
  if (is_dead && rule != looked.answer.rule)
    out_ << "  takes     " << taken_text(opened_->judged(), *place, view.paint) << '\n';
  out_ << '\n';
}

void Session::who_else() {
  if (!has_last()) return;
  const ExplainView view = this->view();
  const Story story = story_of(view, *last_);
  out_ << takers_text(view, *last_, takers_of(view.profile, story.query, view.selections, kMostTakers))
       << '\n';
}

void Session::rule(std::string_view value) {
  const std::optional<AskedRow> row = row_of(value);
  if (!row) return;
  const ExplainView view = this->view();
  const Rule& rule = *rule_on_line(view, *row);
  out_ << view.paint.strong(quoted(view, rule)) << '\n';
  if (rule.kind != RuleKind::sub_rule) out_ << "  leads to  " << chain_text(view, rule.target) << '\n';
  if (const std::optional<PlacedRow> place = place_in(opened_->judged(), rule))
    out_ << "  takes     " << taken_text(opened_->judged(), *place, view.paint) << '\n';
  if (last_) {
    const LookedAt looked = look_at(view, *last_);
    out_ << "  " << why_not_text(view, *last_, looked.story.query, looked.answer, *row) << '\n';
  }
  out_ << '\n';
}

void Session::service(std::string_view value) {
  ExplainOptions options = options_;
  options.service = std::string(value);
  const Result<AskedService> asked = ask_about_service(options, services_);
  if (!asked) return fail(asked.error());
  const ExplainView view = this->view();
  out_ << service_text(view, compare(view, *asked->service, stories_of(view, asked->hosts))) << '\n';
}

void Session::find(std::string_view value) {
  const Result<RawOptions> raw = read_options(find_rows(), find_args(options_.profile.path, value));
  Result<FindOptions> options = raw ? read_find_options(*raw) : Error{raw.error()};
  if (!options) return fail("find: " + options.error());
  if (options->selections.empty()) options->selections = options_.selections;
  std::ostringstream err;
  const bool as_is = find_in(opened_->loaded(), opened_->sources(), *options, view().paint, out_, err) <= 1;
  if (!as_is) return fail(err.str());
  out_ << '\n';
}

}  // namespace clashlint
