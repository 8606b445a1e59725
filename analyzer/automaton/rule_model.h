#pragma once

#include <string>
#include <string_view>
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
};

/// Connections that end the walk at one row with one target.
struct TargetWay {
  std::string_view target{};
  Formula takes = Formulas::kNo;
};

/// Writes conditions as formulas, left to right with the core's short-circuits,
/// as those decide whether DNS is asked (`semantics.md` D.4). One for each
/// address source; atoms and formulas may be shared.
class RuleModel {
 public:
  RuleModel(const Profile& profile, AtomTable& atoms, Formulas& formulas, TargetModel& targets,
            AddressSource source)
      : profile_(profile), atoms_(atoms), formulas_(formulas), targets_(targets), source_(source) {}

  /// A row of a list. `asked`: DNS was asked before it.
  RowModel read_row(const Rule& rule, Formula asked);
  /// The connections that a row ends the walk for, by the target that they get:
  /// one, or those of the list of a SUB-RULE.
  std::vector<TargetWay> ways(const Rule& rule, Formula asked);
  /// DNS was asked once it was evaluated. Without formulas for most rows.
  Formula asked_behind(const Rule& rule, Formula asked);
  /// What `visit_names` does not visit of its condition.
  Formula read_rest(const Rule& rule, Formula asked);

  /// Past kMaxFormulas or lists too deep in each other formulas are not whole any more.
  bool too_costly() const { return too_costly_; }

  /// The sets of names that a RULE-SET or GEOSITE row asks as a whole.
  std::vector<const DomainSet*> name_sets(const Rule& rule);

 private:
  struct Reading {
    Formula holds = Formulas::kNo;
    Formula asked = Formulas::kNo;  ///< once it is evaluated
  };
  struct Outcome {
    std::string_view target{};
    Formula decides = Formulas::kNo;
    Formula stops = Formulas::kYes;
  };
  struct ListReading {
    std::vector<Outcome> outcomes{};
    Formula decided = Formulas::kNo;
    Formula asked = Formulas::kNo;
  };
  /// A row inside a list of a SUB-RULE.
  struct InnerRow {
    Formula yields = Formulas::kNo;  ///< it holds, and is not passed over
    Formula asked = Formulas::kNo;
    std::vector<Outcome> outcomes{};
  };
  /// A classical set: names and address ranges as one set each, as which of
  /// them it was does not matter; apart by whether they stand before the first
  /// row that asks DNS, as that matters.
  struct Gathered {
    struct Half {
      const DomainSet* names = nullptr;
      std::vector<std::string_view> keywords{};
      const IpSet* addresses = nullptr;
      std::vector<const Rule*> others{};
    };
    Half before{};
    Half behind{};
    bool asks = false;
    bool in_order = false;  ///< a row that asks only sometimes: all has to be read row by row
  };

  Reading read(const Rule& rule, Scope scope, Formula asked);
  Reading read_address(const Rule& rule, Scope scope, Formula asked);
  Reading read_set(const RuleSet& set, Scope scope, Formula asked, bool with_names);
  Reading read_classical(const RuleSet& set, Scope scope, Formula asked, bool with_names);
  Reading read_in_order(const RuleSet& set, Scope scope, Formula asked, bool with_names);
  Formula read_half(const Gathered::Half& half, Scope scope, Formula asked, bool with_names);
  Reading read_parts(const Rule& rule, Scope scope, Formula asked, bool all);
  ListReading read_list(const std::vector<Rule>& rules, Formula asked, int depth, bool by_target = false);
  InnerRow read_inner(const Rule& rule, Formula asked, int depth, bool by_target);
  const Gathered& gathered(const RuleSet& set);
  const SubRuleList* list_of(const Rule& rule) const;
  bool opens(const RuleSet& set);

  Formula plain(const Rule& rule, Scope scope);
  Formula geosite(const Rule& rule, bool with_names);
  Formula words(Field field, const NameList& list);
  Formula text(Field field, Test test, std::string_view value);
  Formula pattern(Field field, const Regex& regex);
  Formula numbers(Field field, const NumberRanges& ranges);
  Formula names(const DomainSet* set);
  Formula missing(std::string what, std::string part);
  Formula missing_set(const RuleSet& set, Scope scope);
  Reading on_address(Atom atom, bool source, bool resolves, Formula asked);
  Atom address_atom(const Rule& rule) const;
  bool answered() const { return source_ == AddressSource::answered; }
  bool costly();

  const Profile& profile_;
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
