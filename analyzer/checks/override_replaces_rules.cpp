// A `rules:` that was to add a few rows and takes the place of all, and keys
// that were to add rows and that the client does not read.
#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/layer_remedy.h"
#include "analyzer/check/reporter.h"
#include "rules/layers/rule_rows.h"

namespace clashlint {
namespace {

std::string counted(std::size_t count) {
  return count == 1 ? "the rule" : fmt::format("all {} rules", count);
}

// Where the key says so itself, it was meant: `replace`, `rules!`, `#!replace`.
bool is_meant(const Facts& facts, const LayerEffect& effect, const Layer& layer) {
  if (layer.kind == LayerKind::own || layer.kind == LayerKind::flclash || layer.kind == LayerKind::stash)
    return true;
  return facts.sources.text(effect.by).ends_with('!');
}

void tell_replaced(const Facts& facts, const LayerEffect& effect, const Layer& layer, Reporter& report) {
  // What other layers brought is told by layer-drops-rule.
  std::vector<const YamlNode*> lost;
  for (const YamlNode* row : effect.rows) {
    if (resolved(*row).span.file == facts.loaded.file) lost.push_back(row);
  }
  if (lost.empty()) return;
  Finding& finding =
      report.add(effect.by, fmt::format("this takes the place of {} of {}", counted(lost.size()),
                                        facts.sources[facts.loaded.file].name()));
  finding.related.push_back(
      {.span = resolved(*lost.front()).span, .text = lost.size() == 1 ? "gone" : "gone, with all below it"});
  // A list that ends in MATCH can stand alone, and may be meant to.
  if (closing_matches(items_of(effect.now)) > 0) {
    finding.severity = Severity::info;
    return;
  }
  finding.primary.text = "nothing is added to: lists are replaced";
  if (const std::string way = way_to_front(layer.kind); !way.empty())
    finding.notes.push_back("to add rules and keep the others, write them " + way);
}

void tell_stray(const LayerEffect& effect, const Layer& layer, Reporter& report) {
  if (effect.rows.empty()) return;
  const std::string what = effect.rows.size() == 1
                               ? "the rule under this key is not added"
                               : fmt::format("the {} rules under this key are not added", effect.rows.size());
  Finding& finding = report.add(effect.by, what + ": " + effect.why);
  if (const std::string way = way_to_front(layer.kind); !way.empty())
    finding.notes.push_back(
        fmt::format("to add {0}, write {0} {1}", effect.rows.size() == 1 ? "it" : "them", way));
}

void run(const Facts& facts, Reporter& report) {
  if (!facts.loaded.layered) return;
  for (const LayerEffect& effect : facts.loaded.layered->effects) {
    if (effect.section != "rules") continue;
    const Layer& layer = facts.loaded.layered->layers[effect.layer];
    if (effect.deed == LayerDeed::replaced && effect.now != nullptr && !is_meant(facts, effect, layer))
      tell_replaced(facts, effect, layer, report);
    if (effect.deed == LayerDeed::stray) tell_stray(effect, layer, report);
  }
}

}  // namespace

extern constinit const Check override_replaces_rules{
    .id = "override-replaces-rules",
    .category = Category::keys,
    .summary = "rules of an override take the place of the profile's, or are not read by the client",
    .run = run};

}  // namespace clashlint
