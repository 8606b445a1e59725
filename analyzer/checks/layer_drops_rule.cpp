// Rows that somebody wrote and that are not in what runs, although nobody took
// them out by name.
#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/layer_notes.h"
#include "analyzer/check/reporter.h"
#include "rules/layers/rule_rows.h"

namespace clashlint {
namespace {

using Rows = std::vector<const YamlNode*>;

Span place(const YamlNode* row) { return resolved(*row).span; }

void add_others(Finding& finding, const Rows& rows, std::string_view text) {
  for (const YamlNode* row : rows) {
    if (row != rows.front()) finding.related.push_back({.span = place(row), .text = std::string(text)});
  }
}

std::string what(const Rows& rows) {
  return rows.size() == 1 ? "this rule is" : fmt::format("{} rules are", rows.size());
}

class Losses {
 public:
  Losses(const Facts& facts, Reporter& report)
      : facts_(facts), layered_(*facts.loaded.layered), report_(report) {}

  void run() {
    for (const LayerEffect& effect : layered_.effects) {
      if (!is_rules(effect.section)) continue;
      if (effect.deed == LayerDeed::left_out) tell_left_out(effect);
      if (effect.deed == LayerDeed::replaced) tell_overwritten(effect);
      if (effect.deed == LayerDeed::removed) tell_taken_back(effect);
    }
  }

 private:
  const Layer& layer_of(const LayerEffect& effect) const { return layered_.layers[effect.layer]; }

  void tell_left_out(const LayerEffect& effect) {
    Finding& finding = report_.add(place(effect.rows.front()),
                                   fmt::format("{} not in what runs: {}", what(effect.rows), effect.why));
    add_others(finding, effect.rows, "nor is this one");
  }

  // Rows of the profile itself are told by override-replaces-rules.
  void tell_overwritten(const LayerEffect& effect) {
    Rows lost;
    for (const YamlNode* row : effect.rows) {
      if (place(row).file != facts_.loaded.file) lost.push_back(row);
    }
    if (lost.empty()) return;
    Finding& finding =
        report_.add(place(lost.front()),
                    fmt::format("{} not in what runs: {} is applied later and takes the place of the list",
                                what(lost), layer_words(facts_.sources, layer_of(effect))));
    add_others(finding, lost, "nor is this one");
    finding.related.push_back({.span = effect.by, .text = "takes the place of all rules before it"});
  }

  // Some clients take out what the same file, or an earlier one, has just added.
  void tell_taken_back(const LayerEffect& effect) {
    for (const YamlNode* row : effect.rows) {
      if (place(row).file == facts_.loaded.file || place(row) == effect.by) continue;
      Finding& finding =
          report_.add(place(row), "this rule is not in what runs: it is added and taken out again");
      finding.related.push_back({.span = effect.by, .text = "takes it out"});
    }
  }

  const Facts& facts_;
  const LayeredTree& layered_;
  Reporter& report_;
};

void run(const Facts& facts, Reporter& report) {
  if (facts.loaded.layered) Losses(facts, report).run();
}

}  // namespace

extern constinit const Check layer_drops_rule{
    .id = "layer-drops-rule",
    .category = Category::keys,
    .summary = "a rule that a layer adds does not arrive in what runs, or the merge loses one of the profile",
    .run = run};

}  // namespace clashlint
