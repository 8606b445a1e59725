#include "cli/render/rules_json.h"

#include "cli/render/json_library.h"
#include "cli/render/witness_json.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

void add_witness(Json& json, const char* key, const Witness& witness) {
  json[key] = ask_json(witness.query);
  if (!witness.selections.empty()) json[std::string(key) + "_selections"] = witness.selections;
}

Json row_json(const JudgedProfile& judged, const JudgedList& list, std::size_t row) {
  const Rule& rule = list.rules[row];
  const RowVerdict& verdict = list.verdict(row);
  const RowDetails& details = verdict.detail();
  const int index = static_cast<int>(row);
  Json json;
  json["index"] = row;
  if (rule.span.file != 0) json["file"] = judged.sources[rule.span.file].name();
  json["line"] = judged.sources.position(rule.span).line;
  json["text"] = rule.text;
  json["target"] = rule.target;
  json["verdict"] = verdict_name(verdict.verdict);
  if (verdict.verdict == Verdict::never) {
    json["reason"] = verdict.impossible ? "impossible" : "covered";
    json["covered_by"] = details.covered_by;
    json["smallest"] = details.smallest;
    json["other_target"] = details.other_taker >= 0;
    if (details.other_taker >= 0) json["other_taker"] = details.other_taker;
    list.judge->try_dead(index);
  }
  if (verdict.verdict == Verdict::unknown) {
    json["why"] = details.why;
    if (!details.covered_by.empty()) json["covered_by"] = details.covered_by;
  }
  if (const std::optional<Witness> witness = list.judge->witness(index))
    add_witness(json, "witness", *witness);
  if (verdict.verdict == Verdict::dns) {
    json["asked_by"] = verdict.asked_by;
    json["taken_by"] = verdict.taken_by;
    if (const std::optional<Witness> taken = list.judge->stolen(index)) add_witness(json, "taken", *taken);
  }
  if (details.entries.total > 0)
    json["entries"] = {{"total", details.entries.total}, {"taken", details.entries.taken}};
  if (!details.missing.empty()) json["missing"] = details.missing;
  return json;
}

Json list_json(const JudgedProfile& judged, const JudgedList& list, const RulesShown& shown) {
  Json rows = Json::array();
  for (std::size_t row = 0; row < list.rules.size(); ++row) {
    if (shown.shows(list.verdict(row).verdict)) rows.push_back(row_json(judged, list, row));
  }
  return rows;
}

}  // namespace

std::string rules_json(const JudgedProfile& judged, const RulesShown& shown) {
  Json json;
  json["rules"] = Json::array();
  json["sub_rules"] = Json::object();
  for (const JudgedList& list : judged.lists) {
    (list.name.empty() ? json["rules"] : json["sub_rules"][list.name]) = list_json(judged, list, shown);
  }
  return dumped(json);
}

}  // namespace clashlint
