#include "cli/report/program.h"

#include <map>
#include <unordered_map>

#include "analyzer/match/address_leaves.h"
#include "analyzer/match/chain.h"
#include "cli/render/decision_text.h"
#include "cli/render/printable.h"
#include "cli/report/address_pack.h"
#include "cli/report/condition_writer.h"
#include "rules/profile/hosts_keys.h"
#include "rules/profile/load.h"
#include "rules/profile/names.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

// As in the story (`analyzer/match/alternatives.cpp`), which the page tells in the same order.
constexpr std::size_t kLeavesPerRule = 64;
constexpr std::size_t kSamplesPerLeaf = 32;
constexpr std::size_t kSamplesBeside = 4;

class ProgramWriter {
 public:
  ProgramWriter(const ExplainView& view, const LoadedProfile& loaded)
      : view_(view), loaded_(loaded), profile_(view.profile), conditions_(view.profile) {}

  Json write() {
    Json program;
    program["start"] = list_named("").value_or(0);
    program["direct"] = target("DIRECT");
    if (profile_.mode != TunnelMode::rule)
      program["mode"] = target(profile_.mode == TunnelMode::direct ? "DIRECT" : "GLOBAL");
    program["lists"].push_back(list({}, profile_.rules));
    for (const auto& each : profile_.sub_rules) program["lists"].push_back(list(each->name, each->rules));
    program["hosts"] = hosts();
    program["lan"] = conditions_.ranges(lan_ranges().ranges());
    write_leaves(program);
    program["targets"] = std::move(targets_);
    program["rematches"] = std::move(rematches_);
    program["outbounds"] = std::move(outbounds_);
    std::move(conditions_).finish(program);
    return program;
  }

 private:
  std::optional<std::size_t> list_named(std::string_view name) const {
    for (std::size_t at = 0; at < profile_.sub_rules.size(); ++at) {
      if (profile_.sub_rules[at]->name == name) return at + 1;
    }
    return std::nullopt;
  }

  Json list(std::string_view name, const std::vector<Rule>& rules) {
    Json json;
    json["name"] = printable(name);
    json["when"] = Json::array();
    json["to"] = Json::array();
    for (const Rule& rule : rules) {
      json["when"].push_back(conditions_.condition(rule));
      json["to"].push_back(rule.kind == RuleKind::sub_rule ? sub_rule(rule) : Json(target(rule.target)));
    }
    json["match_last"] = !rules.empty() && rules.back().kind == RuleKind::match;
    return json;
  }

  // `[list]`; empty where a proxy's name stands in its place.
  Json sub_rule(const Rule& rule) const {
    const SubRuleList* const list = std::get<SubRuleUse>(rule.condition).list;
    Json json = Json::array();
    for (std::size_t at = 0; list != nullptr && at < profile_.sub_rules.size(); ++at) {
      if (profile_.sub_rules[at].get() == list) json.push_back(at + 1);
    }
    return json;
  }

  // -1: there is no such outbound.
  int target(const std::string& name) {
    const auto [place, added] = target_places_.try_emplace(name, -1);
    if (!added) return place->second;
    const Outbound* const outbound = find_outbound(profile_, name);
    if (outbound == nullptr) return -1;
    const Chain chain = follow(profile_, *outbound, view_.selections);
    Json json;
    json["chain"] = Json::array();
    Answer answer;
    for (const Outbound* const hop : chain.hops) {
      json["chain"].push_back(outbound_place(*hop));
      answer.chain.push_back(hop->name);
    }
    if (std::string how = choice_text(view_, answer); !how.empty()) json["how"] = printable(how);
    if (!chain.udp) json["no_udp"] = true;
    if (chain.passes) json["passes"] = true;
    if (chain.passes_in_list) json["passes_in_list"] = true;
    if (chain.rematch != nullptr) json["rematch"] = rematch(*chain.rematch);
    place->second = static_cast<int>(targets_.size());
    targets_.push_back(std::move(json));
    return place->second;
  }

  std::size_t outbound_place(const Outbound& outbound) {
    const auto [place, added] = outbound_places_.try_emplace(&outbound, outbounds_.size());
    if (added) outbounds_.push_back(printable(outbound.name));
    return place->second;
  }

  std::size_t rematch(const Outbound& outbound) {
    const auto [place, added] = rematch_places_.try_emplace(&outbound, rematches_.size());
    if (added) {
      Json json = Json::object();
      if (!outbound.rematch_name.empty()) json["name"] = outbound.rematch_name;
      if (!outbound.rematch_sub_rule.empty())
        json["list"] = list_named(outbound.rematch_sub_rule).value_or(0);
      rematches_.push_back(std::move(json));
    }
    return place->second;
  }

  Json hosts() const {
    Json values = Json::array();
    for (const HostsValue& value : profile_.hosts.values) {
      // Only the first address counts for the rules.
      Json json = Json::object();
      if (!value.alias.empty()) json["alias"] = value.alias;
      if (!value.addresses.empty()) json["address"] = to_string(value.addresses.front());
      values.push_back(std::move(json));
    }
    Json keys = Json::array();
    for (const auto& [pattern, value] : hosts_keys(loaded_)) {
      const std::string lower = unicode_lower(pattern);
      // `+.a.com` is the name and, as `.a.com`, everything below it.
      const bool any_depth = lower == "+" || lower.starts_with("+.");
      if (lower.starts_with("+.")) keys.push_back(Json::array({lower.substr(2), value}));
      keys.push_back(Json::array({any_depth ? lower.substr(1) : lower, value}));
    }
    return {{"keys", std::move(keys)}, {"values", std::move(values)}};
  }

  // `row_leaves`: `[row, leaf…]` of the list with which a walk starts.
  void write_leaves(Json& program) {
    const std::optional<std::size_t> start = list_named("");
    const std::vector<Rule>& rules = start ? profile_.sub_rules[*start - 1]->rules : profile_.rules;
    Json rows = Json::array();
    leaves_ = Json::array();
    for (std::size_t row = 0; row < rules.size(); ++row) {
      const std::vector<AddressLeaf> leaves = address_leaves(rules[row], kLeavesPerRule);
      if (leaves.empty()) continue;
      Json json = Json::array({row});
      for (const AddressLeaf& leaf : leaves) json.push_back(leaf_place(leaf));
      rows.push_back(std::move(json));
    }
    program["row_leaves"] = std::move(rows);
    program["leaves"] = std::move(leaves_);
  }

  // `[condition, words, addresses]`, and other addresses to look beside where those are others.
  std::size_t leaf_place(const AddressLeaf& leaf) {
    const auto [place, added] = leaf_places_.try_emplace(leaf.rule, leaves_.size());
    if (!added) return place->second;
    const std::vector<IpAddress> samples = sample_addresses(profile_, leaf, kSamplesPerLeaf);
    const std::vector<IpAddress> beside = sample_addresses(profile_, leaf, kSamplesBeside);
    Json json = Json::array({conditions_.condition(*leaf.rule), printable(describe(leaf)), texts(samples)});
    const bool same = beside.size() == std::min(samples.size(), kSamplesBeside) &&
                      std::equal(beside.begin(), beside.end(), samples.begin());
    if (!same) json.push_back(texts(beside));
    leaves_.push_back(std::move(json));
    return place->second;
  }

  static std::string texts(const std::vector<IpAddress>& addresses) {
    std::string text;
    for (const IpAddress& address : addresses) text += (text.empty() ? "" : " ") + to_string(address);
    return text;
  }

  const ExplainView& view_;
  const LoadedProfile& loaded_;
  const Profile& profile_;
  ConditionWriter conditions_;
  std::map<std::string, int> target_places_;
  std::unordered_map<const Outbound*, std::size_t> outbound_places_;
  std::unordered_map<const Outbound*, std::size_t> rematch_places_;
  std::unordered_map<const Rule*, std::size_t> leaf_places_;
  Json targets_ = Json::array();
  Json rematches_ = Json::array();
  Json outbounds_ = Json::array();
  Json leaves_ = Json::array();
};

}  // namespace

Json report_program(const ExplainView& view, const LoadedProfile& loaded) {
  return ProgramWriter(view, loaded).write();
}

}  // namespace clashlint
