#include "cli/render/diff_formats.h"
#include "cli/render/witness_json.h"

namespace clashlint {
namespace {

Json way_json(const DiffView& view, const LoadedProfile& loaded, const RuleWay& way, int row) {
  Json json;
  json["target"] = way.target;
  if (row < 0) return json;
  const Rule& rule = loaded.profile->rules[static_cast<std::size_t>(row)];
  json["rule_index"] = row;
  if (rule.span.file != loaded.file) json["file"] = view.sources[rule.span.file].name();
  json["line"] = view.sources.position(rule.span).line;
  json["text"] = rule.text;
  return json;
}

Json change_json(const DiffView& view, std::size_t at) {
  const RouteChange& change = view.diff.routes.changes()[at];
  const ToldChange& told = view.diff.told[at];
  Json json;
  json["what"] = changed_what(view, at);
  json["before"] = way_json(view, view.before, view.diff.pair->before().way(change.before), told.row_before);
  json["after"] = way_json(view, view.after, view.diff.pair->after().way(change.after), told.row_after);
  json["why"] = changed_why(view, at);
  json["entries"] = change.entries;
  json["examples"] = change.examples;
  json["witness"] = ask_json(change.witness.query);
  if (!change.witness.selections.empty()) json["selections"] = change.witness.selections;
  json["services"] = Json::array();
  for (const TouchedService& service : told.services)
    json["services"].push_back({{"name", service.name}, {"hosts", service.hosts}, {"of", service.all}});
  if (view.expected == nullptr) return json;
  const Unexpected* const unexpected = view.unexpected_of(at);
  json["expected"] = unexpected == nullptr;
  if (unexpected != nullptr && unexpected->why.empty())
    json["unexpected_witness"] = ask_json(unexpected->witness.query);
  return json;
}

Json rows_json(const DiffView& view, const LoadedProfile& loaded, const std::vector<int>& rows) {
  Json lines = Json::array();
  for (const int row : rows) {
    const Span place = loaded.profile->rules[static_cast<std::size_t>(row)].span;
    const std::uint32_t line = view.sources.position(place).line;
    const std::string& file = view.sources[place.file].name();
    lines.push_back(place.file == loaded.file ? Json(line) : Json(file + ":" + std::to_string(line)));
  }
  return lines;
}

}  // namespace

std::string diff_json(const DiffView& view) {
  const ProfileDiff& diff = view.diff;
  Json json;
  json["changes"] = Json::array();
  for (std::size_t at = 0; at < diff.routes.changes().size(); ++at)
    json["changes"].push_back(change_json(view, at));
  json["settings"] = Json::array();
  for (const SettingChange& change : diff.settings)
    json["settings"].push_back({{"name", change.name}, {"words", change.words}});
  json["dns"] = Json::array();
  for (const DnsChange& change : diff.dns) {
    json["dns"].push_back({{"before", change.before},
                           {"after", change.after},
                           {"names", change.names},
                           {"examples", change.examples}});
  }
  json["lists"] = Json::array();
  for (const SetChange& set : diff.sets)
    json["lists"].push_back({{"name", set.name}, {"added", set.added}, {"gone", set.gone}});
  json["without_effect"] = {{"lines_before", rows_json(view, view.before, diff.idle_before)},
                            {"lines_after", rows_json(view, view.after, diff.idle_after)}};
  json["limits"] = limits_of(view);
  json["rest_unchanged"] = diff.routes.open().empty();
  if (view.expected != nullptr) json["all_expected"] = !view.fails();
  return dumped(json);
}

}  // namespace clashlint
