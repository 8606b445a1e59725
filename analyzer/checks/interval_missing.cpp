#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "analyzer/check/definitions.h"
#include "analyzer/check/reporter.h"

namespace clashlint {
namespace {

// In front of the link: a line of its own, or one more entry inside braces.
std::optional<Edit> insertion(const Facts& facts, const YamlNode& mapping) {
  std::size_t url = 0;
  while (url < mapping.children.size() && mapping.children[url]->text != "url") url += 2;
  if (url >= mapping.children.size()) return std::nullopt;  // it came with `<<`
  const Span key = mapping.children[url]->span;
  const Span place{.file = key.file, .begin = key.begin, .end = key.begin};
  if (mapping.style != YamlStyle::block) return Edit{.span = place, .text = "interval: 86400, "};
  const Source& source = facts.sources[key.file];
  const std::uint32_t line = source.line_begin(source.position(key.begin).line);
  const std::string_view indent = source.text().substr(line, key.begin - line);
  if (indent.find_first_not_of(' ') != std::string_view::npos) return std::nullopt;
  return Edit{.span = place, .text = fmt::format("interval: 86400\n{}", indent)};
}

void check_section(const Facts& facts, std::string_view section, Reporter& report) {
  for (const ProviderDefinition& provider : provider_definitions(facts, section)) {
    const Structure& fields = provider.fields;
    const YamlNode* const interval = fields.find("interval");
    if (fields.text("type") != "http" || fields.integer("interval").value_or(0) > 0) continue;
    Finding& finding = report.add(interval == nullptr ? provider.key.span : interval->span,
                                  "this list is downloaded once and never again");
    finding.primary.text = interval == nullptr ? "has no interval" : "0 is never";
    if (interval != nullptr) continue;
    const std::optional<Edit> edit = insertion(facts, fields.node());
    if (edit)
      finding.fixes.push_back({.title = "add `interval: 86400`, once a day",
                               .applicability = Applicability::unsafe,
                               .edits = {*edit}});
  }
}

void run(const Facts& facts, Reporter& report) {
  check_section(facts, "proxy-providers", report);
  check_section(facts, "rule-providers", report);
}

}  // namespace

extern constinit const Check interval_missing{.id = "interval-missing",
                                              .category = Category::providers,
                                              .summary = "a provider is downloaded once and never again",
                                              .severity = Severity::info,
                                              .preset = Preset::strict,
                                              .run = run};

}  // namespace clashlint
