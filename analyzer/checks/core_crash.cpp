// What takes the core down after it has started. What does so while it loads,
// the loader reports under the same id.
#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/visit.h"
#include "rules/base/cycles.h"

namespace clashlint {
namespace {

constexpr std::size_t kMaxCyclesTold = 20;

// The core reads one byte behind the address when all bits of it are compared.
void report_suffix(const Rule& rule, Reporter& report) {
  const bool suffix = rule.kind == RuleKind::ip_suffix || rule.kind == RuleKind::src_ip_suffix;
  const auto* const prefix = std::get_if<IpPrefix>(&rule.condition);
  if (!suffix || prefix == nullptr || prefix->bits != prefix->address.bit_count()) return;
  Finding& finding = report.add(rule.span, "the core crashes when it meets this very address");
  finding.primary.text = fmt::format("/{} compares every bit", prefix->bits);
  finding.notes.emplace_back("write it as IP-CIDR: a suffix of all bits is the address itself");
}

// A database of this kind has to be there, and an address that it does not know: the first
// address for documentation (RFC 5737) is one in every real database.
void report_asn(const Rule& rule, const Profile& profile, Reporter& report) {
  const bool asks = rule.kind == RuleKind::ip_asn || rule.kind == RuleKind::src_ip_asn;
  if (!asks || !profile.asn || !profile.asn->asn(*parse_address("192.0.2.1")).crashes) return;
  Finding& finding = report.add(rule.span, "the core crashes at an address that ASN.mmdb does not know");
  finding.confidence = Confidence::depends;
  finding.primary.text = fmt::format("asks a database of the kind \"{}\"", profile.asn->kind());
  finding.notes.emplace_back("use a GeoLite2 or DB-IP database: there an address without a record is AS 0");
}

class SetGraph {
 public:
  void add(const RuleSet& set) {
    if (!places_.emplace(&set, sets_.size()).second) return;
    sets_.push_back(&set);
    edges_.emplace_back();
  }

  void connect() {
    for (std::size_t at = 0; at < sets_.size(); ++at) {
      visit_rules(sets_[at]->rows.rules(), [&](const Rule& rule) {
        const auto* const use = std::get_if<RuleSetUse>(&rule.condition);
        const auto place = use == nullptr ? places_.end() : places_.find(use->set);
        if (place != places_.end()) edges_[at].push_back(place->second);
      });
    }
  }

  void report(Reporter& report) const {
    for (const std::vector<std::size_t>& cycle : find_cycles(edges_, kMaxCyclesTold)) {
      const RuleSet& first = *sets_[cycle.front()];
      std::string path = first.name;
      for (std::size_t at = 1; at < cycle.size(); ++at) path += " → " + sets_[cycle[at]]->name;
      Finding& finding = report.add(
          first.span,
          fmt::format("the rule-set {} contains itself: the core crashes when it is asked", first.name));
      finding.primary.text = path + " → " + first.name;
      add_places(cycle, finding);
    }
  }

 private:
  void add_places(const std::vector<std::size_t>& cycle, Finding& finding) const {
    for (std::size_t at = 0; at < cycle.size(); ++at) {
      const RuleSet& next = *sets_[cycle[(at + 1) % cycle.size()]];
      for (const Rule& rule : sets_[cycle[at]]->rows.rules()) {
        if (asks(rule, next))
          finding.related.push_back({.span = rule.span, .text = fmt::format("asks {}", next.name)});
      }
    }
  }

  static bool asks(const Rule& rule, const RuleSet& set) {
    const auto* const use = std::get_if<RuleSetUse>(&rule.condition);
    if (use != nullptr && use->set == &set) return true;
    return std::ranges::any_of(rule.parts, [&](const Rule& part) { return asks(part, set); });
  }

  std::vector<const RuleSet*> sets_;
  std::unordered_map<const RuleSet*, std::size_t> places_;
  std::vector<std::vector<std::size_t>> edges_;
};

void run(const Facts& facts, Reporter& report) {
  SetGraph graph;
  visit_used_rules(facts.profile, [&](const Rule& rule) {
    report_suffix(rule, report);
    report_asn(rule, facts.profile, report);
    const auto* const use = std::get_if<RuleSetUse>(&rule.condition);
    if (use != nullptr && use->set != nullptr) graph.add(*use->set);
  });
  graph.connect();
  graph.report(report);
}

}  // namespace

extern constinit const Check core_crash{.id = "core-crash",
                                        .category = Category::core,
                                        .summary = "takes the core down, while it loads or later",
                                        .severity = Severity::error,
                                        .run = run};

}  // namespace clashlint
