// The classic: GEOIP above `DOMAIN-SUFFIX,openrouter.ai`. The name is resolved
// on its way down, and the answer decides where it goes.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "analyzer/automaton/row_names.h"
#include "analyzer/check/facts.h"
#include "analyzer/check/no_resolve.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/facts/asking_rows.h"
#include "analyzer/facts/resolver_words.h"
#include "analyzer/facts/rule_words.h"
#include "rules/base/strings.h"
#include "rules/kind/family.h"

namespace clashlint {
namespace {

/// Entries of a list that are looked at for one that a person knows.
constexpr int kMaxEntries = 200;

// To be put behind "when their address".
std::string address_words(const Rule& rule) {
  const auto* code = std::get_if<GeoipCode>(&rule.condition);
  if (code != nullptr) return (code->negated ? "is not in " : "is in ") + ascii_upper(code->code);
  if (rule.kind == RuleKind::ip_asn) return "is in AS" + rule.payload;
  if (takes_no_resolve(rule.kind)) return "is in " + rule.payload;
  return "fits " + condition_text(rule);
}

bool is_plain(std::string_view name) {
  constexpr std::size_t kLongest = 30;
  return name.size() <= kLongest && name.find('.') != std::string_view::npos &&
         name.find("xn--") == std::string_view::npos && !name.ends_with(".arpa");
}

// Names of a row that make a good example, the best first; empty: whichever there is.
std::vector<std::string> known_names(const Rule& rule) {
  std::vector<std::string> names;
  int left = kMaxEntries;
  visit_names(
      rule,
      [&](std::string_view text, NameForm form, std::uint32_t /*place*/) {
        if (left-- > 0 && names.size() < 3 && form != NameForm::below && is_plain(text))
          names.emplace_back(text);
      },
      [](auto&&...) {});
  names.emplace_back();
  return names;
}

class Story {
 public:
  Story(const Facts& facts, const JudgedLists::List& list, int taker, std::vector<int> victims)
      : facts_(facts), list_(list), taker_(taker), victims_(std::move(victims)) {}

  void tell(Reporter& report) {
    if (!find_example()) return;
    const Rule& taker = list_.rule(taker_);
    const int asker = list_.verdict(victims_.front()).asked_by;
    Finding& finding = report.add(taker.span, message());
    finding.primary.text = asker == taker_ ? asks() : "sees the address of every name that gets here";
    if (asker != taker_) finding.related.push_back({.span = list_.rule(asker).span, .text = asks()});
    for (const int victim : victims_) {
      finding.related.push_back(
          {.span = list_.rule(victim).span,
           .text = example_.local ? "reached after the look-up"
                                  : fmt::format("then {} does not get it", list_.rule(victim).target)});
    }
    if (!example_.local)
      finding.notes.push_back(
          fmt::format("for example, {} with the address {}", name_, to_string(*example_.witness.query.dns)));
    add_fixes(finding, asker);
  }

 private:
  // A row about one name makes the best example.
  bool find_example() {
    std::vector<int> rows = victims_;
    std::ranges::stable_sort(rows, {}, [&](int row) {
      const RuleKind kind = list_.rule(row).kind;
      return kind != RuleKind::domain && kind != RuleKind::domain_suffix;
    });
    for (const int row : rows) {
      for (const std::string& name : known_names(list_.rule(row))) {
        std::optional<ListJudge::Stolen> stolen = list_.judge.stolen_name(row, name);
        if (!stolen) continue;
        example_ = std::move(*stolen);
        example_row_ = row;
        const Query& query = example_.witness.query;
        name_ = query.sniff_host.empty() ? query.host : query.sniff_host;
        return true;
      }
    }
    return false;
  }

  std::string message() const {
    const Rule& taker = list_.rule(taker_);
    const std::string example =
        fmt::format("{} (line {})", name_, line_of(facts_.sources, list_.rule(example_row_)));
    const bool one = victims_.size() == 1;
    const std::string cause = condition_text(taker);
    if (example_.local) {
      const std::string what =
          one ? example + " is"
              : fmt::format("names of {} rules below, such as {}, are", victims_.size(), example);
      return fmt::format("{} looked up before {} reached: {} asks for every address", what,
                         one ? "its rule is" : "their rules are", cause);
    }
    if (one)
      return fmt::format("{} goes {} when its address {}: {} is asked first", example, taker.target,
                         address_words(taker), cause);
    return fmt::format("names of {} rules below go {} when their address {}, such as {}: {} is asked first",
                       victims_.size(), taker.target, address_words(taker), example, cause);
  }

  std::string asks() const {
    return fmt::format("asks {} for every name that gets here", resolver_words(facts_.profile));
  }

  void add_fixes(Finding& finding, int asker) {
    std::vector<Fix> fixes;
    if (std::optional<Fix> fix = add_no_resolve(facts_.sources, list_, asker, victims_.front()))
      fixes.push_back(std::move(*fix));
    if (std::optional<Fix> fix = move_victims(asker)) fixes.push_back(std::move(*fix));
    // Nobody wants public names to be looked up for the sake of the local network.
    if (!example_.local) std::ranges::reverse(fixes);
    finding.fixes = std::move(fixes);
  }

  std::optional<Fix> move_victims(int asker) const {
    std::vector<const Rule*> moved;
    for (const int victim : victims_) moved.push_back(&list_.rule(victim));
    if (moved.size() > kMaxMovedRows) return std::nullopt;
    const Rule& before = list_.rule(std::min(asker, taker_));
    std::optional<std::vector<Edit>> edits = move_rows(facts_.sources, moved, before);
    if (!edits) return std::nullopt;
    return Fix{.title = fmt::format("move {} above line {}", lines_words(facts_.sources, moved),
                                    line_of(facts_.sources, before)),
               .applicability = Applicability::unsafe,
               .edits = std::move(*edits)};
  }

  const Facts& facts_;
  const JudgedLists::List& list_;
  int taker_;
  std::vector<int> victims_;
  ListJudge::Stolen example_{};
  int example_row_ = -1;
  std::string name_{};
};

void run(const Facts& facts, Reporter& report) {
  for (std::size_t at = 0; at < facts.lists.size(); ++at) {
    const JudgedLists::List list = facts.lists[at];
    const int asking_list = first_asking_list(list);
    std::map<int, std::vector<int>> victims;
    for (int row = 0; row < list.size(); ++row) {
      const bool alive = list.dead[static_cast<std::size_t>(row)].as == DeadAs::alive;
      const RowVerdict& verdict = list.verdict(row);
      if (!alive || verdict.verdict != Verdict::dns) continue;
      // What a list of names takes by its addresses is told by provider-resolves.
      if (verdict.taken_by != asking_list) victims[verdict.taken_by].push_back(row);
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
