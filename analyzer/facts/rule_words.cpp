#include "analyzer/facts/rule_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyzer/automaton/row_names.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

bool has_list(const Rule& rule) { return rule.kind == RuleKind::rule_set || rule.kind == RuleKind::geosite; }

std::optional<NameEntry> single_name(const Rule& rule) {
  if (rule.kind == RuleKind::domain) return NameEntry(rule.payload, NameForm::whole, 0);
  if (rule.kind == RuleKind::domain_suffix) return NameEntry(rule.payload, NameForm::suffix, 0);
  return std::nullopt;
}

bool covers(std::string_view text, NameForm form, const NameEntry& wanted) {
  if (is_below(wanted.text(), text)) return form != NameForm::whole;
  return wanted.text() == text && (form == NameForm::suffix || wanted.form() == form);
}

}  // namespace

std::string asked_words(const Rule& rule) {
  switch (rule.kind) {
    case RuleKind::domain:
      return rule.payload;
    case RuleKind::domain_suffix:
      return rule.payload + " and every name under it";
    case RuleKind::domain_keyword:
      return fmt::format("every name with \"{}\" in it", rule.payload);
    case RuleKind::geosite:
      return fmt::format("every name of {}", rule.payload);
    case RuleKind::geoip:
      return fmt::format("every address in {}", ascii_upper(rule.payload));
    case RuleKind::ip_asn:
      return fmt::format("every address of AS{}", rule.payload);
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6:
      return fmt::format("every address in {}", rule.payload);
    case RuleKind::rule_set:
      return fmt::format("everything in {}", rule.payload);
    case RuleKind::match:
      return "everything";
    default:
      return "all of it";
  }
}

std::string condition_text(const Rule& rule) {
  if (rule.kind == RuleKind::match) return "MATCH";
  return fmt::format("{},{}", keyword(rule.kind), rule.payload);
}

std::string line_of(const Sources& sources, const Rule& rule) {
  const std::uint32_t line = sources.position(rule.span).line;
  return rule.span.file == 0 ? std::to_string(line)
                             : fmt::format("{} of {}", line, sources[rule.span.file].name());
}

std::optional<TakingEntry> taking_entry(const Rule& taker, const Rule& rule) {
  const std::optional<NameEntry> wanted = single_name(rule);
  if (!wanted || !has_list(taker)) return std::nullopt;
  const auto* use = std::get_if<RuleSetUse>(&taker.condition);
  const bool in_file = use != nullptr && use->set != nullptr && use->set->file;
  std::optional<TakingEntry> found;
  visit_names(
      taker,
      [&](std::string_view text, NameForm form, std::uint32_t place) {
        if (found || !covers(text, form, *wanted)) return;
        found = TakingEntry{.text = shown_entry({text, form, 0}), .place = {}};
        if (in_file) {
          const auto length = static_cast<std::uint32_t>(found->text.size());
          found->place = Span{.file = *use->set->file, .begin = place, .end = place + length};
        }
      },
      [&](std::string_view keyword) {
        if (!found && wanted->text().find(keyword) != std::string_view::npos)
          found = TakingEntry{.text = fmt::format("keyword {}", keyword), .place = {}};
      });
  return found;
}

}  // namespace clashlint
