#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzer/automaton/keyword_machine.h"
#include "analyzer/automaton/name_index.h"
#include "analyzer/automaton/prefix_index.h"
#include "analyzer/match/connection.h"
#include "analyzer/match/list_answers.h"
#include "analyzer/match/walk.h"
#include "rules/profile/profile.h"
#include "rules/value/regex_re2.h"

namespace clashlint {

/// The walk for many questions. A name is looked up once, in everything that
/// asks for names: rows, lists of geosite, sets, DNS. The walk then looks only at
/// the rows that take it, at the first that may ask DNS, and at those that cannot
/// be looked up, and is told what the lists would say.
///
/// An answer takes a microsecond or two, whatever the size of the lists, and as
/// long as the walk for the rows that cannot be looked up. Not thread-safe.
class WalkIndex final : private ListAnswers {
 public:
  /// `profile` must outlive it. Linear in the entries of all lists that are used.
  explicit WalkIndex(const Profile& profile);

  /// The answer of `walk`; of its options those about mode and DNS count.
  Answer answer(const Query& query, const Selections& selections = {}, WalkOptions options = {});

 private:
  /// Something that takes names: a row, a list, a run of names in a set.
  using Taker = int;
  struct List {
    Taker taker = 0;
    bool is_whole = true;  ///< all of it could be put in
    bool has_regexes = false;
  };

  void add_row(const Rule& rule, int row);
  void add_rule(const Rule& rule);
  void add_geosite(const GeositeMatcher& matcher);
  void add_set(const RuleSet& set);
  void add_pieces(const RuleSet& set);
  void add_dns(const Dns& dns);
  void add_names_of(const Rule& rule, Taker taker);
  void add_name(std::string_view text, NameForm form, Taker taker);

  bool knows(std::string_view name);
  void look_up(std::string_view name);
  std::optional<bool> taken(const void* list, std::string_view name);
  std::vector<int> rows_for(const Connection& connection);

  std::optional<bool> takes(const GeositeMatcher& list, std::string_view name) override;
  std::optional<bool> takes(const RuleSet& set, std::string_view name) override;
  const std::vector<Piece>* pieces(const RuleSet& set, std::string_view name) override;
  bool takes(int names, std::string_view name) override;

  const Profile& profile_;
  NameIndex names_;
  KeywordMachine keywords_;
  LinearRegexSet regexes_;
  std::vector<Taker> regex_takers_;  ///< by the number of the pattern
  bool has_regexes_ = false;
  PrefixIndex prefixes_;
  std::optional<int> asks_;  ///< the first range that may ask DNS
  std::vector<int> others_;  ///< rows that the walk has to look at, sorted

  std::unordered_map<const void*, List> lists_;
  std::unordered_map<const RuleSet*, std::vector<Piece>> pieces_;
  Taker takers_ = 0;

  std::string name_;            ///< that was looked up last
  bool is_usual_ = false;       ///< of a form that can be looked up
  bool regexes_known_ = false;  ///< which patterns it has
  std::vector<bool> taken_;     ///< by taker
  std::vector<Taker> found_;    ///< those that are set in it
};

}  // namespace clashlint
