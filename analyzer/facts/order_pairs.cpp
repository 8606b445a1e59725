#include "analyzer/facts/order_pairs.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "analyzer/facts/keyword_names.h"
#include "analyzer/match/walk.h"

namespace clashlint {
namespace {

/// Connections looked for in one pair, each of which some third row takes.
constexpr int kMaxRounds = 8;
/// Names that are tried for two keywords, and pairs of keywords that have such.
constexpr std::size_t kMaxNames = 4;
constexpr std::size_t kMaxNamedPairs = 2'000;

bool is_regular(const Rule& rule) {
  const auto* regex = std::get_if<Regex>(&rule.condition);
  return (regex == nullptr || regex->plain_form()) && std::ranges::all_of(rule.parts, is_regular);
}

bool is_pattern(const Rule& rule) {
  switch (rule.kind) {
    case RuleKind::domain_keyword:
    case RuleKind::domain_regex:
    case RuleKind::domain_wildcard:
    case RuleKind::dst_port:
    case RuleKind::src_port:
    case RuleKind::and_:
    case RuleKind::or_:
    case RuleKind::not_:
      return rule.understood && is_regular(rule);
    default:
      return false;
  }
}

class Finder {
 public:
  Finder(const Profile& profile, const JudgedLists::List& list)
      : profile_(profile), list_(list), model_(list.judge.model()) {}

  std::vector<OrderPair> run() {
    const std::vector<int> rows = pattern_rows();
    std::vector<OrderPair> pairs;
    for (std::size_t low = 1; low < rows.size(); ++low) {
      for (std::size_t high = 0; high < low && !model_.work.spent(); ++high) {
        if (std::optional<OrderPair> pair = compare(rows[high], rows[low])) pairs.push_back(std::move(*pair));
      }
    }
    return pairs;
  }

 private:
  std::vector<int> pattern_rows() const {
    std::vector<int> rows;
    for (int row = 0; row < list_.size() && rows.size() < kMaxOrderRows; ++row) {
      const bool alive = list_.dead[static_cast<std::size_t>(row)].as == DeadAs::alive;
      if (alive && is_pattern(list_.rule(row)) && model_.stops(row) != Formulas::kNo) rows.push_back(row);
    }
    return rows;
  }

  // Ports and names have nothing to do with each other: they always meet.
  bool have_field_in_common(int upper, int lower) { return (fields_of(upper) & fields_of(lower)).any(); }

  std::bitset<kFields> fields_of(int row) {
    const auto [place, fresh] = fields_.try_emplace(row);
    if (!fresh) return place->second;
    for (const AddressSource source : kSources) add_fields(model_.row(source, row).holds, place->second);
    for (const Field field : {Field::network, Field::choice, Field::missing})
      place->second.reset(static_cast<std::size_t>(field));
    return place->second;
  }

  void add_fields(Formula formula, std::bitset<kFields>& fields) const {
    const Formulas::Node& node = model_.formulas[formula];
    if (node.kind == Formulas::Kind::literal) {
      const Field field = model_.atoms[node.literal.atom].field;
      fields.set(static_cast<std::size_t>(field == Field::host ? Field::name : field));
    }
    for (const Formula part : node.parts) add_fields(part, fields);
  }

  std::optional<OrderPair> compare(int upper, int lower) {
    if (list_.rule(upper).target == list_.rule(lower).target || !have_field_in_common(upper, lower))
      return std::nullopt;
    model_.work.begin_row();
    const bool keywords = list_.rule(upper).kind == RuleKind::domain_keyword &&
                          list_.rule(lower).kind == RuleKind::domain_keyword;
    std::optional<Witness> witness = keywords ? known_name(upper, lower) : searched(upper, lower);
    if (!witness || !has_more(upper, lower)) return std::nullopt;
    return OrderPair{.upper = upper, .lower = lower, .witness = std::move(*witness)};
  }

  // Any two keywords meet in some name. What counts is one that the profile or its lists know.
  std::optional<Witness> known_name(int upper, int lower) {
    if (!names_read_) read_names();
    for (const std::string& name : names_[{upper, lower}]) {
      if (std::optional<Witness> witness = decided(plain_example(name, AddressSource::failed), upper, lower))
        return witness;
    }
    return std::nullopt;
  }

  void read_names() {
    names_read_ = true;
    visit_names_with_keywords(list_, [&](const NamedEntry& entry) {
      for (std::size_t low = 1; low < entry.keywords.size() && names_.size() < kMaxNamedPairs; ++low) {
        for (std::size_t high = 0; high < low; ++high) {
          std::vector<std::string>& names = names_[{entry.keywords[high], entry.keywords[low]}];
          if (names.size() < kMaxNames && is_host_name(entry.text)) names.emplace_back(entry.text);
        }
      }
    });
  }

  std::optional<Witness> searched(int upper, int lower) {
    std::vector<int> others;
    for (int round = 0; round < kMaxRounds; ++round) {
      const std::optional<Example> example = taken_by_both(upper, lower, others);
      if (!example) return std::nullopt;
      if (std::optional<Witness> witness = decided(*example, upper, lower)) return witness;
      const std::size_t before = others.size();
      for (const int taker : list_.judge.index().takers(*example, lower)) {
        if (taker != upper) others.push_back(taker);
      }
      if (others.size() == before) return std::nullopt;
    }
    return std::nullopt;
  }

  std::optional<Example> taken_by_both(int upper, int lower, const std::vector<int>& others) {
    for (const AddressSource source : kSources) {
      std::vector<Formula> all{model_.row(source, upper).takes, model_.row(source, lower).takes};
      for (const int other : others) all.push_back(model_.formulas.negation(model_.row(source, other).takes));
      for (const AtomId fact : model_.facts())
        all.push_back(model_.formulas.literal(fact, usually_true(model_.atoms[fact])));
      SolverAnswer answer = model_.solver.find(all, source);
      if (answer.found == Found::yes) return answer.example;
    }
    return std::nullopt;
  }

  // The upper row wins it, and the lower one if the upper were not there.
  std::optional<Witness> decided(const Example& example, int upper, int lower) const {
    if (list_.judge.index().takers(example, lower + 1) != std::vector{upper, lower}) return std::nullopt;
    Witness witness = witness_of(model_, example);
    const auto winner = [&](int without) {
      return walk(profile_, witness.query, witness.selections, {.without = without, .rule_mode = true})
          .rule_index;
    };
    if (winner(-1) != upper || winner(upper) != lower) return std::nullopt;
    return witness;
  }

  // An exception above the rule that it is an exception from takes nothing else.
  bool has_more(int upper, int lower) {
    return std::ranges::any_of(kSources, [&](AddressSource source) {
      const std::array both = {model_.row(source, upper).takes,
                               model_.formulas.negation(model_.row(source, lower).holds)};
      return model_.solver.find(both, source).found == Found::yes;
    });
  }

  const Profile& profile_;
  const JudgedLists::List& list_;
  ListModel& model_;
  std::map<int, std::bitset<kFields>> fields_{};                     ///< what a row asks of a connection
  std::map<std::pair<int, int>, std::vector<std::string>> names_{};  ///< with both keywords in them
  bool names_read_ = false;
};

}  // namespace

std::vector<OrderPair> find_order_pairs(const Profile& profile, const JudgedLists::List& list) {
  return Finder(profile, list).run();
}

}  // namespace clashlint
