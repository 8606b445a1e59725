#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "analyzer/check/definitions.h"
#include "analyzer/check/missed_names.h"
#include "analyzer/check/own_patterns.h"
#include "analyzer/check/own_rows.h"
#include "analyzer/check/pattern_language.h"
#include "analyzer/check/reporter.h"
#include "rules/base/strings.h"
#include "rules/base/written.h"

namespace clashlint {
namespace {

constexpr char kBackspace = '\b';

void say(Finding& finding, const Misread& misread, std::optional<Span> place) {
  if (!misread.note.empty()) finding.notes.push_back(misread.note);
  if (misread.meant.empty()) return;
  finding.primary.text = fmt::format("did you mean \"{}\"?", misread.meant);
  if (!misread.can_replace || !place) return;
  finding.fixes.push_back({.title = fmt::format("write \"{}\"", misread.meant),
                           .applicability = Applicability::unsafe,
                           .edits = {{.span = *place, .text = misread.meant}}});
}

// --- Rows

// What no plain name has, and what other languages mean something by.
constexpr auto kSigns = [] {
  std::array<bool, 256> signs{};
  for (const char sign : std::string_view("*?+:^\\|([$")) signs[static_cast<unsigned char>(sign)] = true;
  return signs;
}();

bool has_sign(std::string_view text) {
  return text.starts_with('.') ||
         std::ranges::any_of(text, [](char byte) { return kSigns[static_cast<unsigned char>(byte)]; });
}

bool is_regex(RuleKind kind) {
  return kind == RuleKind::domain_regex || kind == RuleKind::process_name_regex ||
         kind == RuleKind::process_path_regex;
}

void check_condition(const Facts& facts, const Rule& row, const WrittenCondition& condition,
                     Reporter& report) {
  const RuleTokens& tokens = condition.tokens;
  const std::optional<Misread> misread = misread_payload(condition.rule.kind, tokens.payload);
  if (!misread || !condition.rule.understood) return;
  Finding& finding = report.add(piece_place(facts, row, tokens.payload_text), misread->message);
  const char* const begin = tokens.type_text.data();
  const char* const end = tokens.payload_text.data() + tokens.payload_text.size();
  const std::string_view whole(begin, static_cast<std::size_t>(end - begin));
  say(finding, *misread, written_place(facts.sources, row.span, row.text, whole));
}

// --- Lists of domain patterns

void report_missed(const Facts& facts, const std::vector<OwnPattern>& missed, Reporter& report) {
  const OwnPattern& first = missed.front();
  const std::string_view name = first.text.substr(1);
  Finding& finding =
      report.add(pattern_place(facts, first),
                 fmt::format("\"{}\" takes the names below {}, not {} itself", first.text, name, name));
  finding.primary.text = fmt::format("did you mean \"+{}\"?", first.text);
  Fix fix{
      .title = missed.size() == 1 ? fmt::format("write \"+{}\"", first.text) : "write \"+\" before the dots",
      .applicability = Applicability::unsafe,
      .edits = {}};
  for (const OwnPattern& pattern : missed) {
    if (&pattern != &first)
      finding.related.push_back({.span = pattern_place(facts, pattern), .text = "here too"});
    const auto place = written_place(facts.sources, pattern.span, pattern.value, pattern.text);
    if (place)
      fix.edits.push_back(
          {.span = {.file = place->file, .begin = place->begin, .end = place->begin}, .text = "+"});
  }
  if (!fix.edits.empty()) finding.fixes.push_back(std::move(fix));
}

/// Patterns with one fault in one list are told once, where nothing can be written instead.
class MisreadPatterns {
 public:
  MisreadPatterns(const Facts& facts, Reporter& report) : facts_(facts), report_(report) {}

  void check(const OwnPattern& pattern) {
    const bool trie = pattern.home == PatternHome::hosts || pattern.home == PatternHome::policy;
    std::optional<Misread> misread = misread_pattern(pattern.text, trie);
    if (!misread) return;
    if (pattern.home == PatternHome::fake_ip_filter && is_filter_rule(pattern.text)) {
      misread->meant.clear();
      misread->note = "with `fake-ip-filter-mode: rule` the core reads rules here";
    }
    const Span place = pattern_place(facts_, pattern);
    if (misread->meant.empty()) return fold(pattern.list, place, std::move(*misread));
    // A key that is there already would be refused.
    if (pattern.home == PatternHome::hosts) misread->can_replace = false;
    say(report_.add(place, misread->message), *misread,
        written_place(facts_.sources, pattern.span, pattern.value, pattern.text));
  }

  void report() {
    for (const Alike& alike : alike_) {
      Finding& finding = report_.add(alike.places.front(), alike.misread.message);
      if (!alike.misread.note.empty()) finding.notes.push_back(alike.misread.note);
      for (const Span place : std::span(alike.places).subspan(1))
        finding.related.push_back({.span = place, .text = "here too"});
    }
  }

 private:
  struct Alike {
    const YamlNode* list = nullptr;
    Misread misread;
    std::vector<Span> places;
  };

  static bool is_filter_rule(std::string_view text) {
    const std::size_t comma = text.rfind(',');
    if (comma == std::string_view::npos) return false;
    const std::string_view action = trim_blanks(text.substr(comma + 1));
    return ascii_iequals(action, "fake-ip") || ascii_iequals(action, "real-ip");
  }

  // As many kinds of faults as there are, so few.
  void fold(const YamlNode* list, Span place, Misread misread) {
    const auto same = std::ranges::find_if(alike_, [&](const Alike& each) {
      return each.list == list && each.misread.message == misread.message &&
             each.misread.note == misread.note;
    });
    if (same != alike_.end()) {
      same->places.push_back(place);
    } else {
      alike_.push_back({.list = list, .misread = std::move(misread), .places = {place}});
    }
  }

  const Facts& facts_;
  Reporter& report_;
  std::vector<Alike> alike_;
};

void check_patterns(const Facts& facts, Reporter& report) {
  MissedNames missed(facts);
  MisreadPatterns misread(facts, report);
  visit_own_patterns(facts, [&](const OwnPattern& pattern) {
    if (pattern.home != PatternHome::hosts) missed.add(pattern);
    misread.check(pattern);
  });
  misread.report();
  for (const std::vector<OwnPattern>& list : missed.lists()) report_missed(facts, list, report);
}

// --- `\b` in double quotes, which YAML turns into a backspace before any engine sees it

std::vector<Edit> doubled_backslashes(const Facts& facts, Span scalar) {
  std::vector<Edit> edits;
  const std::string_view written = facts.sources.text(scalar);
  for (std::size_t at = 0; at + 1 < written.size(); ++at) {
    if (written[at] != '\\') continue;
    const auto begin = static_cast<std::uint32_t>(scalar.begin + at);
    if (written[at + 1] == 'b')
      edits.push_back({.span = {.file = scalar.file, .begin = begin, .end = begin}, .text = "\\"});
    ++at;
  }
  return edits;
}

void report_backspace(const Facts& facts, Span scalar, Reporter& report) {
  const std::vector<Edit> edits = doubled_backslashes(facts, scalar);
  if (edits.empty()) return;
  Finding& finding = report.add(scalar, "in double quotes \"\\b\" is a backspace, which no name has in it");
  finding.primary.text = "this part of the expression never finds anything";
  finding.notes.emplace_back("in single quotes \"\\b\" stays as it is: the edge of a word");
  finding.fixes.push_back(
      {.title = "write \"\\\\b\"", .applicability = Applicability::unsafe, .edits = edits});
}

void check_filter(const Facts& facts, const Structure& fields, Reporter& report) {
  for (const std::string_view key : {"filter", "exclude-filter"}) {
    const YamlNode* const node = fields.find(key);
    if (node != nullptr && node->style == YamlStyle::double_quoted &&
        node->text.find(kBackspace) != std::string_view::npos)
      report_backspace(facts, node->span, report);
  }
}

// --- `exclude-type`, which groups and providers read in two languages

void check_types(const Facts& facts, const Structure& fields, bool in_group, Reporter& report) {
  const YamlNode* const node = fields.find("exclude-type");
  if (node == nullptr || !node->is_scalar()) return;
  for (const std::string_view word : split(node->text, '|')) {
    const std::string_view meant = meant_type(word, in_group);
    if (meant.empty()) continue;
    Misread misread{.message = fmt::format("{} has nothing of the type \"{}\"",
                                           in_group ? "a group" : "a provider", word),
                    .meant = std::string(meant),
                    .can_replace = true,
                    .note = in_group ? "groups compare the core's own names of types"
                                     : "providers compare what stands behind `type:` of a node"};
    say(report.add(shown_place(facts.sources, node->span, node->text, word), misread.message), misread,
        written_place(facts.sources, node->span, node->text, word));
  }
}

void check_row(const Facts& facts, const Rule& row, RowHome home, Reporter& report) {
  const bool logic = !row.parts.empty();
  if (logic || is_regex(row.kind)) {
    if (row.text.find(kBackspace) != std::string::npos) report_backspace(facts, row.span, report);
    if (!logic) return;
  } else if (!has_sign(row.payload)) {
    return;
  }
  visit_conditions(
      row, home, [&](const WrittenCondition& condition) { check_condition(facts, row, condition, report); });
}

void run(const Facts& facts, Reporter& report) {
  visit_own_rows(facts, [&](const Rule& row, RowHome home) { check_row(facts, row, home, report); });
  check_patterns(facts, report);
  for (const GroupDefinition& group : group_definitions(facts)) {
    check_filter(facts, group.fields, report);
    check_types(facts, group.fields, true, report);
  }
  for (const ProviderDefinition& provider : provider_definitions(facts, "proxy-providers")) {
    check_filter(facts, provider.fields, report);
    check_types(facts, provider.fields, false, report);
  }
}

}  // namespace

extern constinit const Check wrong_pattern_language{
    .id = "wrong-pattern-language",
    .category = Category::names,
    .summary = "a pattern is written in the language of another list, and is read letter by letter",
    .run = run};

}  // namespace clashlint
