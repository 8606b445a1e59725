// A list that is read as something else than it is, or asked for what it does
// not have.
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "analyzer/check/definitions.h"
#include "analyzer/check/list_story.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/set_uses.h"
#include "rules/kind/family.h"

namespace clashlint {

extern const Check provider_wrong_behavior;

namespace {

constexpr CheckOption kOptions[] = {
    {.name = "mixed-lists",
     .text = "tell of classical lists that have more in them than the place that names them asks"}};

std::string_view behavior_word(ProviderBehavior behavior) {
  switch (behavior) {
    case ProviderBehavior::domain:
      return "domain";
    case ProviderBehavior::ipcidr:
      return "ipcidr";
    case ProviderBehavior::classical:
      return "classical";
  }
  return {};
}

// --- What a list is and what it is read as

/// A fix makes another list of it: where only names or addresses count, the core might refuse that.
void mend(const RuleSetDefinition& definition, std::string_view key, std::string_view meant, bool in_rules,
          Finding& finding) {
  if (!definition.fields.has(key)) {
    finding.primary.text = fmt::format("write `{}: {}`", key, meant);
    return;
  }
  finding.primary.text = fmt::format("did you mean \"{}\"?", meant);
  if (key == "behavior" && !in_rules) return;
  if (auto fix = rewrite_field(definition, key, meant)) finding.fixes.push_back(*std::move(fix));
}

void report_behavior(const RuleSetDefinition& definition, const ListStory& story, bool in_rules,
                     Reporter& report) {
  Finding& finding = report.add(field_place(definition, "behavior"),
                                fmt::format("this list holds {}, and is read as \"{}\": nothing of it counts",
                                            story.what, behavior_word(definition.set.behavior),
                                            definition.set.holds_nothing() ? "nothing" : "little"));
  mend(definition, "behavior", story.meant, in_rules, finding);
  if (story.place) finding.related.push_back({.span = *story.place, .text = "such as this"});
}

void report_format(const RuleSetDefinition& definition, const ListStory& story, Reporter& report) {
  const RuleSet& set = definition.set;
  if (story.meant.empty()) {
    Finding& finding = report.add(field_place(definition, "behavior"),
                                  "MRS knows no classical lists: the core cannot read this one");
    finding.related.push_back({.span = field_place(definition, "format"), .text = "the format"});
    finding.core_message = fmt::format("initial rule provider {} error: invalid format", set.name);
    return;
  }
  Finding& finding = report.add(field_place(definition, "format"),
                                fmt::format("this list is {}, and is read as {}: nothing of it counts",
                                            format_words(story.meant), format_words(set.format)));
  mend(definition, "format", story.meant, true, finding);
}

// --- What its name says, where the list itself is not here

std::string_view format_of_name(std::string_view name) {
  name = name.substr(0, name.find_first_of("?#"));
  if (name.ends_with(".mrs")) return "mrs";
  return name.ends_with(".yaml") || name.ends_with(".yml") ? "yaml" : "";
}

void check_name(const RuleSetDefinition& definition, Reporter& report) {
  const RuleSet& set = definition.set;
  const std::string_view key = set.type == "http" ? "url" : "path";
  const std::string name = definition.fields.text(key).value_or("");
  const std::string_view meant = format_of_name(name);
  if (meant.empty() || meant == set.format) return;
  Finding& finding = report.add(field_place(definition, "format"),
                                fmt::format("this list is {} by its name, and is read as {}",
                                            format_words(meant), format_words(set.format)));
  finding.confidence = Confidence::depends;
  mend(definition, "format", meant, true, finding);
  finding.related.push_back({.span = field_place(definition, key), .text = "its name"});
}

// --- What a list is asked for

bool is_address_kind(RuleKind kind) { return looks_at_destination(kind) || looks_at_source(kind); }

/// Of a classical list, the rows that can say something about a name or about an address.
struct Rows {
  bool names = false;
  bool addresses = false;
  bool others = false;
};

Rows rows_of(const RuleSet& set) {
  Rows rows{.names = set.rows.name_count() > 0};
  for (const Rule& rule : set.rows.rules()) {
    const bool logic = !rule.parts.empty() || rule.kind == RuleKind::rule_set;
    const bool name = rule.kind == RuleKind::domain_regex || rule.kind == RuleKind::domain_wildcard ||
                      rule.kind == RuleKind::geosite;
    const bool address = is_address_kind(rule.kind);
    rows.names = rows.names || logic || name;
    rows.addresses = rows.addresses || logic || address;
    rows.others = rows.others || (!logic && !name && !address);
  }
  return rows;
}

class UseCheck {
 public:
  UseCheck(const Facts& facts, bool mixed, Reporter& report)
      : facts_(facts), mixed_(mixed), report_(report) {}

  void check(const SetUse& use) {
    const RuleSet& set = *use.set;
    if (use.place == SetPlace::routes && set.behavior != ProviderBehavior::ipcidr) {
      say(use, "only a list of the behavior ipcidr counts here: the core passes over this one");
    } else if (set.behavior == ProviderBehavior::classical) {
      check_classical(use);
    }
  }

 private:
  void check_classical(const SetUse& use) {
    const bool for_names = use.place == SetPlace::names || use.place == SetPlace::filter_rule;
    if (!for_names && use.place != SetPlace::addresses) return;
    const RuleSet& set = *use.set;
    const char* const what = for_names ? "names" : "addresses";
    const bool known = set.availability.available && list_story(facts_, set).fault == ListFault::none;
    const Rows rows = rows_of(set);
    const bool more = rows.others || (for_names ? rows.addresses : rows.names);
    if (known && !(for_names ? rows.names : rows.addresses)) {
      say(use, fmt::format("this place asks for {}, and {} has none", what, set.name)).core_message =
          core_words(use);
    } else if (mixed_ && (more || !known)) {
      Finding& finding = say(use, fmt::format("only what {} says of {} counts here", set.name, what));
      finding.severity = Severity::info;
      finding.core_message = core_words(use);
    }
  }

  Finding& say(const SetUse& use, std::string message) {
    Finding& finding = report_.add(use.span, std::move(message));
    finding.related.push_back({.span = use.set->span, .text = "the list"});
    return finding;
  }

  static std::string core_words(const SetUse& use) {
    const bool rule = use.place == SetPlace::filter_rule;
    const bool name = use.place == SetPlace::names;
    return fmt::format("{} provider is Classical, only matching {}", use.set->name,
                       rule   ? "domain rules in fake-ip-filter"
                       : name ? "it contain domain rule"
                              : "it contain ip rule");
  }

  const Facts& facts_;
  bool mixed_;
  Reporter& report_;
};

/// Lists that something else than rules asks, too.
std::unordered_set<const RuleSet*> asked_elsewhere(const std::vector<SetUse>& uses) {
  std::unordered_set<const RuleSet*> sets;
  for (const SetUse& use : uses) {
    if (use.place != SetPlace::rule && use.place != SetPlace::list) sets.insert(use.set);
  }
  return sets;
}

void run(const Facts& facts, Reporter& report) {
  const std::vector<SetUse> uses = set_uses(facts);
  const std::unordered_set<const RuleSet*> elsewhere = asked_elsewhere(uses);
  for (const RuleSetDefinition& definition : rule_set_definitions(facts)) {
    const ListStory story = list_story(facts, definition.set);
    if (story.fault == ListFault::wrong_behavior) {
      report_behavior(definition, story, !elsewhere.contains(&definition.set), report);
    } else if (story.fault == ListFault::wrong_format) {
      report_format(definition, story, report);
    } else if (story.fault == ListFault::not_here) {
      check_name(definition, report);
    }
  }
  UseCheck check(facts, facts.settings.option(provider_wrong_behavior, "mixed-lists"), report);
  for (const SetUse& use : uses) check.check(use);
}

}  // namespace

extern constinit const Check provider_wrong_behavior{
    .id = "provider-wrong-behavior",
    .category = Category::providers,
    .summary =
        "a list does not fit its behavior or format, or has nothing that the place that names it asks for",
    .options = kOptions,
    .run = run};

}  // namespace clashlint
