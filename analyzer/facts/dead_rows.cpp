#include "analyzer/facts/dead_rows.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "analyzer/automaton/names_tally.h"
#include "analyzer/automaton/row_names.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

// Equal for rows that ask for the same; options apart, as they only decide when DNS is asked.
std::string condition_key(const Rule& rule) {
  RuleKind kind = rule.kind;
  std::string payload = rule.payload;
  if (kind == RuleKind::ip_cidr6) kind = RuleKind::ip_cidr;
  if (const auto* prefix = std::get_if<IpPrefix>(&rule.condition))
    payload = fmt::format("{}/{}", to_string(prefix->first()), prefix->bits);
  if (kind == RuleKind::geosite || kind == RuleKind::geoip || kind == RuleKind::src_geoip)
    payload = unicode_lower(payload);
  if (kind == RuleKind::sub_rule) payload += " " + rule.target;
  return fmt::format("{} {} {}", static_cast<int>(kind), rule.source ? 1 : 0, payload);
}

class Sorter {
 public:
  Sorter(const std::vector<Rule>& rules, ListJudge& judge) : rules_(rules), judge_(judge) {}

  std::vector<DeadRow> run() {
    const int size = static_cast<int>(rules_.size());
    for (int row = 0; row < size; ++row) {
      rows_.push_back(sort(row));
      if (match_ < 0 && takes_everything(row)) match_ = row;
    }
    return std::move(rows_);
  }

 private:
  const Rule& rule(int row) const { return rules_[static_cast<std::size_t>(row)]; }
  const RowVerdict& verdict_of(int row) const { return judge_.verdicts()[static_cast<std::size_t>(row)]; }

  DeadRow sort(int row) {
    if (match_ >= 0) return {.as = DeadAs::behind_match, .first = match_};
    const RowVerdict& verdict = verdict_of(row);
    const RowDetails& details = verdict.detail();
    DeadRow dead;
    dead.takers = details.covered_by;
    if (verdict.verdict != Verdict::never && !covered_otherwise(row, dead)) return {};
    // In the list of a SUB-RULE it leaves the list.
    if (verdict.lets_pass) return {.as = is_sub_list() ? DeadAs::alive : DeadAs::no_effect};
    if (std::ranges::any_of(dead.takers, [&](int above) { return may_be_passed_over(above); })) return {};
    dead.first = same_condition(row, dead);
    const bool keyword = rule(row).kind == RuleKind::domain_keyword;
    if (keyword) {
      if (dead.first < 0) dead.first = shorter_keyword(row, dead.takers);
      if (dead.first >= 0) dead.as = DeadAs::duplicate_keyword;
    } else if (dead.first >= 0) {
      dead.as = DeadAs::duplicate_rule;
    }
    if (dead.as != DeadAs::alive) return dead;
    if (verdict.impossible) return {.as = DeadAs::impossible};
    dead.as = misses_nothing(row, dead) ? DeadAs::redundant : DeadAs::shadowed;
    return dead;
  }

  bool takes_everything(int row) {
    switch (rule(row).kind) {
      case RuleKind::match:
      case RuleKind::and_:
      case RuleKind::or_:
      case RuleKind::not_:
      case RuleKind::dscp:
        break;
      default:
        return false;
    }
    return !may_be_passed_over(row) && std::ranges::all_of(kSources, [&](AddressSource source) {
      return judge_.model().row(source, row).takes == Formulas::kYes;
    });
  }

  bool is_sub_list() const { return !judge_.model().sub_rules().empty(); }

  // What is proved of a list that a listener uses holds for a SUB-RULE, too, but for PASS-RULE.
  bool may_be_passed_over(int row) { return is_sub_list() && judge_.model().may_be_passed_over(row); }

  // Rows of its own target take everything: rows with another above them are
  // exceptions from those as well, and change nothing for the row below.
  bool misses_nothing(int row, DeadRow& dead) {
    const RowDetails& details = verdict_of(row).detail();
    const auto is_other = [&](int above) { return rule(above).target != rule(row).target; };
    std::vector<int> own = details.takers;
    std::erase_if(own, is_other);
    const bool all_own = own.size() == details.takers.size();
    if (std::ranges::none_of(dead.takers, is_other)) {
      if (!all_own) dead.other = details.other_taker;
      return all_own || !own.empty();
    }
    const bool enough =
        details.takers_cover ? all_own : !own.empty() && !dead.tcp_only && judge_.is_cover(row, own);
    if (!enough) return false;
    dead.takers = std::move(own);
    if (!all_own) dead.other = details.other_taker;
    return true;
  }

  // Not proved whatever is missing, or not for UDP: still what the author has to know.
  bool covered_otherwise(int row, DeadRow& dead) {
    const RowVerdict& verdict = verdict_of(row);
    if (verdict.verdict == Verdict::unknown) {
      const auto is_node = [](const std::string& what) { return what.starts_with("proxy-provider "); };
      dead.depends = !dead.takers.empty() && !verdict.detail().missing.empty() &&
                     std::ranges::all_of(verdict.detail().missing, is_node);
      return dead.depends;
    }
    std::optional<std::vector<int>> cover = judge_.tcp_cover(row);
    // What asks for TCP leaves the UDP to the row below on purpose.
    if (!cover || asks_for_network(row) ||
        std::ranges::any_of(*cover, [&](int above) { return asks_for_network(above); }))
      return false;
    dead.takers = std::move(*cover);
    dead.tcp_only = true;
    return true;
  }

  bool asks_for_network(int row) {
    return std::ranges::any_of(kSources, [&](AddressSource source) {
      return judge_.model().looks_at(judge_.model().row(source, row).holds, Field::network);
    });
  }

  // The same row again: what the first of them lets go on is not told twice.
  int same_condition(int row, const DeadRow& dead) {
    for (; known_ < row; ++known_) first_.try_emplace(condition_key(rule(known_)), known_);
    const auto found = first_.find(condition_key(rule(row)));
    if (found == first_.end() || may_be_passed_over(found->second)) return -1;
    const bool but_udp = dead.tcp_only && dead.takers == std::vector{found->second};
    const bool ends = but_udp || NamesTally::usually_ends(judge_.model(), found->second, row);
    return ends ? found->second : -1;
  }

  // A keyword in it that a row above asks for.
  int shorter_keyword(int row, const std::vector<int>& takers) const {
    if (takers.size() != 1) return -1;
    const std::string& own = rule(row).payload;
    bool found = false;
    visit_names(
        rule(takers.front()), [](auto&&...) {},
        [&](std::string_view keyword) { found = found || own.find(keyword) != std::string::npos; });
    return found ? takers.front() : -1;
  }

  const std::vector<Rule>& rules_;
  ListJudge& judge_;
  std::vector<DeadRow> rows_;
  std::unordered_map<std::string, int> first_;  ///< of the rows before `known_`
  int known_ = 0;
  int match_ = -1;
};

}  // namespace

std::vector<DeadRow> find_dead_rows(const std::vector<Rule>& rules, ListJudge& judge) {
  return Sorter(rules, judge).run();
}

}  // namespace clashlint
