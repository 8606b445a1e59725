// Rows that take a part of each other: which stands first decides.
#include "analyzer/facts/order_pairs.h"

#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/facts/connection_text.h"
#include "analyzer/facts/rule_words.h"

namespace clashlint {
namespace {

/// A row, and what is to be said of it and others.
struct Star {
  int center = 0;
  std::vector<OrderPair> pairs{};
};

// The row that meets the most others first, so that a keyword that meets ten is told once.
std::vector<Star> stars_of(std::vector<OrderPair> pairs) {
  std::vector<Star> stars;
  while (!pairs.empty()) {
    std::map<int, std::size_t> counts;
    for (const OrderPair& pair : pairs) {
      ++counts[pair.upper];
      ++counts[pair.lower];
    }
    const auto most = std::ranges::max_element(counts, {}, [](const auto& each) { return each.second; });
    // A pair alone is told at its lower row.
    Star star{.center = most->second == 1 ? pairs.front().lower : most->first};
    const auto meets = [&](const OrderPair& pair) {
      return pair.upper == star.center || pair.lower == star.center;
    };
    std::ranges::copy_if(pairs, std::back_inserter(star.pairs), meets);
    std::erase_if(pairs, meets);
    stars.push_back(std::move(star));
  }
  return stars;
}

std::string message(const Facts& facts, const JudgedLists::List& list, const Star& star) {
  const OrderPair& pair = star.pairs.front();
  const Rule& upper = list.rule(pair.upper);
  const Rule& lower = list.rule(pair.lower);
  const bool is_lower = star.center == pair.lower;
  const Rule& other = is_lower ? upper : lower;
  const std::string named = fmt::format("{} (line {})", condition_text(other), line_of(facts.sources, other));
  return fmt::format("which rule stands first decides: {} goes {} by {}, and would go {} by {}",
                     connection_text(pair.witness), upper.target, is_lower ? named : "this one", lower.target,
                     is_lower ? "this one" : named);
}

void tell(const Facts& facts, const JudgedLists::List& list, const Star& star, Reporter& report) {
  Finding& finding = report.add(list.rule(star.center).span, message(facts, list, star));
  finding.primary.text =
      star.pairs.size() == 1 ? "one of the two" : fmt::format("meets {} other rules", star.pairs.size());
  for (const OrderPair& pair : star.pairs) {
    const bool above = pair.upper != star.center;
    finding.related.push_back(
        {.span = list.rule(above ? pair.upper : pair.lower).span,
         .text = fmt::format("{} {}", above ? "takes" : "would take", connection_text(pair.witness))});
  }
}

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    for (const Star& star : stars_of(find_order_pairs(facts.profile, list))) tell(facts, list, star, report);
  }
}

}  // namespace

extern constinit const Check order_decides{
    .id = "order-decides",
    .category = Category::order,
    .summary = "two rules take a part of each other: for that part, only their order decides",
    .severity = Severity::info,
    .preset = Preset::all,
    .run = run};

}  // namespace clashlint
