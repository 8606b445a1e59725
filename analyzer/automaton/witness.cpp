#include "analyzer/automaton/witness.h"

#include <algorithm>

#include "analyzer/match/chain.h"
#include "analyzer/match/walk.h"

namespace clashlint {

Witness witness_of(const ListModel& model, const Example& example) {
  Witness witness{.query = example.query};
  witness.query.sub_rules = model.sub_rules();
  for (const auto& [group, member] : example.choices) {
    if (member != nullptr && member != chosen_member(*group, {}))
      witness.selections[group->name] = member->name;
  }
  return witness;
}

Witness sniffed(Witness witness) {
  if (witness.query.sniff_host.empty()) {
    witness.query.sniff_host = witness.query.host;
    witness.query.host = witness.query.dst_ip ? "" : "x7q.zz9";
  }
  return witness;
}

std::optional<Answer> confirm(const ListModel& model, const Witness& witness, int row) {
  const Rule& rule = model.rule(row);
  Answer answer = walk(model.profile(), witness.query, witness.selections, {.rule_mode = true});
  if (answer.rule_index == row) return answer;
  answer = walk(model.profile(), witness.query, witness.selections, {.steps = true, .rule_mode = true});
  const bool again = std::ranges::any_of(answer.steps, [&](const Step& step) {
    return step.rule == &rule && step.depth == 0 && step.result == StepResult::rematched;
  });
  return again ? std::optional(std::move(answer)) : std::nullopt;
}

Example plain_example(std::string name, AddressSource source) {
  Example example{.source = source};
  example.query.host = std::move(name);
  example.query.dst_port = 443;
  return example;
}

}  // namespace clashlint
