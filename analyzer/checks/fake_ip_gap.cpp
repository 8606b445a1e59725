// In fake-ip mode names get addresses that lead to the core. Some names are
// looked up for the address itself, or by programs that go past the core.
#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "analyzer/check/reporter.h"
#include "analyzer/dns/fake_ip_gaps.h"
#include "analyzer/dns/filter_list.h"
#include "analyzer/facts/rule_words.h"
#include "rules/base/strings.h"
#include "rules/value/domain_set.h"
#include "rules/value/name_entry.h"

namespace clashlint {

extern const Check fake_ip_gap;

namespace {

constexpr CheckOption kOptions[] = {
    {.name = "every-sort",
     .text = "report also names that few programs look up: consoles, pages of routers, registries",
     .otherwise = false}};

/// Names that got through, and entries of a fix.
constexpr std::size_t kMaxNamed = 4;
constexpr std::size_t kMaxShown = 8;

std::string names_text(const std::vector<std::string>& names) {
  const std::size_t shown = std::min(names.size(), kMaxNamed);
  std::string text = join(std::span(names).first(shown), ", ");
  if (shown < names.size()) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

class GapReport {
 public:
  GapReport(const Facts& facts, Reporter& report) : facts_(facts), report_(report), list_(facts) {}

  void tell(const FakeIpGap& gap) {
    const std::string what = gap.names == nullptr ? zone_words(gap) : gap.names->name;
    Finding& finding =
        report_.add(gap.row == nullptr ? list_.title() : gap.row->span, what + " get fake addresses");
    finding.primary.text = why_fake(gap);
    finding.notes.push_back(gap.names == nullptr ? zone_note(gap) : gap.names->why);
    if (gap.names != nullptr && gap.names->harm == Harm::udp)
      finding.notes.emplace_back(
          "UDP to a fake address comes to the core by TUN or TPROXY alone, and neither is on here");
    add_policies(gap, finding);
    add_way(gap, finding);
    if (!gap.unless.empty()) {
      finding.confidence = Confidence::depends;
      finding.notes.push_back(fmt::format("unless {} holds {}: it is not here", join(gap.unless, " or "),
                                          gap.through.size() == 1 ? "it" : "them"));
    }
    add_fix(gap, finding);
  }

  /// All that is left, in one.
  void tell_together(const std::vector<FakeIpGap>& gaps) {
    if (gaps.empty()) return;
    Finding& finding = report_.add(list_.title(), "other names that may need real addresses get fake ones");
    finding.severity = Severity::info;
    std::vector<std::string> entries;
    std::vector<std::string> sorts;
    for (const FakeIpGap& gap : gaps) {
      sorts.push_back(fmt::format("{} ({})", gap.names->name, gap.through.front()));
      for (std::string& entry : missing_entries(gap)) {
        if (std::ranges::find(entries, entry) == entries.end()) entries.push_back(std::move(entry));
      }
    }
    finding.primary.text = fmt::format("nothing takes {}", gaps.front().through.front());
    finding.notes.push_back(join(sorts, ", "));
    offer(entries, place_before(gaps.front()), finding);
  }

 private:
  std::string why_fake(const FakeIpGap& gap) const {
    const std::string names = names_text(gap.through);
    if (gap.row != nullptr) return fmt::format("takes {}", names);
    if (list_.key() == nullptr)
      return fmt::format("there is no fake-ip-filter, and the core's own does not take {}", names);
    return fmt::format("nothing here takes {}", names);
  }

  static std::string zone_words(const FakeIpGap& gap) {
    std::vector<std::string> zones;
    for (const Zone& zone : gap.zones) zones.push_back(zone.name);
    return fmt::format("names below {}", names_text(zones));
  }

  static std::string zone_note(const FakeIpGap& gap) {
    return gap.zones.front().policy == nullptr
               ? "only your own network knows them: see `zones` in .clashlint.yaml"
               : "only the resolver of that network knows them";
  }

  static void add_policies(const FakeIpGap& gap, Finding& finding) {
    for (const Zone& zone : gap.zones) {
      if (zone.policy != nullptr && finding.related.size() < kMaxNamed)
        finding.related.push_back(
            {.span = zone.policy->span, .text = "a resolver of a private network answers for them"});
    }
  }

  // A name of the network may go through a proxy with its real address, too.
  static void add_way(const FakeIpGap& gap, Finding& finding) {
    if (gap.route.exit != Exit::proxy || gap.route.rule == nullptr) return;
    finding.related.push_back({.span = gap.route.rule->span,
                               .text = fmt::format("sends {} to {}: it needs a DIRECT rule as well",
                                                   gap.through.front(), gap.route.target)});
  }

  void add_fix(const FakeIpGap& gap, Finding& finding) const {
    offer(missing_entries(gap), place_before(gap), finding);
  }

  /// Of rows the first that takes a name decides.
  static std::optional<Span> place_before(const FakeIpGap& gap) {
    return gap.row == nullptr ? std::nullopt : std::optional(gap.row->span);
  }

  /// What is not there yet of the entries, as rows in rule mode.
  std::vector<std::string> missing_entries(const FakeIpGap& gap) const {
    const Dns& dns = facts_.profile.dns;
    std::vector<std::string> entries;
    for (const Zone& zone : gap.zones) entries.push_back("+." + zone.name);
    if (gap.names != nullptr) entries = gap.names->entries;
    if (gap.names != nullptr && gap.names->named) {
      std::erase_if(entries, [&](const std::string& entry) {
        const DomainSet set = DomainSet::build({entry});
        return std::ranges::none_of(gap.through, [&](const std::string& name) { return set.contains(name); });
      });
    }
    if (dns.filter_mode == FakeIpFilterMode::rule) {
      for (std::string& entry : entries) entry = filter_row(entry, "real-ip");
      std::erase_if(entries, [&](const std::string& row) {
        return std::ranges::find(dns.filter_rules, row, &Rule::text) != dns.filter_rules.end();
      });
    } else {
      const auto is_there = [&](const std::string& entry) {
        return dns.filter_patterns.covers(name_entry(entry, 0)) ||
               std::ranges::any_of(dns.filter_patterns.entries(),
                                   [&](const NameEntry& each) { return shown_entry(each) == entry; });
      };
      std::erase_if(entries, is_there);
    }
    return entries;
  }

  void offer(const std::vector<std::string>& rows, std::optional<Span> before, Finding& finding) const {
    if (rows.empty()) return;
    std::vector<std::string> quoted;
    for (const std::string& row : rows) quoted.push_back(fmt::format("\"{}\"", row));
    std::optional<Edit> edit = list_.add(rows, before);
    if (!edit) {
      finding.notes.push_back(fmt::format("entries that take them: {}", join(quoted, ", ")));
      return;
    }
    finding.fixes.push_back({.title = rows.size() <= kMaxShown ? fmt::format("add {}", join(quoted, ", "))
                                                               : fmt::format("add {} entries", rows.size()),
                             .applicability = Applicability::unsafe,
                             .edits = {std::move(*edit)}});
  }

  const Facts& facts_;
  Reporter& report_;
  FilterList list_;
};

void run(const Facts& facts, Reporter& report) {
  GapReport told(facts, report);
  std::vector<FakeIpGap> lesser;
  for (FakeIpGap& gap : find_fake_ip_gaps(facts, facts.settings.option(fake_ip_gap, "every-sort"))) {
    if (gap.sure) {
      told.tell(gap);
    } else {
      lesser.push_back(std::move(gap));
    }
  }
  told.tell_together(lesser);
}

}  // namespace

extern constinit const Check fake_ip_gap{.id = "fake-ip-gap",
                                         .category = Category::dns,
                                         .summary = "names that need their real address get a fake one",
                                         .options = kOptions,
                                         .run = run};

}  // namespace clashlint
