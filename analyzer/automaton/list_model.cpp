#include "analyzer/automaton/list_model.h"

#include <algorithm>

namespace clashlint {
namespace {

const std::vector<Rule>& list_called(const Profile& profile, std::string_view name) {
  for (const auto& list : profile.sub_rules) {
    if (!name.empty() && list->name == name) return list->rules;
  }
  return profile.rules;
}

std::size_t index_of(AddressSource source) { return static_cast<std::size_t>(source); }

}  // namespace

ListModel::ListModel(const Profile& profile, std::string_view sub_rules)
    : ListModel(profile, sub_rules, std::make_shared<ProofSpace>(profile)) {}

ListModel::ListModel(const Profile& profile, std::string_view sub_rules, std::shared_ptr<ProofSpace> space)
    : space_(std::move(space)),
      atoms(space_->atoms),
      formulas(space_->formulas),
      work(space_->work),
      texts(space_->texts),
      solver(space_->solver),
      profile_(profile),
      sub_rules_(sub_rules),
      rules_(list_called(profile, sub_rules)),
      targets_(atoms, formulas),
      models_{RuleModel(profile, atoms, formulas, targets_, AddressSource::known),
              RuleModel(profile, atoms, formulas, targets_, AddressSource::failed),
              RuleModel(profile, atoms, formulas, targets_, AddressSource::answered)} {
  read_targets();
  read_asked();
}

bool ListModel::too_costly() const {
  return std::ranges::any_of(models_, [](const RuleModel& model) { return model.too_costly(); });
}

Formula ListModel::is_tcp() {
  return formulas.literal(atoms.add({.field = Field::network, .test = Test::equals, .text = "udp"}), false);
}

bool ListModel::looks_at(Formula formula, Field field) const {
  const Formulas::Node& node = formulas[formula];
  if (node.kind == Formulas::Kind::literal) return atoms[node.literal.atom].field == field;
  return std::ranges::any_of(node.parts, [&](Formula part) { return looks_at(part, field); });
}

void ListModel::read_targets() {
  std::unordered_map<std::string_view, Formula> known;
  for (const Rule& rule : rules_) {
    const auto [place, fresh] = known.try_emplace(rule.target, Formulas::kNo);
    const auto target = profile_.by_name.find(rule.target);
    if (fresh && target != profile_.by_name.end()) place->second = targets_.stops(*target->second);
    stops_.push_back(rule.kind == RuleKind::sub_rule ? Formulas::kNo : place->second);
  }
  std::unordered_map<Formula, Formula> usually;
  for (const Formula stops : stops_) {
    const auto [place, fresh] = usually.try_emplace(stops, stops);
    if (fresh) {
      for (const AtomId fact : facts())
        place->second = formulas.with(place->second, fact, usually_true(atoms[fact]));
    }
    usually_stops_.push_back(place->second);
  }
}

bool ListModel::may_be_passed_over(int row) {
  const auto target = profile_.by_name.find(rule(row).target);
  return target != profile_.by_name.end() && targets_.passes_in_list(*target->second) != Formulas::kNo;
}

const std::vector<AtomId>& ListModel::facts() {
  for (; seen_atoms_ < atoms.size(); ++seen_atoms_) {
    if (atoms[seen_atoms_].field == Field::missing) facts_.push_back(seen_atoms_);
  }
  return facts_;
}

void ListModel::read_asked() {
  Formula asked = Formulas::kNo;
  first_asked_ = size();
  for (int row = 0; row < size(); ++row) {
    asked_.push_back(asked);
    if (asked == Formulas::kYes) {
      first_asked_ = std::min(first_asked_, row);
      continue;
    }
    asked = models_[index_of(AddressSource::answered)].asked_behind(rule(row), asked);
  }
}

std::vector<TargetWay> ListModel::ways(AddressSource source, int row) {
  const Formula before = source == AddressSource::answered ? asked(row) : Formulas::kNo;
  return models_[index_of(source)].ways(rule(row), before);
}

const RowModel& ListModel::row(AddressSource source, int row) {
  const auto [place, fresh] = rows_[index_of(source)].try_emplace(row);
  if (fresh) {
    const Formula before = source == AddressSource::answered ? asked(row) : Formulas::kNo;
    place->second = models_[index_of(source)].read_row(rule(row), before);
  }
  return place->second;
}

Formula ListModel::rest(AddressSource source, int row) {
  const auto [place, fresh] = rests_[index_of(source)].try_emplace(row);
  if (fresh) {
    const Formula before = source == AddressSource::answered ? asked(row) : Formulas::kNo;
    place->second = models_[index_of(source)].read_rest(rule(row), before);
  }
  return place->second;
}

}  // namespace clashlint
