#include "analyzer/query/way_list.h"

#include <algorithm>

#include "analyzer/match/chain.h"

namespace clashlint {
namespace {

bool is_plain_name(const Rule& rule) {
  return (rule.kind == RuleKind::domain || rule.kind == RuleKind::domain_suffix) && rule.understood &&
         !rule.payload.empty();
}

bool begins_again(const Outbound& outbound) {
  const std::vector<const Outbound*> leaves = all_leaves(outbound);
  return std::ranges::any_of(leaves,
                             [](const Outbound* leaf) { return leaf->kind == OutboundKind::rematch; });
}

}  // namespace

std::vector<NameRun> name_runs(const std::vector<Rule>& rules, AtomTable& atoms) {
  std::vector<NameRun> runs;
  for (std::size_t row = 0; row < rules.size();) {
    std::size_t end = row;
    std::vector<NameEntry> entries;
    while (end < rules.size() && is_plain_name(rules[end]) && rules[end].target == rules[row].target) {
      const Rule& rule = rules[end++];
      const NameForm form = rule.kind == RuleKind::domain ? NameForm::whole : NameForm::suffix;
      entries.emplace_back(rule.payload, form, rule.span.begin);
    }
    if (entries.size() >= kMinRun) {
      runs.push_back({.first = static_cast<int>(row),
                      .last = static_cast<int>(end) - 1,
                      .names = atoms.keep(DomainSet::of_entries(std::move(entries), nullptr))});
    }
    row = std::max(end, row + 1);
  }
  return runs;
}

WayList::WayList(const Profile& profile, std::shared_ptr<ProofSpace> space, const std::vector<NameRun>& runs)
    : model_(profile, {}, std::move(space)), index_(profile) {
  first_way_.resize(static_cast<std::size_t>(model_.size()));
  auto run = runs.begin();
  for (int row = 0; row < model_.size(); ++row) {
    first_way_[static_cast<std::size_t>(row)] = size();
    if (run == runs.end() || row < run->first) {
      add_row(row);
      continue;
    }
    if (row == run->first) add_run(*run);
    first_way_[static_cast<std::size_t>(row)] = size() - 1;
    if (row == run->last) ++run;
  }
  ways_.push_back({.target = "DIRECT", .takes = kAnyWorld});
  for (const RuleWay& way : ways_) {
    const auto target = profile.by_name.find(way.target);
    has_rematch_ = has_rematch_ || (target != profile.by_name.end() && begins_again(*target->second));
  }
}

void WayList::add_row(int row) {
  const std::size_t begin = ways_.size();
  for (const AddressSource source : kSources) {
    for (const TargetWay& one : model_.ways(source, row)) {
      auto known = std::find_if(ways_.begin() + static_cast<std::ptrdiff_t>(begin), ways_.end(),
                                [&](const RuleWay& way) { return way.target == one.target; });
      if (known == ways_.end())
        known = ways_.insert(ways_.end(), {.first = row, .last = row, .target = one.target});
      known->takes[world_of(source)] = one.takes;
    }
  }
}

void WayList::add_run(const NameRun& run) {
  std::vector<Formula> any;
  for (const DomainSet* part : model_.atoms.parts_of(run.names)) {
    any.push_back(model_.formulas.literal(
        model_.atoms.add({.field = Field::name, .test = Test::domain_set, .domains = part})));
  }
  const Formula takes =
      model_.formulas.all_of({model_.formulas.any_of(std::move(any)), model_.stops(run.first)});
  ways_.push_back({.first = run.first,
                   .last = run.last,
                   .target = model_.rule(run.first).target,
                   .takes = {takes, takes, takes}});
}

int WayList::way_of(const Answer& answer) const {
  if (answer.rule_index < 0) return answer.target == "DIRECT" ? size() - 1 : -1;
  for (int way = first_way_[static_cast<std::size_t>(answer.rule_index)]; way < size(); ++way) {
    if (this->way(way).first > answer.rule_index || this->way(way).left_over()) break;
    if (this->way(way).target == answer.target) return way;
  }
  return -1;
}

Worlds WayList::asked(int way) {
  const int row = this->way(way).left_over() ? model_.size() - 1 : this->way(way).last;
  const Formula asked = row < 0 ? Formulas::kNo : model_.asked_behind(row);
  Worlds worlds{};
  worlds[world_of(AddressSource::failed)] = worlds[world_of(AddressSource::answered)] = asked;
  return worlds;
}

}  // namespace clashlint
