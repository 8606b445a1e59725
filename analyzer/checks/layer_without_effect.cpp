// Parts of a layer that change nothing: a row to delete that nothing reads
// like, a key that the client does not read or writes over.
#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "rules/layers/rule_rows.h"

namespace clashlint {
namespace {

void tell(const Facts& facts, const LayerEffect& effect, Reporter& report) {
  Finding& finding = report.add(effect.by, fmt::format("this changes nothing: {}", effect.why));
  const bool is_row = effect.deed == LayerDeed::unread && is_rules(effect.section) && effect.rows.size() == 1;
  if (!is_row) return;
  // What `delete` was likely to name: the same question with another end.
  const YamlNode& near = resolved(*effect.rows.front());
  finding.related.push_back({.span = near.span, .text = "this one asks for the same"});
  const std::string_view written = facts.sources.text(effect.by);
  const bool quoted = written.starts_with('"') || written.starts_with('\'');
  const std::string quote(written.substr(0, quoted ? 1 : 0));
  finding.fixes.push_back({.title = fmt::format("write {}", near.text),
                           .applicability = Applicability::unsafe,
                           .edits = {{.span = effect.by, .text = quote + std::string(near.text) + quote}}});
}

void run(const Facts& facts, Reporter& report) {
  if (!facts.loaded.layered) return;
  for (const LayerEffect& effect : facts.loaded.layered->effects) {
    // Of rules that are not added override-replaces-rules speaks.
    const bool told = effect.deed == LayerDeed::stray && effect.section == "rules" && !effect.rows.empty();
    if (effect.deed == LayerDeed::unread || (effect.deed == LayerDeed::stray && !told))
      tell(facts, effect, report);
  }
}

}  // namespace

extern constinit const Check layer_without_effect{
    .id = "layer-without-effect",
    .category = Category::keys,
    .summary = "a part of a layer changes nothing: what it takes out or sets is not there, or not read",
    .run = run};

}  // namespace clashlint
