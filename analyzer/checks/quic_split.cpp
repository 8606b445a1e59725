// TCP and QUIC of one name by two outbounds, because a rule looks at the network.
// Where the target of the TCP rule carries no UDP, `udp-falls-through` tells it.
#include <algorithm>
#include <map>
#include <unordered_set>

#include <fmt/format.h>

#include "analyzer/automaton/row_names.h"
#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/facts/routes.h"
#include "analyzer/facts/rule_words.h"
#include "analyzer/match/chain.h"

namespace clashlint {
namespace {

constexpr std::uint16_t kPort = 443;

/// Rules about names whose names are asked about.
constexpr std::size_t kMaxRules = 200;

bool looks_at_network(const Rule& rule, std::unordered_set<const RuleSet*>& seen) {
  if (rule.kind == RuleKind::network) return true;
  const auto inside = [&](const Rule& part) { return looks_at_network(part, seen); };
  if (std::ranges::any_of(rule.parts, inside)) return true;
  if (const auto* list = std::get_if<SubRuleUse>(&rule.condition); list != nullptr && list->list != nullptr)
    return std::ranges::any_of(list->list->rules, inside);
  const auto* use = std::get_if<RuleSetUse>(&rule.condition);
  return use != nullptr && use->set != nullptr && seen.insert(use->set).second &&
         std::ranges::any_of(use->set->rows.rules(), inside);
}

class SplitCheck {
 public:
  explicit SplitCheck(const Facts& facts)
      : facts_(facts), list_(facts.lists[0]), routes_(facts.profile, facts.lists) {}

  void run(Reporter& report) {
    find_rows();
    if (rows_.empty()) return;
    for (const Service& service : facts_.services.all()) {
      for (const ServiceHost& host : service.hosts) {
        if (service.is_together(host.role) && !parse_ip(host.probe)) ask(host.probe, &service);
      }
    }
    std::size_t asked = 0;
    for (const Rule& rule : list_.rules) {
      const bool name = rule.kind == RuleKind::domain || rule.kind == RuleKind::domain_suffix;
      if (name && ++asked <= kMaxRules) ask(rule.payload, nullptr);
    }
    for (const auto& [row, splits] : splits_) tell(list_.rule(row), splits, report);
  }

 private:
  struct Split {
    std::string name;
    const Service* service = nullptr;
    Route tcp;
    Route udp;
  };

  void find_rows() {
    for (int row = 0; row < list_.size(); ++row) {
      std::unordered_set<const RuleSet*> seen;
      if (looks_at_network(list_.rule(row), seen)) rows_.push_back(row);
    }
  }

  /// Of a rule that looks at the network; -1: it does not.
  int place_of(const Rule* rule) const {
    if (rule == nullptr) return -1;
    const int row = static_cast<int>(rule - list_.rules.data());
    return std::ranges::binary_search(rows_, row) ? row : -1;
  }

  void ask(const std::string& name, const Service* service) {
    Split split{.name = name,
                .service = service,
                .tcp = routes_.of(name, Network::tcp, kPort),
                .udp = routes_.of(name, Network::udp, kPort)};
    const bool meant = split.tcp.rule != nullptr && split.tcp.rule->kind != RuleKind::match;
    if (!meant || split.tcp.target == split.udp.target || split.tcp.exit != Exit::proxy ||
        may_refuse(facts_.profile, split.udp.target))
      return;
    if (!carries_udp(split.tcp.target)) return;
    const int row = std::max(place_of(split.udp.rule), place_of(split.tcp.rule));
    if (row < 0) return;
    std::vector<Split>& splits = splits_[row];
    const auto same = [&](const Split& other) {
      return other.name == name || (service == nullptr && other.tcp.rule == split.tcp.rule);
    };
    if (std::ranges::none_of(splits, same)) splits.push_back(std::move(split));
  }

  bool carries_udp(const std::string& target) const {
    const auto found = facts_.profile.by_name.find(target);
    return found != facts_.profile.by_name.end() && follow(facts_.profile, *found->second, {}).udp;
  }

  void tell(const Rule& row, const std::vector<Split>& splits, Reporter& report) const {
    const Split& first = splits.front();
    const std::string who =
        first.service == nullptr ? first.name : fmt::format("{} ({})", first.service->name, first.name);
    Finding& finding =
        report.add(row.span, fmt::format("QUIC to {} goes {}, and TCP goes {}", who,
                                         way_words(first.udp.target), way_words(first.tcp.target)));
    finding.primary.text = splits.size() == 1
                               ? "looks at the network"
                               : fmt::format("looks at the network; the same for {} more", splits.size() - 1);
    std::vector<const Rule*> told = {&row};
    for (const Split& split : splits) {
      for (const Route* route : {&split.tcp, &split.udp}) {
        if (route->rule == nullptr || std::ranges::find(told, route->rule) != told.end() ||
            told.size() > kMaxShown)
          continue;
        told.push_back(route->rule);
        finding.related.push_back(
            {.span = route->rule->span,
             .text = fmt::format("takes the {} of {}", route == &split.tcp ? "TCP" : "QUIC", split.name)});
      }
    }
    finding.notes.emplace_back(
        "AND,((NETWORK,UDP),(DST-PORT,443)),REJECT blocks QUIC, and programs go on with TCP; without a look "
        "at "
        "the network both go one way");
  }

  static constexpr std::size_t kMaxShown = 5;

  const Facts& facts_;
  JudgedLists::List list_;
  Routes routes_;
  std::vector<int> rows_;
  std::map<int, std::vector<Split>> splits_;
};

void run(const Facts& facts, Reporter& report) {
  if (facts.lists.size() > 0 && facts.profile.mode == TunnelMode::rule) SplitCheck(facts).run(report);
}

}  // namespace

extern constinit const Check quic_split{.id = "quic-split",
                                        .category = Category::udp,
                                        .summary = "TCP and QUIC of one name go by two outbounds",
                                        .run = run};

}  // namespace clashlint
