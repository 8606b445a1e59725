// What `hosts` says of a name happens before the rules: they see the other name,
// and every rule about addresses sees the address, `no-resolve` or not (`semantics.md` D.2, D.4).
#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "analyzer/check/definitions.h"
#include "analyzer/check/reporter.h"
#include "analyzer/facts/routes.h"
#include "analyzer/facts/rule_words.h"
#include "analyzer/match/dns_view.h"
#include "analyzer/match/walk.h"
#include "rules/base/strings.h"
#include "rules/value/name_entry.h"
#include "rules/value/public_suffix.h"
#include "rules/value/reach.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

constexpr std::uint16_t kPort = 443;

/// A name that a key of `hosts` takes.
std::string name_of(std::string_view key) {
  const std::string text = ascii_lower(key);
  if (text.starts_with("+.")) return text.substr(2);
  if (text.starts_with("*.")) return "www" + text.substr(1);
  if (text.starts_with('.')) return "www" + text;
  return text;
}

/// The rule is about the name itself or its site, and not about a country.
bool is_about(const Rule& rule, std::string_view name) {
  const bool by_name = rule.kind == RuleKind::domain || rule.kind == RuleKind::domain_suffix;
  if (!by_name || rule.payload == name) return by_name;
  return is_below(name, rule.payload) && suffix_owner(rule.payload) == SuffixOwner::none;
}

/// An entry that keeps its name from a rule.
struct Shadow {
  const YamlNode* key = nullptr;
  std::string name{};
  std::string instead{};  ///< what the rules see: another name, or an address
  bool by_alias = false;
  Answer answer{};  ///< what becomes of it
  Route meant{};    ///< what would without the entry
};

class HostsCheck {
 public:
  explicit HostsCheck(const Facts& facts) : facts_(facts), routes_(facts.profile, facts.lists) {}

  void look_at(const YamlNode& key) {
    Shadow shadow{.key = &key, .name = name_of(key.text)};
    if (shadow.name.find_first_of("*+") != std::string::npos || parse_ip(shadow.name)) return;
    shadow.meant = routes_.of(shadow.name, Network::tcp, kPort);
    if (!shadow.meant.is_named() || !is_about(*shadow.meant.rule, shadow.name) || !replaces(shadow)) return;
    shadow.answer = ask(shadow.name);
    const bool same = shadow.answer.target == shadow.meant.target || shadow.answer.rule == shadow.meant.rule;
    if (same || rests_on_missing(shadow.answer)) return;
    // What one rule takes is one story.
    const auto [place, fresh] = places_.try_emplace({shadow.answer.rule, shadow.by_alias}, stories_.size());
    if (fresh) stories_.emplace_back();
    stories_[place->second].push_back(std::move(shadow));
  }

  void report(Reporter& report) const {
    for (const std::vector<Shadow>& story : stories_) tell(story, report);
  }

 private:
  bool replaces(Shadow& shadow) const {
    const HostsView view = look_up_hosts(facts_.profile.hosts, shadow.name);
    if (view.hangs) return false;
    if (!view.alias.empty()) {
      shadow.by_alias = true;
      shadow.instead = view.alias;
      return !is_about(*shadow.meant.rule, view.alias);
    }
    // A name is blocked by an address of this machine.
    if (view.addresses.size() != 1 || reach_of(to_string(view.addresses.front())) == Reach::machine)
      return false;
    shadow.instead = to_string(view.addresses.front());
    return true;
  }

  Answer ask(const std::string& name) const {
    Query query;
    query.host = name;
    query.dst_port = kPort;
    return walk(facts_.profile, query, {}, {.rule_mode = true});
  }

  /// A list that is not here may take the name first.
  static bool rests_on_missing(const Answer& answer) {
    return std::ranges::any_of(answer.depends_on, [](const Dependency& missing) {
      return missing.rule_index >= 0 && missing.kind != Dependency::Kind::group_choice &&
             missing.kind != Dependency::Kind::proxy_provider;
    });
  }

  void tell(const std::vector<Shadow>& story, Reporter& report) const {
    const Shadow& first = story.front();
    const std::string rule = condition_text(*first.meant.rule);
    const std::string way = way_words(first.answer.target);
    Finding& finding = report.add(
        first.key->span,
        first.by_alias
            ? fmt::format("{} is {} for the rules: {} never sees it", first.name, first.instead, rule)
            : fmt::format("{} has an address here, and goes {} by it: {} never sees it", first.name, way,
                          rule));
    finding.primary.text = first.by_alias ? fmt::format("goes {}, by the other name", way)
                                          : "no question is asked: the rules see this address";
    if (first.answer.rule != nullptr)
      finding.related.push_back(
          {.span = first.answer.rule->span, .text = fmt::format("takes {}", first.instead)});
    finding.related.push_back(
        {.span = first.meant.rule->span, .text = fmt::format("would send it to {}", first.meant.target)});
    for (std::size_t at = 1; at < story.size(); ++at)
      finding.related.push_back(
          {.span = story[at].key->span, .text = fmt::format("the same with {}", story[at].name)});
    if (!first.by_alias && first.answer.rule != nullptr) {
      finding.notes.push_back(
          fmt::format("to let it win, move it above line {}", line_of(facts_.sources, *first.answer.rule)));
    } else {
      finding.notes.push_back(fmt::format("write the rule for {}", first.instead));
    }
  }

  const Facts& facts_;
  Routes routes_;
  std::vector<std::vector<Shadow>> stories_;
  std::map<std::pair<const Rule*, bool>, std::size_t> places_;  ///< in `stories_`
};

void run(const Facts& facts, Reporter& report) {
  const YamlNode* const hosts = top_level(facts, "hosts");
  if (hosts == nullptr || !hosts->is_mapping() || facts.profile.rules.empty() || facts.loaded.refused) return;
  HostsCheck check(facts);
  for (const YamlEntry& entry : yaml_entries(*hosts).entries) check.look_at(*entry.key);
  check.report(report);
}

}  // namespace

extern constinit const Check hosts_shadows_rule{
    .id = "hosts-shadows-rule",
    .category = Category::dns,
    .summary = "an entry of hosts keeps a rule from seeing the name that it is written for",
    .run = run};

}  // namespace clashlint
