#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "analyzer/automaton/formula.h"
#include "analyzer/automaton/target_model.h"
#include "analyzer/match/evaluate.h"

namespace clashlint {

/// Where the destination address comes from. Each is a world of its own:
/// `known` with the connection; `failed`, the name does not resolve;
/// `answered`, DNS gives it when it is first asked.
enum class AddressSource : std::uint8_t { known, failed, answered };

/// What happens at one row of a list.
struct RowModel {
  Formula holds = Formulas::kNo;  ///< its condition, and in the list of a SUB-RULE one that yields
  Formula takes = Formulas::kNo;  ///< and the walk ends there
  Formula asked = Formulas::kNo;  ///< DNS was asked before it
};

/// Writes conditions as formulas, left to right with the core's short-circuits,
/// as those decide whether DNS is asked (`semantics.md` D.3). One for each
/// address source; atoms and formulas may be shared.
class RuleModel {
 public:
  RuleModel(AtomTable& atoms, Formulas& formulas, TargetModel& targets, AddressSource source)
      : atoms_(atoms), formulas_(formulas), targets_(targets), source_(source) {}

  /// The rows of a list in order. Formulas past kMaxFormulas are left out: `too_costly`.
  std::vector<RowModel> read(const std::vector<Rule>& rules);

  bool too_costly() const { return too_costly_; }

 private:
  struct Reading {
    Formula holds = Formulas::kNo;
    Formula asked = Formulas::kNo;  ///< once it is evaluated
  };
  struct Outcome {
    Formula decides = Formulas::kNo;
    Formula stops = Formulas::kYes;
  };
  struct ListReading {
    std::vector<Outcome> outcomes{};
    Formula decided = Formulas::kNo;
    Formula asked = Formulas::kNo;
  };
  /// The rows of a classical set that need no order: names and addresses as one set each.
  struct Gathered {
    std::vector<Formula> parts{};
    std::vector<const Rule*> others{};
  };

  Reading read(const Rule& rule, Scope scope, Formula asked);
  Reading read_address(const Rule& rule, Scope scope, Formula asked);
  Reading read_set(const RuleSet& set, Scope scope, Formula asked);
  Reading read_classical(const RuleSet& set, Scope scope, Formula asked);
  Reading read_parts(const Rule& rule, Scope scope, Formula asked, bool all);
  ListReading read_list(const std::vector<Rule>& rules, Formula asked, int depth);
  RowModel read_row(const Rule& rule, Formula& asked);

  Formula plain(const Rule& rule, Scope scope);
  Formula geosite(const GeositeList& list);
  Formula words(Field field, const NameList& list);
  Formula text(Field field, Test test, std::string_view value);
  Formula pattern(Field field, const Regex& regex);
  Formula numbers(Field field, const NumberRanges& ranges);
  Formula missing(std::string what);
  Reading on_address(Atom atom, bool source, bool resolves, Formula asked);

  AtomTable& atoms_;
  Formulas& formulas_;
  TargetModel& targets_;
  AddressSource source_;
  bool too_costly_ = false;
  std::vector<const RuleSet*> open_sets_;
  std::unordered_map<const RuleSet*, Gathered> gathered_;
};

inline constexpr std::size_t kMaxFormulas = 1'000'000;

}  // namespace clashlint
