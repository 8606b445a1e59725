#include "analyzer/automaton/target_model.h"

#include <map>
#include <tuple>

namespace clashlint {

Formula TargetModel::stops(const Outbound& target) {
  const Ends ends = ends_of(target);
  const Formula udp =
      formulas_.literal(atoms_.add({.field = Field::network, .test = Test::equals, .text = "udp"}));
  return formulas_.all_of(
      {formulas_.negation(ends.passes), formulas_.any_of({formulas_.negation(udp), ends.udp})});
}

Formula TargetModel::passes_in_list(const Outbound& target) { return ends_of(target).passes_in_list; }

const TargetModel::Ends& TargetModel::ends_of(const Outbound& target) {
  // A group that contains itself is refused; here it ends.
  const auto [place, fresh] = known_.try_emplace(&target);
  if (!fresh) return place->second;
  Ends ends;
  if (target.group) {
    ends = ends_of_group(target);
  } else {
    ends.passes = target.kind == OutboundKind::pass ? Formulas::kYes : Formulas::kNo;
    ends.passes_in_list = target.kind == OutboundKind::pass_rule ? Formulas::kYes : Formulas::kNo;
    ends.udp = target.udp ? Formulas::kYes : Formulas::kNo;
  }
  return known_[&target] = ends;
}

// Members that do the same are one choice.
TargetModel::Ends TargetModel::ends_of_group(const Outbound& group) {
  using Kind = std::tuple<Formula, Formula, Formula>;
  std::map<Kind, std::vector<const Outbound*>> kinds;
  for (const Outbound* member : group.group->members) {
    const Ends ends = ends_of(*member);
    kinds[{ends.passes, ends.passes_in_list, ends.udp}].push_back(member);
  }
  if (!group.group->missing_providers.empty()) {
    const AtomId carries = atoms_.add({.field = Field::missing,
                                       .test = Test::fact,
                                       .text = "proxy-provider " + group.group->missing_providers.front(),
                                       .part = group.name});
    kinds[{Formulas::kNo, Formulas::kNo, formulas_.literal(carries)}].push_back(nullptr);
  }
  std::vector<Formula> passes;
  std::vector<Formula> in_list;
  std::vector<Formula> udp;
  for (const auto& [kind, members] : kinds) {
    const Formula chosen =
        kinds.size() == 1
            ? Formulas::kYes
            : formulas_.literal(atoms_.add(
                  {.field = Field::choice, .test = Test::member, .group = &group, .members = members}));
    passes.push_back(formulas_.all_of({chosen, std::get<0>(kind)}));
    in_list.push_back(formulas_.all_of({chosen, std::get<1>(kind)}));
    // Written so, it is plain that UDP is carried where all of them do.
    udp.push_back(formulas_.any_of({formulas_.negation(chosen), std::get<2>(kind)}));
  }
  Ends ends{.passes = formulas_.any_of(passes),
            .passes_in_list = formulas_.any_of(in_list),
            .udp = formulas_.all_of(udp)};
  const bool always = group.kind == OutboundKind::load_balance || group.kind == OutboundKind::smart;
  if (always) ends.udp = Formulas::kYes;
  if (group.group->disable_udp) ends.udp = Formulas::kNo;
  return ends;
}

}  // namespace clashlint
