#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/automaton/solver.h"
#include "analyzer/match/answer.h"
#include "analyzer/match/query.h"

namespace clashlint {

/// What can be said of a row of a list: is there a connection that it wins?
enum class Verdict : std::uint8_t {
  alive,    ///< yes: a witness
  dns,      ///< yes, and for names it is the address that DNS gives which decides
  never,    ///< no: proved, whatever is missing and whatever groups choose
  unknown,  ///< not proved either way
};

struct Witness {
  Query query{};
  Selections selections{};
};

struct RowVerdict {
  Verdict verdict = Verdict::unknown;
  bool impossible = false;             ///< never: by its own condition or target
  std::vector<int> covered_by{};       ///< never: rows above that take everything
  bool smallest = true;                ///< no smaller set does
  std::vector<int> takers{};           ///< rows above that were seen to take something of it, sorted
  bool other_target = false;           ///< one of them has another target
  std::optional<Witness> witness{};    ///< alive, dns
  std::vector<std::string> missing{};  ///< what the verdict depends on
  std::string why{};                   ///< unknown: the reason
};

struct ListVerdicts {
  std::vector<RowVerdict> rows{};
  /// Rows of which the walk says otherwise than the automaton: a fault of ours.
  std::vector<int> disagreements{};
};

/// The verdicts of `rules` (no name) or of a sub-rule list taken by itself, as a
/// listener may use it. Each is replayed through the walk: an alive row has a
/// witness that wins there; of a dead one none of the connections tried did.
ListVerdicts judge(const Profile& profile, std::string_view sub_rules = {});

}  // namespace clashlint
