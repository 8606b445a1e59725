// What an expression takes beside what its author thinks of. Each finding of
// an open end has a name that the core's engine was asked about.
#include <algorithm>
#include <cctype>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analyzer/check/own_rows.h"
#include "analyzer/check/reporter.h"
#include "rules/base/written.h"

namespace clashlint {
namespace {

bool is_letter(char byte) { return std::isalnum(static_cast<unsigned char>(byte)) != 0; }
bool is_literal(char byte) { return is_letter(byte) || byte == '-' || byte == '_'; }

/// One sign of a pattern: a character with its backslash, or a class in brackets.
struct Sign {
  std::size_t begin = 0;
  std::size_t end = 0;
  char stands_for = 0;  ///< a letter or a dot that stands for itself
  bool any = false;     ///< a dot that stands for any character
};

std::size_t class_end(std::string_view pattern, std::size_t at) {
  ++at;
  if (at < pattern.size() && pattern[at] == '^') ++at;
  if (at < pattern.size() && pattern[at] == ']') ++at;
  while (at < pattern.size() && pattern[at] != ']') at += pattern[at] == '\\' ? 2 : 1;
  return std::min(at + 1, pattern.size());
}

std::vector<Sign> signs_of(std::string_view pattern) {
  std::vector<Sign> signs;
  for (std::size_t at = 0; at < pattern.size();) {
    Sign sign{.begin = at, .end = at + 1};
    if (pattern[at] == '\\') {
      sign.end = std::min(at + 2, pattern.size());
      const char next = at + 1 < pattern.size() ? pattern[at + 1] : '\0';
      if (next == '.' || next == '-') sign.stands_for = next;
    } else if (pattern[at] == '[') {
      sign.end = class_end(pattern, at);
    } else if (pattern[at] == '.') {
      sign.any = true;
    } else if (is_literal(pattern[at])) {
      sign.stands_for = pattern[at];
    }
    at = sign.end;
    signs.push_back(sign);
  }
  return signs;
}

bool repeats(std::string_view pattern, std::size_t at) {
  return at < pattern.size() &&
         (pattern[at] == '*' || pattern[at] == '+' || pattern[at] == '?' || pattern[at] == '{');
}

/// Dots between letters that stand for any character: `google.com`.
std::vector<std::size_t> open_dots(std::string_view pattern, const std::vector<Sign>& signs) {
  std::vector<std::size_t> dots;
  for (std::size_t at = 1; at + 1 < signs.size(); ++at) {
    const bool between = is_letter(signs[at - 1].stands_for) && is_letter(signs[at + 1].stands_for);
    if (signs[at].any && between && !repeats(pattern, signs[at].end)) dots.push_back(signs[at].begin);
  }
  return dots;
}

/// The literal text at the beginning or the end of a pattern, dots included.
std::string literal_run(const std::vector<Sign>& signs, bool at_end) {
  std::string run;
  for (std::size_t step = 0; step < signs.size(); ++step) {
    const Sign& sign = signs[at_end ? signs.size() - 1 - step : step];
    if (sign.stands_for == 0 && !sign.any) break;
    run += sign.any ? '.' : sign.stands_for;
  }
  if (at_end) std::ranges::reverse(run);
  return run;
}

/// The literal text around a dot, with a letter in its place.
std::string with_letter(const std::vector<Sign>& signs, std::size_t dot) {
  const auto literal = [](const Sign& sign) { return sign.stands_for != 0 || sign.any; };
  const auto middle = std::ranges::find(signs, dot, &Sign::begin);
  const auto end = std::find_if_not(middle, signs.end(), literal);
  auto begin = middle;
  while (begin != signs.begin() && literal(*std::prev(begin))) --begin;
  std::string text;
  for (auto sign = begin; sign != end; ++sign)
    text += sign == middle ? 'x' : sign->any ? '.' : sign->stands_for;
  return text;
}

bool has_inner_dot(std::string_view run) {
  const std::size_t dot = run.find('.', 1);
  return dot != std::string_view::npos && dot + 1 < run.size();
}

class RegexCheck {
 public:
  RegexCheck(const Facts& facts, const Rule& row, Reporter& report)
      : facts_(facts), row_(row), report_(report) {}

  void check(const WrittenCondition& condition) {
    const auto* const regex = std::get_if<Regex>(&condition.rule.condition);
    if (condition.rule.kind != RuleKind::domain_regex || regex == nullptr) return;
    const std::string_view pattern = condition.tokens.payload_text;
    if (pattern != regex->pattern()) return;  // blanks around a comma: places would be wrong
    const std::vector<Sign> signs = signs_of(pattern);
    report_dots(pattern, signs, *regex);
    report_ends(pattern, signs, *regex);
  }

 private:
  Span place(std::string_view piece) const { return piece_place(facts_, row_, piece); }

  void report_dots(std::string_view pattern, const std::vector<Sign>& signs, const Regex& regex) {
    const std::vector<std::size_t> dots = open_dots(pattern, signs);
    if (dots.empty()) return;
    Finding& finding =
        report_.add(place(pattern.substr(dots.front(), 1)), "a dot without a backslash takes any character");
    const std::string name = with_letter(signs, dots.front());
    if (regex.search(name) == RegexAnswer::yes) finding.primary.text = fmt::format("takes {}, too", name);
    for (const std::size_t dot : std::span(dots).subspan(1))
      finding.related.push_back({.span = place(pattern.substr(dot, 1)), .text = "here too"});
    add_fix(finding, pattern, dots);
  }

  // In double quotes a backslash would be YAML's.
  void add_fix(Finding& finding, std::string_view pattern, const std::vector<std::size_t>& dots) {
    if (facts_.sources.text(row_.span).starts_with('"')) return;
    Fix fix{.title = "put a backslash before it", .applicability = Applicability::unsafe, .edits = {}};
    for (const std::size_t dot : dots) {
      const auto at = written_place(facts_.sources, row_.span, row_.text, pattern.substr(dot, 1));
      if (!at) return;
      fix.edits.push_back({.span = {.file = at->file, .begin = at->begin, .end = at->begin}, .text = "\\"});
    }
    finding.fixes.push_back(std::move(fix));
  }

  void report_ends(std::string_view pattern, const std::vector<Sign>& signs, const Regex& regex) {
    const std::string head = literal_run(signs, false);
    const std::string tail = literal_run(signs, true);
    if (has_inner_dot(tail)) {
      report_open(pattern, regex, tail + ".example.net", "end", "$");
    }
    if (has_inner_dot(head) && is_letter(head.front()))
      report_open(pattern, regex, "not" + head, "beginning", "^");
  }

  void report_open(std::string_view pattern, const Regex& regex, const std::string& name,
                   std::string_view side, std::string_view sign) {
    if (regex.search(name) != RegexAnswer::yes) return;
    Finding& finding =
        report_.add(place(pattern), fmt::format("nothing ties this expression to the {} of the name", side));
    finding.primary.text = fmt::format("takes {}, too", name);
    finding.notes.push_back(fmt::format("`{}` stands for the {} of the name", sign, side));
  }

  const Facts& facts_;
  const Rule& row_;
  Reporter& report_;
};

bool any_regex(const Rule& rule) {
  return rule.kind == RuleKind::domain_regex || std::ranges::any_of(rule.parts, any_regex);
}

void run(const Facts& facts, Reporter& report) {
  visit_own_rows(facts, [&](const Rule& row, RowHome home) {
    if (!any_regex(row)) return;
    RegexCheck check(facts, row, report);
    visit_conditions(row, home, [&](const WrittenCondition& condition) { check.check(condition); });
  });
}

}  // namespace

extern constinit const Check regex_surprise{.id = "regex-surprise",
                                            .category = Category::names,
                                            .summary = "a regular expression takes more names than it looks",
                                            .severity = Severity::info,
                                            .preset = Preset::strict,
                                            .run = run};

}  // namespace clashlint
