// Names that go through a proxy in the end, and are asked of a resolver at home
// before, because of a rule about addresses above.
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/check/no_resolve.h"
#include "analyzer/check/reporter.h"
#include "analyzer/dns/resolvers.h"
#include "analyzer/facts/asked_names.h"
#include "analyzer/facts/rule_words.h"

namespace clashlint {

extern const Check name_leaks_to_local_dns;

namespace {

constexpr CheckOption kOptions[] = {
    {.name = "every-name",
     .text =
         "report it also where only names that no rule but MATCH takes are asked, as GEOIP above MATCH does",
     .otherwise = false}};

constexpr std::size_t kMaxRows = 8;

class Leak {
 public:
  Leak(const Facts& facts, const JudgedLists::List& list, AskedNames asked)
      : facts_(facts), list_(list), asked_(std::move(asked)), routes_(facts.profile, facts.lists) {}

  void tell(bool every, Reporter& report) {
    const bool rest = every && asked_.rest >= 0;
    if (asked_.rows.empty() && !rest) return;
    const std::string name = asked_.rows.empty() ? "" : example(asked_.rows.front());
    const std::optional<Resolver> resolver = exposed(name);
    if (!resolver) return;
    const Rule& asker = list_.rule(asked_.asker);
    Finding& finding = report.add(asker.span, message(name, *resolver));
    finding.primary.text = "resolves every name that gets here";
    add_rows(finding);
    if (resolver->span != Span{})
      finding.related.push_back({.span = resolver->span, .text = "sees them, past the proxy"});
    const int below = asked_.rows.empty() ? asked_.rest : asked_.rows.front();
    if (std::optional<Fix> fix = add_no_resolve(facts_.sources, list_, asked_.asker, below))
      finding.fixes.push_back(std::move(*fix));
  }

 private:
  std::string message(const std::string& name, const Resolver& resolver) const {
    const Rule& row = list_.rule(asked_.rows.empty() ? asked_.rest : asked_.rows.front());
    if (name.empty())
      return fmt::format("names are asked of {} before they go to {}", resolver.name, row.target);
    return fmt::format("{} is asked of {} before it goes to {}", name, resolver.name, row.target);
  }

  /// A name of a row; empty: none can be told.
  std::string example(int row) const {
    const Rule& rule = list_.rule(row);
    if (rule.kind == RuleKind::domain || rule.kind == RuleKind::domain_suffix) return rule.payload;
    const std::optional<Witness> witness = list_.judge.witness(row);
    if (!witness) return {};
    return witness->query.sniff_host.empty() ? witness->query.host : witness->query.sniff_host;
  }

  /// A resolver that is asked past the proxy and is not known to keep questions to itself.
  std::optional<Resolver> exposed(const std::string& name) {
    const ResolverBook book(facts_);
    const std::vector<Resolver>& resolvers = book.for_rules(name);
    const auto found = std::ranges::find_if(resolvers, [&](const Resolver& resolver) {
      const bool local = is_plain(resolver) || !country_of(resolver).empty();
      return local && !is_proxied(facts_, routes_, resolver);
    });
    if (found == resolvers.end()) return std::nullopt;
    return *found;
  }

  void add_rows(Finding& finding) const {
    for (std::size_t at = 0; at < std::min(asked_.rows.size(), kMaxRows); ++at) {
      const Rule& rule = list_.rule(asked_.rows[at]);
      finding.related.push_back({.span = rule.span, .text = fmt::format("goes to {}", rule.target)});
    }
    if (asked_.rows.size() > kMaxRows)
      finding.notes.push_back(fmt::format("and the names of {} more rules", asked_.rows.size() - kMaxRows));
    if (asked_.rows.empty()) {
      const Rule& rule = list_.rule(asked_.rest);
      finding.related.push_back(
          {.span = rule.span, .text = fmt::format("sends the rest to {}", rule.target)});
    }
  }

  const Facts& facts_;
  const JudgedLists::List& list_;
  AskedNames asked_;
  Routes routes_;
};

void run(const Facts& facts, Reporter& report) {
  if (facts.lists.size() == 0 || facts.profile.mode != TunnelMode::rule) return;
  const JudgedLists::List list = facts.lists[0];
  AskedNames asked = asked_names(facts.profile, list);
  if (asked.asker < 0 || asked.decided_by_address) return;
  Leak(facts, list, std::move(asked))
      .tell(facts.settings.option(name_leaks_to_local_dns, "every-name"), report);
}

}  // namespace

extern constinit const Check name_leaks_to_local_dns{
    .id = "name-leaks-to-local-dns",
    .category = Category::dns,
    .summary = "names that go through a proxy are asked of a resolver at home first",
    .options = kOptions,
    .run = run};

}  // namespace clashlint
