#include "analyzer/query/find_connection.h"

#include <algorithm>

#include "analyzer/match/chain.h"
#include "analyzer/match/walk.h"

namespace clashlint {
namespace {

constexpr const char* kTooCostly = "a proof would be too costly";

}  // namespace

// What `hosts` knows the core sees by another name: such a name comes from the sniffer.
Witness ConnectionFinder::replayable(std::span<const Goal> goals, const Example& example) const {
  Witness witness{.query = example.query, .selections = selections_};
  for (const auto& [group, member] : example.choices) {
    if (member != nullptr && member != chosen_member(*group, selections_))
      witness.selections[group->name] = member->name;
  }
  const std::string& host = example.query.host;
  const bool known = !host.empty() && std::ranges::any_of(goals, [&](const Goal& goal) {
    return goal.list.profile().hosts.names.search(host).has_value();
  });
  return known ? sniffed(std::move(witness)) : witness;
}

// What is missing is taken as usual; a connection does not come by a rematch.
std::vector<Formula> ConnectionFinder::assumed() {
  AtomTable& atoms = space_.atoms;
  if (seen_atoms_ == 0) {
    assumed_.push_back(
        space_.formulas.literal(atoms.add({.field = Field::rematch_name, .test = Test::equals})));
  }
  for (; seen_atoms_ < atoms.size(); ++seen_atoms_) {
    const Atom& atom = atoms[seen_atoms_];
    if (atom.field == Field::missing)
      assumed_.push_back(space_.formulas.literal(seen_atoms_, usually_true(atom)));
    if (atom.field != Field::choice || std::ranges::find(fixed_, atom.group) == fixed_.end()) continue;
    const Outbound* const chosen = chosen_member(*atom.group, selections_);
    const bool holds = std::ranges::find(atom.members, chosen) != atom.members.end();
    assumed_.push_back(space_.formulas.literal(seen_atoms_, holds));
  }
  return assumed_;
}

FoundConnection ConnectionFinder::find(std::span<const Goal> goals, const Worlds& also) {
  space_.work.begin_row();
  FoundConnection result;
  for (const AddressSource source : kSources) {
    FoundConnection one = find_in_world(goals, also[world_of(source)], source);
    if (one.found == Found::yes) return one;
    if (one.found == Found::unknown) result = std::move(one);
  }
  const bool again = std::ranges::any_of(goals, [](const Goal& goal) { return goal.list.has_rematch(); });
  if (again && result.found == Found::no)
    return {.found = Found::unknown, .why = "a target begins the rules again"};
  return result;
}

FoundConnection ConnectionFinder::find_in_world(std::span<const Goal> goals, Formula also,
                                                AddressSource source) {
  const std::size_t world = world_of(source);
  Covers covers;
  for (const Goal& goal : goals) covers.push_back(goal.list.cover(goal.way));
  for (int round = 0; round < kMaxFindRounds; ++round) {
    std::vector<Formula> all = assumed();
    all.push_back(also);
    for (std::size_t at = 0; at < goals.size(); ++at) {
      const WayList& list = goals[at].list;
      all.push_back(list.way(goals[at].way).takes[world]);
      for (const int before : covers[at])
        all.push_back(space_.formulas.negation(list.way(before).takes[world]));
    }
    const SolverAnswer answer = space_.solver.find(all, source);
    const bool too_costly =
        std::ranges::any_of(goals, [](const Goal& goal) { return goal.list.model().too_costly(); });
    if (answer.found == Found::unknown || too_costly) return {.found = Found::unknown, .why = kTooCostly};
    if (answer.found == Found::no) return {};
    FoundConnection result{.found = Found::yes, .witness = replayable(goals, *answer.example)};
    if (!covered(goals, covers, result)) return result;
  }
  return {.found = Found::unknown, .why = kTooCostly};
}

// Whether a way before one of the goals takes it: it is looked for again. False: it
// is settled, and perhaps unknown.
bool ConnectionFinder::covered(std::span<const Goal> goals, Covers& covers, FoundConnection& result) {
  const Witness witness = result.witness;
  bool again = false;
  for (std::size_t at = 0; at < goals.size(); ++at) {
    const Goal& goal = goals[at];
    const int way = goal.list.way_of(goal.list.answer(witness));
    if (way == goal.way) continue;
    const bool known = std::ranges::find(covers[at], way) != covers[at].end();
    if (way < 0 || way > goal.way || known) {
      result = {.found = Found::unknown, .why = "no connection could be confirmed"};
      return false;
    }
    covers[at].push_back(way);
    std::vector<int>& kept = goal.list.cover(goal.way);
    if (kept.size() < kMaxKeptCover) kept = covers[at];
    again = true;
  }
  if (again) return true;
  for (const Goal& goal : goals) {
    const Answer answer = walk(goal.list.profile(), witness.query, witness.selections, {.rule_mode = true});
    if (goal.list.way_of(answer) == goal.way) continue;
    result = {.found = Found::unknown, .why = "the walk does not confirm it"};
    return false;
  }
  return false;
}

}  // namespace clashlint
