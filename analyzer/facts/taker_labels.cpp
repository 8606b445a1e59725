#include "analyzer/facts/taker_labels.h"

#include <fmt/format.h>

#include "analyzer/automaton/row_names.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

/// The entry of a list that takes all names that a row asks for.
struct Entry {
  std::string text{};  ///< as it is written: `+.openai.com`, `DOMAIN-KEYWORD,openai`
  std::uint32_t place = 0;
};

std::optional<NameEntry> single_name(const Rule& rule) {
  if (rule.kind == RuleKind::domain) return NameEntry(rule.payload, NameForm::whole, 0);
  if (rule.kind == RuleKind::domain_suffix) return NameEntry(rule.payload, NameForm::suffix, 0);
  return std::nullopt;
}

NameForm form_of(RuleKind kind) { return kind == RuleKind::domain ? NameForm::whole : NameForm::suffix; }

std::optional<Entry> entry_in(const RuleSet& set, const NameEntry& wanted) {
  for (const NameEntry& entry : set.domains.entries()) {
    if (entry.form() != NameForm::other && covers(entry, wanted))
      return Entry{.text = shown_entry(entry), .place = entry.place};
  }
  for (std::size_t at = 0; at < set.rows.size(); ++at) {
    const SetRows::Row row = set.rows[at];
    if (!row.is_name()) continue;
    const bool takes = row.kind == RuleKind::domain_keyword
                           ? wanted.text().find(row.payload) != std::string_view::npos
                           : covers(NameEntry{row.payload, form_of(row.kind), 0}, wanted);
    if (takes) return Entry{.text = set.rows.text(at), .place = row.place};
  }
  return std::nullopt;
}

std::optional<Entry> entry_in(const GeositeMatcher& list, const NameEntry& wanted) {
  for (const NameEntry& entry : list.domains.entries()) {
    if (entry.form() != NameForm::other && covers(entry, wanted)) return Entry{.text = shown_entry(entry)};
  }
  for (const std::string& keyword : list.keywords) {
    if (wanted.text().find(keyword) != std::string_view::npos)
      return Entry{.text = fmt::format("keyword:{}", keyword)};
  }
  return std::nullopt;
}

const RuleSet* set_of(const Rule& rule) {
  const auto* use = std::get_if<RuleSetUse>(&rule.condition);
  return use == nullptr ? nullptr : use->set;
}

std::optional<Entry> taking_entry(const Rule& taker, const Rule& rule) {
  const std::optional<NameEntry> wanted = single_name(rule);
  if (!wanted) return std::nullopt;
  if (const RuleSet* set = set_of(taker)) return entry_in(*set, *wanted);
  const auto* list = std::get_if<GeositeList>(&taker.condition);
  if (list == nullptr || !list->matcher || list->negated) return std::nullopt;
  return entry_in(*list->matcher, *wanted);
}

}  // namespace

std::optional<Span> entry_span(const Sources& sources, const RuleSet& set, std::uint32_t place,
                               std::string_view entry) {
  const bool in_text = set.type == "inline" || (set.file && set.availability.available);
  if (!in_text) return std::nullopt;
  const FileId file = set.file.value_or(set.span.file);
  std::string_view rest = sources[file].text().substr(place);
  if (rest.starts_with('\'') || rest.starts_with('"')) {
    rest.remove_prefix(1);
    ++place;
  }
  const bool as_written = ascii_iequals(rest.substr(0, entry.size()), entry);
  const std::size_t size = as_written ? entry.size() : rest.substr(0, rest.find_first_of("\r\n")).size();
  return Span{.file = file, .begin = place, .end = place + static_cast<std::uint32_t>(size)};
}

void TakerLabels::add(Finding& finding, int taker, const Rule& rule, std::string text) {
  const Rule& above = list_.rule(taker);
  std::optional<Entry> entry;
  if (looked_[taker]++ < kMaxLooked) entry = taking_entry(above, rule);
  if (entry) text += fmt::format(", by its entry {}", entry->text);
  finding.related.push_back({.span = above.span, .text = std::move(text)});
  const RuleSet* set = set_of(above);
  if (!entry || set == nullptr) return;
  if (const std::optional<Span> span = entry_span(sources_, *set, entry->place, entry->text))
    finding.related.push_back({.span = *span, .text = "this entry"});
}

}  // namespace clashlint
