// `list@attribute` keeps the entries of a geosite list that carry the
// attribute; where none does, the core warns in its log and goes on with an
// empty list (`semantics.md` F.2).
#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "analyzer/check/own_rows.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/visit.h"
#include "rules/base/strings.h"
#include "rules/value/similar.h"

namespace clashlint {
namespace {

/// Attributes that are named as those that a list has.
constexpr std::size_t kMaxNamed = 8;

bool leaves_nothing(const GeositeList& list) { return list.matcher && list.matcher->left_empty(); }

bool any_in(const Rule& rule) {
  const auto* const list = std::get_if<GeositeList>(&rule.condition);
  return (list != nullptr && leaves_nothing(*list)) || std::ranges::any_of(rule.parts, any_in);
}

class AttributeReport {
 public:
  AttributeReport(const Facts& facts, const GeositeList& list, Reporter& report)
      : facts_(facts), list_(list), report_(report) {
    const std::vector<std::string_view> parts = split(list.matcher->name, '@');
    name_ = parts.front();
    asked_.assign(parts.begin() + 1, parts.end());
    for (const std::string_view each : asked_) {
      if (std::ranges::find(list.matcher->attributes, each) == list.matcher->attributes.end())
        missing_.push_back(each);
    }
  }

  /// `place`: the payload in the file.
  void at(Span place) const {
    const bool together = missing_.empty();
    Finding& finding =
        report_.add(place, fmt::format("no entry of {} has the attribute{} \"{}\": {}", name_,
                                       together && asked_.size() > 1 ? "s" : "",
                                       together ? fmt::format("{}", fmt::join(asked_, "\" and \""))
                                                : std::string(missing_.front()),
                                       list_.negated ? "this takes every name" : "this takes nothing"));
    finding.confidence = Confidence::depends;
    finding.notes.push_back(known_words());
    propose(place, finding);
  }

 private:
  std::string known_words() const {
    const std::vector<std::string>& known = list_.matcher->attributes;
    if (known.empty())
      return fmt::format("in the GeoSite.dat here, entries of {} have no attributes at all", name_);
    std::vector<std::string> shown(
        known.begin(), known.begin() + static_cast<std::ptrdiff_t>(std::min(known.size(), kMaxNamed)));
    if (known.size() > kMaxNamed) shown.emplace_back("…");
    return fmt::format("in the GeoSite.dat here, entries of {} have {}", name_, join(shown, ", "));
  }

  void propose(Span place, Finding& finding) const {
    if (missing_.size() != 1) return;
    const std::vector<std::string_view> known(list_.matcher->attributes.begin(),
                                              list_.matcher->attributes.end());
    const std::optional<Meant> meant = nearest(missing_.front(), known);
    // `!cn` is an attribute like others, and the opposite of `cn`.
    if (!meant || meant->text.starts_with('!') != missing_.front().starts_with('!')) return;
    finding.primary.text = fmt::format("did you mean \"{}@{}\"?", name_, meant->text);
    const std::string written = ascii_lower(facts_.sources.text(place));
    const std::string word = "@" + std::string(missing_.front());
    const std::size_t at = written.find(word);
    if (at == std::string::npos) return;
    const auto begin = place.begin + static_cast<std::uint32_t>(at);
    const Span piece{
        .file = place.file, .begin = begin, .end = begin + static_cast<std::uint32_t>(word.size())};
    finding.fixes.push_back({.title = fmt::format("write \"@{}\"", meant->text),
                             .applicability = Applicability::unsafe,
                             .edits = {{.span = piece, .text = "@" + std::string(meant->text)}}});
  }

  const Facts& facts_;
  const GeositeList& list_;
  Reporter& report_;
  std::string_view name_;
  std::vector<std::string_view> asked_;
  std::vector<std::string_view> missing_;  ///< those that no entry has
};

void check_rows(const Facts& facts, std::span<const Rule> rows, RowHome home, Reporter& report) {
  for (const Rule& row : rows) {
    if (!any_in(row)) continue;
    visit_conditions(row, home, [&](const WrittenCondition& condition) {
      const auto* const list = std::get_if<GeositeList>(&condition.rule.condition);
      if (list != nullptr && leaves_nothing(*list))
        AttributeReport(facts, *list, report).at(piece_place(facts, row, condition.tokens.payload_text));
    });
  }
}

/// The name in the scalar, which may hold several.
Span name_place(const Facts& facts, const NameMatcher& matcher) {
  const std::string_view written = facts.sources.text(matcher.span);
  const std::string_view name = std::string_view(matcher.name).substr(matcher.name.find(':') + 1);
  const std::size_t at = written.find(name);
  if (at == std::string_view::npos) return matcher.span;
  const auto begin = matcher.span.begin + static_cast<std::uint32_t>(at);
  return {.file = matcher.span.file, .begin = begin, .end = begin + static_cast<std::uint32_t>(name.size())};
}

void run(const Facts& facts, Reporter& report) {
  const Profile& profile = facts.profile;
  check_rows(facts, profile.rules, RowHome::rules, report);
  for (const auto& list : profile.sub_rules) check_rows(facts, list->rules, RowHome::sub_rules, report);
  for (const auto& set : profile.rule_sets) check_rows(facts, set->rows.rules(), RowHome::rule_set, report);
  check_rows(facts, profile.dns.filter_rules, RowHome::fake_ip_filter, report);
  visit_name_matchers(profile, [&](const NameMatcher& matcher) {
    if (matcher.geosite && leaves_nothing(*matcher.geosite))
      AttributeReport(facts, *matcher.geosite, report).at(name_place(facts, matcher));
  });
}

}  // namespace

extern constinit const Check geodata_missing_attribute{
    .id = "geodata-missing-attribute",
    .category = Category::providers,
    .summary =
        "no entry of a geosite list has the attribute that is asked for, so that nothing is left of it",
    .run = run};

}  // namespace clashlint
