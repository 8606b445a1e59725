#pragma once

#include <map>
#include <string>
#include <vector>

#include "analyzer/automaton/formula.h"
#include "analyzer/automaton/rule_model.h"
#include "analyzer/match/query.h"

namespace clashlint {

/// A connection, the choices of groups, and what had to be taken for true of what is missing.
struct Example {
  Query query{};
  std::map<const Outbound*, const Outbound*> choices{};  ///< of groups; null: a node that is not known
  AddressSource source = AddressSource::failed;
  std::string rematch_name{};    ///< set by a rematch before
  std::vector<AtomId> denied{};  ///< of what is missing: taken for false
  std::vector<AtomId> facts{};   ///< taken for true

  /// What name rules see.
  const std::string& name() const { return query.sniff_host.empty() ? query.host : query.sniff_host; }
};

/// What is taken for granted of what is missing, where an example says nothing
/// of it: a list holds nothing, nodes that are not known carry UDP.
bool usually_true(const Atom& fact);

/// Whether a formula is true of an example. Linear in the formula.
bool holds(const AtomTable& atoms, const Formulas& formulas, Formula formula, const Example& example);

}  // namespace clashlint
