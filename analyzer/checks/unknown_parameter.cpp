// The core knows two words behind a target and takes every other for nothing
// (`semantics.md` C.1). Reported is what changes something: a misspelt
// `no-resolve` of a rule that asks DNS, ports behind a comma, words of other programs.
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/check/own_rows.h"
#include "analyzer/check/reporter.h"
#include "rules/base/strings.h"
#include "rules/base/written.h"
#include "rules/kind/family.h"
#include "rules/profile/names.h"
#include "rules/profile/profile.h"
#include "rules/value/similar.h"

namespace clashlint {
namespace {

constexpr std::string_view kKnown[] = {"no-resolve", "src"};

bool is_known(std::string_view word) { return std::ranges::find(kKnown, word) != std::end(kKnown); }

enum class Asks { never, perhaps, always };

bool asks_within(const Rule& rule) {
  return (looks_at_destination(rule.kind) && !rule.no_resolve) ||
         std::ranges::any_of(rule.parts, asks_within);
}

Asks asks(const RuleSet& set) {
  if (set.behavior == ProviderBehavior::domain) return Asks::never;
  if (set.behavior == ProviderBehavior::ipcidr) return Asks::always;
  if (!set.availability.available) return Asks::perhaps;
  return std::ranges::any_of(set.rows.rules(), asks_within) ? Asks::always : Asks::never;
}

/// Whether the rule asks DNS for a name, as nothing tells it not to.
Asks asks(const Rule& rule) {
  if (rule.no_resolve) return Asks::never;
  const auto* const use = std::get_if<RuleSetUse>(&rule.condition);
  if (use != nullptr && use->set != nullptr) return asks(*use->set);
  return looks_at_destination(rule.kind) ? Asks::always : Asks::never;
}

bool takes_numbers(RuleKind kind) {
  return kind == RuleKind::dst_port || kind == RuleKind::src_port || kind == RuleKind::in_port ||
         kind == RuleKind::uid || kind == RuleKind::dscp;
}

bool is_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789-") == std::string_view::npos;
}

/// One row and what stands in it.
class ParameterCheck {
 public:
  ParameterCheck(const Facts& facts, const Rule& row, Reporter& report)
      : facts_(facts), row_(row), report_(report) {}

  void check(const WrittenCondition& condition) {
    std::vector<std::string_view> words = condition.tokens.params;
    if (condition.rule.kind == RuleKind::match) words = behind_match();
    std::erase_if(words, [](std::string_view word) { return word.empty() || is_known(word); });
    if (words.empty() || !condition.rule.understood) return;
    if (takes_numbers(condition.rule.kind) && is_number(words.front())) return report_numbers(condition);
    for (const std::string_view word : words) report_word(condition, word);
  }

 private:
  std::vector<std::string_view> behind_match() const {
    std::vector<std::string_view> pieces = split(row_.text, ',');
    pieces.erase(pieces.begin(), pieces.begin() + std::min<std::ptrdiff_t>(2, std::ssize(pieces)));
    for (std::string_view& piece : pieces) piece = trim_blanks(piece);
    return pieces;
  }

  // A list of ports cannot be written with commas: only the first is read.
  void report_numbers(const WrittenCondition& condition) {
    const RuleTokens& tokens = condition.tokens;
    const auto first = std::ranges::find_if(tokens.params, is_number);
    auto last = first;
    std::string list = tokens.payload;
    for (auto at = first; at != tokens.params.end() && is_number(*at); ++at) {
      list += fmt::format("/{}", *at);
      last = at;
    }
    const char* const begin = tokens.payload_text.data();
    const std::string_view whole(begin, static_cast<std::size_t>(last->data() + last->size() - begin));
    const std::string_view ignored(first->data(),
                                   static_cast<std::size_t>(last->data() + last->size() - first->data()));
    Finding& finding =
        report_.add(piece_place(facts_, row_, ignored),
                    fmt::format("only {} is looked at: the core ignores \"{}\"", tokens.payload, ignored));
    finding.primary.text = "several are parted by `/`";
    replace(finding, whole, list);
  }

  void report_word(const WrittenCondition& condition, std::string_view word) {
    const auto meant = nearest(word, {std::begin(kKnown), std::end(kKnown)});
    if (meant) return report_misspelt(condition.rule, word, *meant);
    const Outbound* const outbound = find_outbound(facts_.profile, word);
    if (outbound != nullptr && word == row_.target) return;  // says the same twice
    Finding& finding =
        report_.add(piece_place(facts_, row_, word), fmt::format("the core ignores \"{}\"", word));
    if (outbound != nullptr) {
      finding.primary.text = row_.target.empty() ? "a target has no meaning here"
                                                 : fmt::format("the target is \"{}\"", row_.target);
    } else {
      finding.primary.text = "the core knows only no-resolve and src";
    }
  }

  void report_misspelt(const Rule& rule, std::string_view word, const Meant& meant) {
    const bool source = meant.text == "src";
    const bool heeds_it = looks_at_destination(rule.kind) || rule.kind == RuleKind::rule_set;
    const Asks dns = source && heeds_it ? Asks::always : asks(rule);
    if (dns == Asks::never) return;  // written rightly it would change nothing
    Finding& finding = report_.add(piece_place(facts_, row_, word), ignored_message(word, meant));
    finding.primary.text = fmt::format("did you mean \"{}\"?", meant.text);
    if (dns == Asks::perhaps) {
      finding.confidence = Confidence::depends;
      finding.notes.emplace_back("unless the list, which is not here, holds no addresses");
    }
    replace(finding, word, std::string(meant.text));
  }

  static std::string ignored_message(std::string_view word, const Meant& meant) {
    if (meant.text == "src")
      return fmt::format("the core ignores \"{}\": the rule looks at the destination", word);
    return fmt::format("the core ignores \"{}\": the rule asks DNS for the names that reach it", word);
  }

  void replace(Finding& finding, std::string_view piece, std::string text) {
    const auto place = written_place(facts_.sources, row_.span, row_.text, piece);
    if (!place) return;
    finding.fixes.push_back({.title = fmt::format("write \"{}\"", text),
                             .applicability = Applicability::unsafe,
                             .edits = {{.span = *place, .text = std::move(text)}}});
  }

  const Facts& facts_;
  const Rule& row_;
  Reporter& report_;
};

// Most rows have no more pieces than they need: they are not cut again.
bool may_have_parameters(const Rule& row, RowHome home) {
  if (!row.parts.empty()) return true;
  const std::size_t needed = row.kind == RuleKind::match ? 2 : 3;
  const auto pieces = static_cast<std::size_t>(std::ranges::count(row.text, ',')) + 1;
  return pieces > needed - (home == RowHome::rule_set ? 1 : 0);
}

void run(const Facts& facts, Reporter& report) {
  visit_own_rows(facts, [&](const Rule& row, RowHome home) {
    if (!may_have_parameters(row, home)) return;
    ParameterCheck check(facts, row, report);
    visit_conditions(row, home, [&](const WrittenCondition& condition) { check.check(condition); });
  });
}

}  // namespace

extern constinit const Check unknown_parameter{
    .id = "unknown-parameter",
    .category = Category::names,
    .summary = "a word behind a rule's target means nothing to the core",
    .run = run};

}  // namespace clashlint
