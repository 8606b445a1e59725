// A list that is asked for its names and has an address or two in it: for
// those, the core resolves every name that is not in the list. Which rows
// below then go by the address is decided as in `address-before-name`, which
// leaves such lists to this check.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "analyzer/automaton/row_names.h"
#include "analyzer/automaton/witness.h"
#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/facts/asking_rows.h"
#include "analyzer/facts/resolver_words.h"
#include "analyzer/facts/rule_words.h"
#include "rules/profile/names.h"

namespace clashlint {
namespace {

/// Rows below that are shown with their line.
constexpr std::size_t kMaxRows = 4;
/// Rows below that are tried with an address of the list: each is a walk.
constexpr int kMaxTried = 12;

class Story {
 public:
  Story(const Facts& facts, const JudgedLists::List& list, int asker)
      : facts_(facts),
        list_(list),
        asker_(asker),
        set_(*std::get<RuleSetUse>(list.rule(asker).condition).set) {}

  void tell(Reporter& report) {
    const AskingRows asking = asking_rows(set_);
    if (const auto* prefix = std::get_if<IpPrefix>(&asking.first->condition)) address_ = prefix->first();
    gather();
    if (stolen_.empty() && resolved_.empty()) return;
    const Rule& rule = list_.rule(asker_);
    Finding& finding = report.add(
        rule.span, fmt::format("{} in {} make{} the core resolve every other name that gets here",
                               asking.count == 1 ? "one address" : fmt::format("{} addresses", asking.count),
                               set_.name, asking.count == 1 ? "s" : ""));
    finding.primary.text =
        fmt::format("asks {} for names that are not in the list", resolver_words(facts_.profile));
    finding.related.push_back(
        {.span = asking.first->span,
         .text = asking.count == 1 ? "needs an address" : "the first that needs an address"});
    add_rows(finding);
    if (auto edit = append_to_row(facts_.sources, rule, ",no-resolve"))
      finding.fixes.push_back(
          {.title = fmt::format("add no-resolve to line {}", line_of(facts_.sources, rule)),
           .applicability = Applicability::unsafe,
           .edits = {*edit}});
  }

 private:
  bool alive(int row) const { return list_.dead[static_cast<std::size_t>(row)].as == DeadAs::alive; }

  /// Also a list of addresses that is not here, as it will be where the core runs.
  bool asks(int row) const {
    const Rule& rule = list_.rule(row);
    const auto* const use = std::get_if<RuleSetUse>(&rule.condition);
    const bool addresses = use != nullptr && use->set != nullptr && !use->set->availability.available &&
                           use->set->behavior == ProviderBehavior::ipcidr;
    return (addresses && !rule.no_resolve) || list_.judge.model().asks_by_itself(row);
  }

  /// A name that goes out directly or not at all is resolved there, or needs no resolving.
  bool sends_away(const Rule& rule) const {
    const Outbound* const target = find_outbound(facts_.profile, rule.target);
    return target != nullptr && target->kind != OutboundKind::direct && target->kind != OutboundKind::reject;
  }

  void gather() {
    bool asked_again = false;
    for (int row = asker_ + 1; row < list_.size(); ++row) {
      asked_again = asked_again || asks(row);
      if (!alive(row)) continue;
      if (!asked_again && sends_away(list_.rule(row))) resolved_.push_back(row);
      try_stealing(row);
    }
  }

  /// Does a name of the row go the list's way when it has an address of the list? Walked, for some rows.
  void try_stealing(int row) {
    const Rule& rule = list_.rule(row);
    if (!address_ || tried_ >= kMaxTried || rule.target == list_.rule(asker_).target || !names_of(rule).any)
      return;
    ++tried_;
    std::optional<Witness> witness = list_.judge.witness(row);
    if (!witness || witness->query.dst_ip) return;
    witness->query.dns = address_;
    if (!confirm(list_.judge.model(), *witness, asker_)) return;
    if (stolen_.empty()) {
      const Query& query = witness->query;
      example_ = query.sniff_host.empty() ? query.host : query.sniff_host;
    }
    stolen_.push_back(row);
  }

  void add_rows(Finding& finding) const {
    const Rule& rule = list_.rule(asker_);
    for (const int row : stolen_) {
      if (finding.related.size() > kMaxRows) break;
      finding.related.push_back(
          {.span = list_.rule(row).span,
           .text = fmt::format("goes {} where the address of the name is in {}", rule.target, set_.name)});
    }
    for (const int row : resolved_) {
      if (finding.related.size() > kMaxRows) break;
      if (std::ranges::find(stolen_, row) == stolen_.end())
        finding.related.push_back({.span = list_.rule(row).span, .text = "its names are resolved before"});
    }
    if (!stolen_.empty())
      finding.notes.push_back(fmt::format("for example, {} goes {} with the address {}", example_,
                                          rule.target, to_string(*address_)));
  }

  const Facts& facts_;
  const JudgedLists::List& list_;
  int asker_;
  const RuleSet& set_;
  std::optional<IpAddress> address_;  ///< one of the list
  std::vector<int> stolen_;
  std::vector<int> resolved_;
  std::string example_;  ///< a name of the first of `stolen_`
  int tried_ = 0;
};

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    const int asker = first_asking_list(list);
    if (asker >= 0) Story(facts, list, asker).tell(report);
  }
}

}  // namespace

extern constinit const Check provider_resolves{
    .id = "provider-resolves",
    .category = Category::providers,
    .summary = "addresses in a list of names make the core resolve every name that is not in it",
    .run = run};

}  // namespace clashlint
