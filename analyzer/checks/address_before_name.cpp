// The classic: GEOIP above `DOMAIN-SUFFIX,openrouter.ai`. The name is resolved
// on its way down, and the answer decides where it goes.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/facts/resolver_words.h"
#include "analyzer/facts/rule_words.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

/// Rows that are moved or marked by one fix.
constexpr std::size_t kMaxMoved = 30;

bool is_leaf(const Rule& rule) {
  switch (rule.kind) {
    case RuleKind::geoip:
    case RuleKind::ip_asn:
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6:
    case RuleKind::ip_suffix:
    case RuleKind::rule_set:
      return true;
    default:
      return false;
  }
}

std::string address_words(const Rule& rule) {
  if (rule.kind == RuleKind::geoip) return "in " + ascii_upper(rule.payload);
  if (rule.kind == RuleKind::ip_asn) return "in AS" + rule.payload;
  return "in " + rule.payload;
}

std::string lines_text(const Facts& facts, const std::vector<const Rule*>& rows) {
  std::vector<std::string> lines;
  for (const Rule* row : rows) lines.push_back(line_of(facts.sources, *row));
  return (rows.size() == 1 ? "line " : "lines ") + join(lines, ", ");
}

// One name of a rule, or words for one.
std::string name_words(const Rule& rule) {
  switch (rule.kind) {
    case RuleKind::domain:
    case RuleKind::domain_suffix:
      return rule.payload;
    case RuleKind::domain_keyword:
      return fmt::format("a name with {} in it", rule.payload);
    case RuleKind::geosite:
    case RuleKind::rule_set:
      return fmt::format("a name of {}", rule.payload);
    default:
      return "such a name";
  }
}

class Story {
 public:
  Story(const Facts& facts, const JudgedLists::List& list, int taker, std::vector<int> victims)
      : facts_(facts), list_(list), taker_(taker), victims_(std::move(victims)) {}

  void tell(Reporter& report) {
    const Rule& taker = list_.rule(taker_);
    const int asker = list_.verdict(victims_.front()).asked_by;
    const std::optional<Witness> stolen = list_.judge.stolen(plainest());
    if (!stolen) return;
    const std::string name = stolen->query.sniff_host.empty() ? stolen->query.host : stolen->query.sniff_host;
    Finding& finding = report.add(
        taker.span, fmt::format("names below are decided by their address first: {} goes {} when it is {}",
                                name, taker.target, address_words(taker)));
    finding.primary.text =
        asker == taker_ ? asks() : fmt::format("sees the address of every name that gets here");
    if (asker != taker_) finding.related.push_back({.span = list_.rule(asker).span, .text = asks()});
    for (const int victim : victims_) {
      const Rule& rule = list_.rule(victim);
      finding.related.push_back({.span = rule.span,
                                 .text = fmt::format("{} goes {} when its address is {}", name_words(rule),
                                                     taker.target, address_words(taker))});
    }
    if (stolen->query.dns)
      finding.notes.push_back(
          fmt::format("for example, {} with the address {}", name, to_string(*stolen->query.dns)));
    add_fixes(finding, asker);
  }

 private:
  // A rule about one name makes the best example.
  int plainest() const {
    const auto found = std::ranges::find_if(victims_, [&](int row) {
      const RuleKind kind = list_.rule(row).kind;
      return kind == RuleKind::domain || kind == RuleKind::domain_suffix;
    });
    return found == victims_.end() ? victims_.front() : *found;
  }

  std::string asks() const {
    return fmt::format("asks {} for every name that gets here", resolver_words(facts_.profile));
  }

  void add_fixes(Finding& finding, int asker) {
    std::vector<const Rule*> moved;
    for (const int victim : victims_) moved.push_back(&list_.rule(victim));
    if (moved.size() <= kMaxMoved) {
      if (auto edits = move_rows(facts_.sources, moved, list_.rule(std::min(asker, taker_))))
        finding.fixes.push_back(
            {.title = fmt::format("move {} above line {}", lines_text(facts_, moved),
                                  line_of(facts_.sources, list_.rule(std::min(asker, taker_)))),
             .applicability = Applicability::unsafe,
             .edits = std::move(*edits)});
    }
    std::vector<const Rule*> marked;
    std::vector<Edit> edits;
    for (int row = asker; row < victims_.front(); ++row) {
      const Rule& rule = list_.rule(row);
      if (!list_.judge.model().asks_by_itself(row)) continue;
      const std::optional<Edit> edit =
          is_leaf(rule) ? append_to_row(facts_.sources, rule, ",no-resolve") : std::nullopt;
      if (!edit) return;
      marked.push_back(&rule);
      edits.push_back(*edit);
    }
    if (marked.empty() || marked.size() > kMaxMoved) return;
    finding.fixes.push_back({.title = fmt::format("add no-resolve to {}", lines_text(facts_, marked)),
                             .applicability = Applicability::unsafe,
                             .edits = std::move(edits)});
  }

  const Facts& facts_;
  const JudgedLists::List& list_;
  int taker_;
  std::vector<int> victims_;
};

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    std::map<int, std::vector<int>> victims;
    for (int row = 0; row < list.size(); ++row) {
      const bool alive = list.dead[static_cast<std::size_t>(row)].as == DeadAs::alive;
      if (alive && list.verdict(row).verdict == Verdict::dns)
        victims[list.verdict(row).taken_by].push_back(row);
    }
    for (auto& [taker, rows] : victims) Story(facts, list, taker, std::move(rows)).tell(report);
  }
}

}  // namespace

extern constinit const Check address_before_name{
    .id = "address-before-name",
    .category = Category::order,
    .summary =
        "a rule about addresses stands above rules about names: what DNS answers decides where they go",
    .run = run};

}  // namespace clashlint
