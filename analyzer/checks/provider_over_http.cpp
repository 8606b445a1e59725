#include <optional>
#include <unordered_set>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/keys/key_visit.h"
#include "rules/profile/structure.h"
#include "rules/value/link.h"
#include "rules/value/reach.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

// What the core downloads; a health check's address is asked on purpose without TLS.
bool is_downloaded(const KeyUse& use) {
  const std::string key = compared_key(use.place, use.entry.key->text);
  switch (use.place) {
    case KeyPlace::proxy_provider:
    case KeyPlace::rule_provider:
      return key == "url" && Structure(*use.mapping, KeyStyle::exact_dash).text("type") == "http";
    case KeyPlace::geox_url:
      return true;
    case KeyPlace::top:
      return key == "external-ui-url" || key == "lgbm-url";
    default:
      return false;
  }
}

void tell(const Facts& facts, const KeyUse& use, Reporter& report) {
  const YamlNode& url = resolved(*use.entry.value);
  const std::optional<Link> link = url.is_scalar() ? parse_link(url.text) : std::nullopt;
  if (!link || link->scheme != "http" || reach_of(link->host) != Reach::everywhere) return;
  const bool placeholder =
      link->host.find_first_of("{}<>$") != std::string_view::npos || !is_ascii(link->host);
  if (placeholder || link->host.empty()) return;
  Finding& finding = report.add(url.span, "this is downloaded without encryption");
  finding.primary.text = "who stands in between can put something else in its place";
  const std::size_t at = facts.sources.text(url.span).find("://");
  if (at == std::string_view::npos || use.through != nullptr || use.entry.value != &url) return;
  const auto behind = static_cast<std::uint32_t>(url.span.begin + at);
  finding.fixes.push_back(
      {.title = "write https",
       .applicability = Applicability::unsafe,
       .edits = {{.span = {.file = url.span.file, .begin = behind, .end = behind}, .text = "s"}}});
}

void run(const Facts& facts, Reporter& report) {
  const YamlTree& tree = facts.loaded.tree;
  if (tree.root() == nullptr) return;
  std::unordered_set<const YamlNode*> told;  // a link may be merged into several providers
  visit_keys(*tree.root(), [&](const KeyUse& use) {
    if (is_downloaded(use) && told.insert(&resolved(*use.entry.value)).second) tell(facts, use, report);
  });
}

}  // namespace

extern constinit const Check provider_over_http{
    .id = "provider-over-http",
    .category = Category::safety,
    .summary = "lists, nodes, geodata or the dashboard are downloaded without encryption",
    .severity = Severity::info,
    .preset = Preset::strict,
    .run = run};

}  // namespace clashlint
