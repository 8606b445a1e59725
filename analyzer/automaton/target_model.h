#pragma once

#include <unordered_map>

#include "analyzer/automaton/formula.h"

namespace clashlint {

/// What targets do with a connection, as formulas over the choices of groups.
class TargetModel {
 public:
  TargetModel(AtomTable& atoms, Formulas& formulas) : atoms_(atoms), formulas_(formulas) {}

  /// The walk ends here: the target is not PASS, and carries UDP where that is asked for.
  Formula stops(const Outbound& target);
  /// Inside a sub-rule list the next row is tried (PASS-RULE).
  Formula passes_in_list(const Outbound& target);

 private:
  struct Ends {
    Formula passes = Formulas::kNo;
    Formula passes_in_list = Formulas::kNo;
    Formula udp = Formulas::kYes;
  };

  const Ends& ends_of(const Outbound& target);
  Ends ends_of_group(const Outbound& group);

  AtomTable& atoms_;
  Formulas& formulas_;
  std::unordered_map<const Outbound*, Ends> known_;
};

}  // namespace clashlint
