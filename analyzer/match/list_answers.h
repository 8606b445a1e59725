#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace clashlint {

struct GeositeMatcher;
struct Rule;
struct RuleSet;

/// What lists of names say of a name, known without asking them one by one
/// (`WalkOptions::lists`). Every answer is the one that the list would give.
class ListAnswers {
 public:
  virtual ~ListAnswers() = default;

  /// Nothing where the list has to be asked.
  virtual std::optional<bool> takes(const GeositeMatcher& list, std::string_view name) = 0;
  /// A set of behavior domain.
  virtual std::optional<bool> takes(const RuleSet& set, std::string_view name) = 0;

  /// The rows of a classical set, in order: a rule, or a run of names.
  struct Piece {
    const Rule* rule = nullptr;
    int names = 0;
  };
  /// Null where the rows have to be asked.
  virtual const std::vector<Piece>* pieces(const RuleSet& set, std::string_view name) = 0;
  /// Whether a run of names takes a name that `pieces` was asked with.
  virtual bool takes(int names, std::string_view name) = 0;
};

}  // namespace clashlint
