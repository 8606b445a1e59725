// Rows that a client puts at the end of the list, where the profile's MATCH
// has taken everything.
#include <map>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/layer_remedy.h"
#include "analyzer/check/reporter.h"
#include "analyzer/facts/layer_rows.h"
#include "analyzer/facts/rule_words.h"

namespace clashlint {
namespace {

/// Rows of one order to append, and the MATCH in front of them.
struct Stranded {
  std::vector<const Rule*> rows;
  const Rule* match = nullptr;
  bool tcp_only = false;  ///< UDP that the MATCH cannot carry still comes to some of them
  bool depends = false;
};

std::string message(const Facts& facts, const Stranded& stranded, const Layer& layer) {
  const std::string_view client = client_name(client_of(layer.kind));
  const std::string who = client.empty() ? "the layer" : std::string(client);
  const std::string what = stranded.tcp_only ? "gets UDP alone" : "never wins";
  const std::string many = stranded.tcp_only ? "get UDP alone" : "never win";
  const std::string place = last_words(facts.sources, *stranded.match);
  if (stranded.rows.size() == 1) return fmt::format("this rule {}: {} adds it behind {}", what, who, place);
  return fmt::format("{} rules {}: {} adds them behind {}", stranded.rows.size(), many, who, place);
}

void tell(const Facts& facts, const LayerEffect& effect, const Stranded& stranded, Reporter& report) {
  const Layer& layer = facts.loaded.layered->layers[effect.layer];
  const Rule& first = *stranded.rows.front();
  Finding& finding = report.add(first.span, message(facts, stranded, layer));
  finding.primary.text = stranded.tcp_only ? "only UDP gets here" : "nothing gets here";
  finding.related.push_back({.span = stranded.match->span,
                             .text = fmt::format("takes everything, for {}", stranded.match->target)});
  for (const Rule* row : stranded.rows) {
    if (row != &first) finding.related.push_back({.span = row->span, .text = "nor here"});
  }
  if (stranded.depends) {
    finding.confidence = Confidence::depends;
    finding.notes.emplace_back("as long as nodes that are not known here carry UDP");
  }
  if (const std::string way = way_to_front(layer.kind); !way.empty())
    finding.notes.push_back(
        fmt::format("to let {0} win, write {0} {1}", stranded.rows.size() == 1 ? "it" : "them", way));
  if (const std::optional<Edit> edit = to_front(facts.sources, layer, effect.by))
    finding.fixes.push_back({.title = fmt::format("write `{}`", edit->text),
                             .applicability = Applicability::unsafe,
                             .edits = {*edit}});
}

void run(const Facts& facts, Reporter& report) {
  const AddedRows added = added_rows(facts.loaded);
  if (added.empty()) return;
  std::map<const LayerEffect*, Stranded> by_effect;
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    for (int row = 0; row < list.size(); ++row) {
      const DeadRow& dead = list.dead[static_cast<std::size_t>(row)];
      if (dead.as != DeadAs::stranded) continue;
      Stranded& stranded = by_effect[added.at(list.rule(row).span)];
      stranded.rows.push_back(&list.rule(row));
      stranded.match = &list.rule(dead.first);
      stranded.tcp_only = stranded.tcp_only || dead.tcp_only;
      stranded.depends = stranded.depends || dead.depends;
    }
  }
  for (const auto& [effect, stranded] : by_effect) tell(facts, *effect, stranded, report);
}

}  // namespace

extern constinit const Check appended_behind_match{
    .id = "appended-behind-match",
    .category = Category::keys,
    .summary = "a client adds rules of an override behind the profile's MATCH, where they never win",
    .run = run};

}  // namespace clashlint
