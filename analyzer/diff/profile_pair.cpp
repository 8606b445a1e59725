#include "analyzer/diff/profile_pair.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace clashlint {
namespace {

bool are_alike(const Outbound& one, const Outbound& other) {
  if (!other.group || one.kind != other.kind) return false;
  const GroupPart& a = *one.group;
  const GroupPart& b = *other.group;
  return a.disable_udp == b.disable_udp && a.default_selected == b.default_selected &&
         a.missing_providers == b.missing_providers &&
         std::ranges::equal(a.members, b.members, {}, &Outbound::name, &Outbound::name);
}

/// The sets of names that rows ask as a whole, runs of rows among them.
std::vector<const DomainSet*> sets_of(const Profile& profile, const std::vector<NameRun>& runs,
                                      ProofSpace& space) {
  TargetModel targets(space.atoms, space.formulas);
  RuleModel scout(profile, space.atoms, space.formulas, targets, AddressSource::known);
  std::vector<const DomainSet*> sets;
  for (const NameRun& run : runs) sets.push_back(run.names);
  for (const Rule& rule : profile.rules) {
    const std::vector<const DomainSet*> own = scout.name_sets(rule);
    sets.insert(sets.end(), own.begin(), own.end());
  }
  for (const DomainSet*& set : sets) set = space.atoms.same(set);
  return sets;
}

struct EntryHash {
  std::size_t operator()(const NameEntry& entry) const { return entry_hash(entry); }
};
struct EntryEqual {
  bool operator()(const NameEntry& a, const NameEntry& b) const {
    return a.form() == b.form() && a.text() == b.text();
  }
};

}  // namespace

ProfilePair::ProfilePair(const Profile& before, const Profile& after)
    : space_(std::make_shared<ProofSpace>(before)) {
  space_->atoms.compare_content();
  unify_groups(before, after);
  const std::vector<NameRun> runs_before = name_runs(before.rules, space_->atoms);
  const std::vector<NameRun> runs_after = name_runs(after.rules, space_->atoms);
  cut_sets(sets_of(before, runs_before, *space_), sets_of(after, runs_after, *space_));
  before_ = std::make_unique<WayList>(before, space_, runs_before);
  after_ = std::make_unique<WayList>(after, space_, runs_after);
  finder_ = std::make_unique<ConnectionFinder>(*space_, fixed_);
}

void ProfilePair::unify_groups(const Profile& before, const Profile& after) {
  for (const auto& one : before.outbounds) {
    if (!one->group) continue;
    const auto other = after.by_name.find(one->name);
    if (other == after.by_name.end() || !are_alike(*one, *other->second)) {
      fixed_.push_back(one.get());
      continue;
    }
    space_->atoms.take_for(one.get(), other->second);
    for (std::size_t at = 0; at < one->group->members.size(); ++at)
      space_->atoms.take_for(one->group->members[at], other->second->group->members[at]);
  }
  for (const auto& other : after.outbounds) {
    if (!other->group) continue;
    const auto one = before.by_name.find(other->name);
    if (one == before.by_name.end() || !one->second->group || !are_alike(*one->second, *other))
      fixed_.push_back(other.get());
  }
}

// An entry goes to the piece of all sets that hold it.
void ProfilePair::cut_sets(const std::vector<const DomainSet*>& before,
                           const std::vector<const DomainSet*>& after) {
  const std::set<const DomainSet*> old_ones(before.begin(), before.end());
  const std::set<const DomainSet*> new_ones(after.begin(), after.end());
  std::vector<const DomainSet*> cut;
  const auto add = [&](const DomainSet* set) {
    const bool in_both = old_ones.contains(set) && new_ones.contains(set);
    if (!in_both && set->plain() && cut.size() < kMaxCutSets && std::ranges::find(cut, set) == cut.end())
      cut.push_back(set);
  };
  for (const DomainSet* set : before) add(set);
  for (const DomainSet* set : after) add(set);
  if (cut.size() < 2) return;
  std::unordered_map<NameEntry, std::uint64_t, EntryHash, EntryEqual> holders;
  for (std::size_t number = 0; number < cut.size(); ++number) {
    for (const NameEntry& entry : cut[number]->entries()) holders[entry] |= std::uint64_t{1} << number;
  }
  std::map<std::uint64_t, std::vector<NameEntry>> pieces;
  for (const auto& [entry, mask] : holders) pieces[mask].push_back(entry);
  if (pieces.size() > kMaxPieces) return;
  std::vector<std::vector<const DomainSet*>> parts(cut.size());
  for (auto& [mask, entries] : pieces) {
    std::ranges::sort(entries, {},
                      [](const NameEntry& entry) { return std::pair(entry.text(), entry.form()); });
    const DomainSet* const piece =
        space_->atoms.same(space_->atoms.keep(DomainSet::of_entries(std::move(entries), nullptr)));
    for (std::size_t number = 0; number < cut.size(); ++number) {
      if (((mask >> number) & 1) != 0) parts[number].push_back(piece);
    }
  }
  for (std::size_t number = 0; number < cut.size(); ++number)
    space_->atoms.split(cut[number], std::move(parts[number]));
}

}  // namespace clashlint
