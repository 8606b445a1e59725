#pragma once

#include "analyzer/automaton/solver.h"

namespace clashlint {

/// What formulas are made of and solved with. Two lists may share one: then the
/// solver finds connections of which something holds in both.
struct ProofSpace {
  explicit ProofSpace(const Profile& profile)
      : atoms(profile), texts(atoms, work), solver(atoms, formulas, texts, work) {}
  ProofSpace(const ProofSpace&) = delete;
  ProofSpace& operator=(const ProofSpace&) = delete;

  AtomTable atoms;
  Formulas formulas;
  Work work;
  TextSpace texts;
  Solver solver;
};

}  // namespace clashlint
