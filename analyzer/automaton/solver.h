#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "analyzer/automaton/address_space.h"
#include "analyzer/automaton/example.h"
#include "analyzer/automaton/formula.h"
#include "analyzer/automaton/rule_model.h"

namespace clashlint {

struct SolverAnswer {
  Found found = Found::no;
  std::optional<Example> example{};
};

/// Finds a connection for which formulas hold. Branches over alternatives, and
/// asks each field apart, as no test looks at two. Exact, but for `unknown`:
/// where the work is spent or kMaxBranches passed, or where a field cannot tell.
class Solver {
 public:
  Solver(AtomTable& atoms, const Formulas& formulas, TextSpace& texts, Work& work)
      : atoms_(atoms), formulas_(formulas), texts_(texts), work_(work) {}

  SolverAnswer find(std::span<const Formula> all, AddressSource source);

 private:
  using Literals = std::vector<Literal>;
  struct Branch {
    std::array<Literals, kFields> literals{};
    std::vector<Formula> alternatives{};
    std::vector<Formula> assumed{};  ///< formulas of several parts that hold, sorted
  };

  SolverAnswer explore(Branch branch, std::vector<Formula> pending);
  bool assume(Branch& branch, std::vector<Formula> pending);
  bool add(Branch& branch, Literal literal);
  bool remember(Branch& branch, Formula formula) const;
  /// What is left of the alternatives; nothing where one of them holds already.
  std::optional<std::vector<Formula>> open_parts(const Branch& branch, Formula any) const;

  SolverAnswer complete(const Branch& branch);
  Found choose_texts(const Branch& branch, Example& example);
  Found choose_addresses(const Branch& branch, Example& example);
  bool choose_numbers(const Branch& branch, Example& example) const;
  bool choose_words(const Branch& branch, Example& example) const;
  bool choose_members(const Branch& branch, Example& example) const;
  std::optional<std::string> word(const Literals& literals, const std::vector<std::string>& words) const;
  bool is_cheap_and_wrong(const Branch& branch, Field field) const;
  const AddressAnswer& address(const Literals& literals, Addresses addresses);

  AtomTable& atoms_;
  const Formulas& formulas_;
  TextSpace& texts_;
  Work& work_;
  AddressSource source_ = AddressSource::failed;
  int branches_ = 0;
  std::map<std::pair<Literals, Addresses>, AddressAnswer> addresses_;
};

inline constexpr int kMaxBranches = 20'000;

}  // namespace clashlint
