#include "analyzer/diff/expect.h"

#include <algorithm>
#include <array>

#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

bool is_one_of(const std::vector<std::string>& targets, std::string_view target) {
  return targets.empty() || std::ranges::find(targets, target) != targets.end();
}

/// What was expected, as formulas.
class Declared {
 public:
  Declared(ProfilePair& pair, const Expectations& expected) : pair_(pair), expected_(expected) {
    for (const ExpectedChange& one : expected.changes) worlds_.push_back(worlds_of(one));
  }

  bool speaks_of(std::size_t number, const RouteChange& change) const {
    const ExpectedChange& one = expected_.changes[number];
    return is_one_of(one.from, pair_.before().way(change.before).target) &&
           is_one_of(one.to, pair_.after().way(change.after).target);
  }

  const Worlds& worlds(std::size_t number) const { return worlds_[number]; }

  /// Of this change, what nobody expected.
  Worlds rest_of(const RouteChange& change) {
    Worlds rest{};
    for (std::size_t world = 0; world < rest.size(); ++world) {
      std::vector<Formula> any;
      for (std::size_t number = 0; number < worlds_.size(); ++number) {
        if (speaks_of(number, change)) any.push_back(worlds_[number][world]);
      }
      rest[world] = formulas().negation(formulas().any_of(std::move(any)));
    }
    return rest;
  }

 private:
  Formulas& formulas() { return pair_.space().formulas; }

  Worlds worlds_of(const ExpectedChange& one) {
    Worlds worlds = formulas_of(pair_.before().model(), one.wanted);
    if (one.sets.empty()) return worlds;
    Worlds sets{};
    for (const AddressSource source : kSources) {
      std::vector<Formula> any;
      for (const WayList* list : {&pair_.before(), &pair_.after()})
        add_sets(list->profile(), one, source, any);
      const std::size_t world = world_of(source);
      sets[world] = formulas().all_of({worlds[world], formulas().any_of(std::move(any))});
    }
    return sets;
  }

  // Where DNS did not answer there is no address.
  void add_sets(const Profile& profile, const ExpectedChange& one, AddressSource source,
                std::vector<Formula>& any) {
    AtomTable& atoms = pair_.space().atoms;
    for (const auto& set : profile.rule_sets) {
      if (std::ranges::find(one.sets, set->name) == one.sets.end()) continue;
      for (const DomainSet* names : names_of(*set, atoms)) {
        for (const DomainSet* part : atoms.parts_of(names)) {
          any.push_back(formulas().literal(
              atoms.add({.field = Field::name, .test = Test::domain_set, .domains = part})));
        }
      }
      if (set->addresses.empty() || source == AddressSource::failed) continue;
      any.push_back(formulas().literal(
          atoms.add({.field = Field::destination, .test = Test::addresses, .set = &set->addresses})));
    }
  }

  static std::vector<const DomainSet*> names_of(const RuleSet& set, AtomTable& atoms) {
    if (set.behavior == ProviderBehavior::domain) return {&set.domains};
    std::vector<NameEntry> entries;
    for (std::size_t at = 0; at < set.rows.size(); ++at) {
      const SetRows::Row row = set.rows[at];
      if (!row.is_name() || row.kind == RuleKind::domain_keyword) continue;
      const NameForm form = row.kind == RuleKind::domain ? NameForm::whole : NameForm::suffix;
      entries.emplace_back(row.payload, form, row.place);
    }
    if (entries.empty()) return {};
    return {atoms.keep(DomainSet::of_entries(std::move(entries), nullptr))};
  }

  ProfilePair& pair_;
  const Expectations& expected_;
  std::vector<Worlds> worlds_;
};

FoundConnection find_in(ProfilePair& pair, const RouteChange& change, const Worlds& also) {
  const std::array<Goal, 2> goals = {Goal{.list = pair.before(), .way = change.before},
                                     Goal{.list = pair.after(), .way = change.after}};
  return pair.finder().find(goals, also);
}

void read_change(const YamlNode& node, StrictReader& reader, const HostParser& parse,
                 Expectations& expected) {
  ExpectedChange change{.span = node.span};
  std::vector<AskedHost> hosts;
  reader.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
    if (read_wanted_key(key, value, reader, change.wanted)) return;
    if (read_hosts_key(key, value, reader, parse, hosts)) return;
    if (key.text == "rule-set") {
      change.sets = reader.texts(value);
    } else if (key.text == "from") {
      change.from = reader.texts(value);
    } else if (key.text == "to") {
      change.to = reader.texts(value);
    } else {
      reader.unknown_key(key, {"host", "hosts", "url", "service", "under", "matching", "port", "network",
                               "process", "ip", "src-ip", "in-name", "in-type", "rule-set", "from", "to"});
    }
  });
  for (const AskedHost& host : hosts) {
    if (const auto address = parse_ip(host.host)) {
      change.wanted.addresses.push_back({.address = *address, .bits = address->bit_count()});
    } else {
      change.wanted.hosts.push_back(host.host);
    }
  }
  expected.changes.push_back(std::move(change));
}

}  // namespace

Expectations read_expectations(const Sources& sources, FileId file, const HostParser& parse,
                               Findings& faults) {
  Expectations expected;
  StrictReader reader(faults);
  const YamlTree tree = parse_yaml(sources, file);
  const YamlNode* const root = reader.root(tree);
  if (root == nullptr) return expected;
  reader.each_entry(*root, [&](const YamlNode& key, const YamlNode& value) {
    if (key.text == "changes") {
      for (const YamlNode* item : reader.items(value)) read_change(*item, reader, parse, expected);
    } else if (key.text == "settings") {
      expected.settings = reader.texts(value);
    } else if (key.text == "dns") {
      expected.dns = reader.boolean(value).value_or(false);
    } else {
      reader.unknown_key(key, {"changes", "settings", "dns"});
    }
  });
  return expected;
}

std::vector<Unexpected> unexpected_changes(ProfilePair& pair, const RouteDiff& diff,
                                           const Expectations& expected) {
  Declared declared(pair, expected);
  std::vector<Unexpected> unexpected;
  for (std::size_t at = 0; at < diff.changes().size(); ++at) {
    FoundConnection rest = find_in(pair, diff.changes()[at], declared.rest_of(diff.changes()[at]));
    if (rest.found == Found::no) continue;
    unexpected.push_back({.change = at, .witness = std::move(rest.witness), .why = std::move(rest.why)});
  }
  return unexpected;
}

std::vector<const ExpectedChange*> idle_expectations(ProfilePair& pair, const RouteDiff& diff,
                                                     const Expectations& expected) {
  Declared declared(pair, expected);
  std::vector<const ExpectedChange*> idle;
  for (std::size_t number = 0; number < expected.changes.size(); ++number) {
    const bool happens = std::ranges::any_of(diff.changes(), [&](const RouteChange& change) {
      return declared.speaks_of(number, change) &&
             find_in(pair, change, declared.worlds(number)).found != Found::no;
    });
    if (!happens) idle.push_back(&expected.changes[number]);
  }
  return idle;
}

}  // namespace clashlint
