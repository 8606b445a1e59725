#include "analyzer/automaton/list_model.h"

namespace clashlint {
namespace {

const std::vector<Rule>& list_called(const Profile& profile, std::string_view name) {
  for (const auto& list : profile.sub_rules) {
    if (!name.empty() && list->name == name) return list->rules;
  }
  return profile.rules;
}

}  // namespace

ListModel::ListModel(const Profile& profile, std::string_view sub_rules)
    : atoms(profile),
      texts(atoms),
      solver(atoms, formulas, texts),
      profile_(profile),
      sub_rules_(sub_rules),
      rules_(list_called(profile, sub_rules)) {
  TargetModel targets(atoms, formulas);
  for (const AddressSource source : kSources) {
    RuleModel model(atoms, formulas, targets, source);
    rows_[static_cast<std::size_t>(source)] = model.read(rules_);
    too_costly_ = too_costly_ || model.too_costly();
  }
  for (const std::vector<RowModel>& rows : rows_) indexes_.emplace_back(atoms, formulas, rows);
}

}  // namespace clashlint
