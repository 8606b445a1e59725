// A suffix under which everybody can have a name takes sites that have nothing
// to do with each other. Countries and closed communities are routed on purpose
// (`DOMAIN-SUFFIX,cn,DIRECT`), as are services that host others (`github.io`):
// those are only told where the option asks for it.
#include <algorithm>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analyzer/check/own_patterns.h"
#include "analyzer/check/own_rows.h"
#include "analyzer/check/reporter.h"
#include "rules/base/strings.h"
#include "rules/value/public_suffix.h"

namespace clashlint {

extern const Check wide_suffix;

namespace {

constexpr CheckOption kOptions[] = {
    {.name = "every-suffix",
     .text = "report also other suffixes with many owners: countries, `ai`, `github.io`"}};

// Top-level domains that are open to everybody and full of everything.
constexpr std::string_view kOpen[] = {"biz", "com", "info", "net", "org"};

// What registries of countries call the part for companies and people in general.
constexpr std::string_view kOpenBelow[] = {"co", "com", "me", "ne", "net", "or", "org"};

constexpr std::size_t kCountry = 2;       // letters of a country
constexpr std::size_t kLongestBelow = 4;  // of what its registry has below it

std::string_view last_label(std::string_view name) { return name.substr(name.rfind('.') + 1); }

bool among(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// A suffix that the profile routes, and where it says so.
struct Routed {
  std::string suffix;
  Span span;
};

class SuffixCheck {
 public:
  SuffixCheck(const Facts& facts, bool every) : facts_(facts), every_(every) {}

  void gather() {
    visit_own_rows(facts_, [&](const Rule& row, RowHome home) {
      if (row.kind != RuleKind::domain_suffix || !worth_asking(row.payload)) return;
      add(row.payload,
          piece_place(facts_, row, tokenise_rule(row.text, home != RowHome::rule_set).payload_text));
    });
    visit_own_patterns(facts_, [&](const OwnPattern& pattern) {
      if (pattern.home != PatternHome::rule_set || !worth_asking(pattern.text)) return;
      std::string_view name = pattern.text;
      name.remove_prefix(name.starts_with("+.") ? 2 : name.starts_with('.') ? 1 : 0);
      if (name.size() < pattern.text.size()) add(ascii_lower(name), pattern_place(facts_, pattern));
    });
  }

  void report(Reporter& report) const {
    for (const Routed& routed : routed_) {
      if (!on_purpose(routed.suffix)) report_one(routed, report);
    }
  }

 private:
  // Nearly all names are too long to be such a suffix: they are not looked up.
  bool worth_asking(std::string_view text) const {
    text.remove_prefix(std::min(text.find_first_not_of("+."), text.size()));
    const std::size_t dot = text.find('.');
    if (every_ || dot == std::string_view::npos) return true;
    return dot <= kLongestBelow && text.size() == dot + 1 + kCountry;
  }

  void add(std::string suffix, Span span) {
    if (suffix_owner(suffix) == SuffixOwner::none) return;
    ++of_country_[std::string(last_label(suffix))];
    routed_.push_back({.suffix = std::move(suffix), .span = span});
  }

  bool on_purpose(std::string_view suffix) const {
    if (every_) return false;
    if (suffix_owner(suffix) == SuffixOwner::company) return true;
    const std::size_t dot = suffix.find('.');
    if (dot == std::string_view::npos) return !among(kOpen, suffix);
    // Who names several suffixes of a country means the country.
    return !among(kOpenBelow, suffix.substr(0, dot)) || of_country_.find(last_label(suffix))->second > 1;
  }

  void report_one(const Routed& routed, Reporter& report) const {
    const bool hosted = suffix_owner(routed.suffix) == SuffixOwner::company;
    Finding& finding =
        report.add(routed.span, fmt::format("this takes every name that ends in \".{}\"", routed.suffix));
    finding.primary.text = hosted ? "the customers of this service have their names below it"
                                  : "everybody can have a name below it";
    finding.notes.push_back(fmt::format("name the site that is meant, such as example.{}", routed.suffix));
  }

  const Facts& facts_;
  bool every_;
  std::vector<Routed> routed_;
  std::map<std::string, std::size_t, std::less<>> of_country_;
};

void run(const Facts& facts, Reporter& report) {
  SuffixCheck check(facts, facts.settings.option(wide_suffix, "every-suffix"));
  check.gather();
  check.report(report);
}

}  // namespace

extern constinit const Check wide_suffix{
    .id = "wide-suffix",
    .category = Category::names,
    .summary = "a suffix takes the names of everybody below a top-level domain",
    .options = kOptions,
    .run = run};

}  // namespace clashlint
