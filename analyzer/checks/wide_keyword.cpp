// A keyword that stands inside other words: names that a rule below is about go with it.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analyzer/automaton/row_names.h"
#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/facts/keyword_names.h"
#include "analyzer/facts/rule_words.h"
#include "analyzer/match/walk.h"

namespace clashlint {
namespace {

constexpr int kMaxWalks = 400;
constexpr std::size_t kMaxRelated = 4;
/// A longer list holds whatever there is: that a keyword takes a part of it is no accident.
constexpr std::size_t kMaxEntries = 2'000;

bool is_letter(char byte) { return byte >= 'a' && byte <= 'z'; }

// `announce` in `announcements.bybit.com`, and not in `tracker-announce.example`.
bool is_in_other_words(std::string_view keyword, std::string_view name) {
  for (std::size_t at = name.find(keyword); at != std::string_view::npos; at = name.find(keyword, at + 1)) {
    const std::size_t end = at + keyword.size();
    const bool before = at > 0 && is_letter(name[at - 1]) && is_letter(keyword.front());
    const bool behind = end < name.size() && is_letter(name[end]) && is_letter(keyword.back());
    if (!before && !behind) return false;
  }
  return true;
}

class Search {
 public:
  explicit Search(const Facts& facts) : facts_(facts), list_(facts.lists[0]) {}

  void run(Reporter& report) {
    visit_names_with_keywords(list_, [&](const NamedEntry& entry) {
      if (list_.judge.index().names(entry.row).entries > kMaxEntries) return;
      const std::string name = (entry.form == NameForm::below ? "www." : "") + std::string(entry.text);
      for (const int row : entry.keywords) {
        if (row < entry.row) look_at(row, name);
      }
    });
    for (const Service& service : facts_.services.all()) {
      for (const ServiceHost& host : service.hosts) {
        list_.judge.index().visit_keywords_in(host.probe, [&](int row) {
          if (list_.rule(row).kind == RuleKind::domain_keyword) look_at(row, host.probe);
        });
      }
    }
    for (const auto& [row, taken] : taken_) tell(row, taken, report);
  }

 private:
  struct Taken {
    std::string name;
    int row = 0;  ///< the rule that would have it
  };

  void look_at(int keyword, const std::string& name) {
    if (!is_in_other_words(list_.rule(keyword).payload, name) || !is_host_name(name)) return;
    if (walks_ >= kMaxWalks) return;
    ++walks_;
    Query query;
    query.host = name;
    query.dst_port = 443;
    if (walk(facts_.profile, query, {}, {.rule_mode = true, .dns_view = false}).rule_index != keyword) return;
    const int other =
        walk(facts_.profile, query, {}, {.without = keyword, .rule_mode = true, .dns_view = false})
            .rule_index;
    if (other < 0 || list_.rule(other).kind == RuleKind::match) return;
    // Of a rule that gets nothing at all that rule tells.
    if (list_.dead[static_cast<std::size_t>(other)].as != DeadAs::alive) return;
    if (list_.rule(other).target == list_.rule(keyword).target) return;
    std::vector<Taken>& taken = taken_[keyword];
    if (std::ranges::find(taken, name, &Taken::name) == taken.end())
      taken.push_back({.name = name, .row = other});
  }

  void tell(int row, const std::vector<Taken>& taken, Reporter& report) const {
    const Rule& rule = list_.rule(row);
    const Taken& first = taken.front();
    const Rule& other = list_.rule(first.row);
    Finding& finding = report.add(
        rule.span,
        fmt::format("\"{}\" stands in other words, too: it takes {}, which {} (line {}) is about",
                    rule.payload, first.name, condition_text(other), line_of(facts_.sources, other)));
    finding.primary.text = taken.size() == 1
                               ? fmt::format("so it goes {}", rule.target)
                               : fmt::format("so {} such names go {}", taken.size(), rule.target);
    std::vector<int> shown;
    for (const Taken& one : taken) {
      if (shown.size() == kMaxRelated || std::ranges::find(shown, one.row) != shown.end()) continue;
      shown.push_back(one.row);
      finding.related.push_back(
          {.span = list_.rule(one.row).span,
           .text = fmt::format("would send {} to {}", one.name, list_.rule(one.row).target)});
    }
    finding.notes.emplace_back("rules with the names that are meant take those alone");
  }

  const Facts& facts_;
  JudgedLists::List list_;
  std::map<int, std::vector<Taken>> taken_;  ///< by the row of the keyword
  int walks_ = 0;
};

void run(const Facts& facts, Reporter& report) {
  if (facts.lists.size() > 0) Search(facts).run(report);
}

}  // namespace

extern constinit const Check wide_keyword{
    .id = "wide-keyword",
    .category = Category::names,
    .summary = "a keyword stands in names of another rule, and takes them to another target",
    .run = run};

}  // namespace clashlint
