#include "cli/render/find_text.h"

#include <algorithm>

#include "analyzer/facts/connection_text.h"
#include "analyzer/facts/rule_words.h"
#include "cli/render/printable.h"
#include "cli/render/witness_json.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr int kMostCells = 60;

const RuleWay& way_of(const FindView& view, const FoundExit& exit) { return view.exits.list().way(exit.way); }

std::string rule_text(const FindView& view, const FoundExit& exit) {
  const RuleWay& way = way_of(view, exit);
  if (way.left_over()) return "no rule";
  const Rule& rule = view.profile.rules[static_cast<std::size_t>(way.first)];
  return printable("line " + line_of(view.sources, rule) + "  " + rule.text);
}

std::string connection(const FoundExit& exit) {
  return exit.found.found == Found::yes ? printable(connection_text(exit.found.witness)) : "?";
}

}  // namespace

std::string unseen_sets(const Profile& profile) {
  std::vector<std::string> names;
  for (const auto& set : profile.rule_sets) {
    if (!set->availability.available) names.push_back(set->name);
  }
  if (names.empty()) return {};
  constexpr std::size_t kMostNames = 8;
  const std::size_t more = names.size() - std::min(names.size(), kMostNames);
  const bool one = names.size() == 1;
  names.resize(names.size() - more);
  return "Taken as empty, as " + std::string(one ? "it is" : "they are") +
         " not here: " + printable(join(names, ", ")) +
         (more == 0 ? "" : " and " + std::to_string(more) + " more") + ".\n";
}

std::string find_text(const FindView& view, Paint paint) {
  const std::string unseen = unseen_sets(view.profile);
  if (view.found.empty()) return "There is no such connection (proved).\n" + unseen;
  int width = 0;
  int rule_width = 0;
  for (const FoundExit& exit : view.found) {
    width = std::max(width, std::min(kMostCells, cell_width(connection(exit))));
    rule_width = std::max(rule_width, std::min(kMostCells, cell_width(rule_text(view, exit))));
  }
  std::string text;
  std::size_t unknown = 0;
  for (const FoundExit& exit : view.found) {
    const bool found = exit.found.found == Found::yes;
    if (!found) ++unknown;
    text += padded(connection(exit), width) + "  " + paint.faint(padded(rule_text(view, exit), rule_width)) +
            "  → " + printable(join(view.exits.chain(exit.way), " → ")) +
            (found ? "" : "  " + paint.alert("unknown: " + exit.found.why)) + "\n";
  }
  const std::size_t known = view.found.size() - unknown;
  text += "\n" + std::to_string(known) + (known == 1 ? " rule has" : " rules have") +
          " such connections, one of each is shown";
  if (unknown > 0) text += "; of " + std::to_string(unknown) + " it is not known";
  return text + ".\n" + unseen;
}

std::string find_json(const FindView& view) {
  Json json;
  json["found"] = Json::array();
  json["unknown"] = Json::array();
  for (const FoundExit& exit : view.found) {
    const RuleWay& way = way_of(view, exit);
    Json one;
    one["rule_index"] = way.first;
    if (!way.left_over()) {
      const Rule& rule = view.profile.rules[static_cast<std::size_t>(way.first)];
      if (rule.span.file != 0) one["file"] = view.sources[rule.span.file].name();
      one["line"] = view.sources.position(rule.span).line;
      one["text"] = rule.text;
    }
    one["target"] = way.target;
    one["chain"] = view.exits.chain(exit.way);
    const bool found = exit.found.found == Found::yes;
    if (found) {
      one["witness"] = ask_json(exit.found.witness.query);
      if (!exit.found.witness.selections.empty()) one["selections"] = exit.found.witness.selections;
    } else {
      one["why"] = exit.found.why;
    }
    json[found ? "found" : "unknown"].push_back(std::move(one));
  }
  json["proved_none"] = view.found.empty();
  Json missing = Json::array();
  for (const auto& set : view.profile.rule_sets) {
    if (!set->availability.available) missing.push_back(set->name);
  }
  json["not_here"] = std::move(missing);
  return dumped(json);
}

}  // namespace clashlint
