#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/automaton/dns_decides.h"
#include "analyzer/automaton/entries_taken.h"
#include "analyzer/automaton/witness.h"

namespace clashlint {

/// What can be said of a row of a list: is there a connection that it wins?
enum class Verdict : std::uint8_t {
  alive,    ///< yes: a witness
  dns,      ///< yes, and which of its names it wins is decided by what DNS answers
  never,    ///< no: proved, whatever is missing and whatever groups choose
  unknown,  ///< not proved either way
};

struct RowVerdict {
  Verdict verdict = Verdict::unknown;
  bool impossible = false;             ///< never: by its own condition or target
  bool lets_pass = false;              ///< never: its target lets every connection go on
  std::vector<int> covered_by{};       ///< never: rows above that take everything
  bool smallest = true;                ///< no smaller set does
  std::vector<int> takers{};           ///< rows above that were seen to win something of it, sorted
  bool other_target = false;           ///< one of those, or of the cover, has another target
  std::optional<Witness> witness{};    ///< alive, dns
  std::optional<DnsDecides> by_dns{};  ///< dns
  std::vector<std::string> missing{};  ///< what is not here and could change the verdict
  std::string why{};                   ///< unknown: the reason
  std::optional<EntriesTaken> entries{};
};

struct ListVerdicts {
  std::vector<RowVerdict> rows{};
  /// Rows of which the walk says otherwise than the automaton: a fault of ours.
  std::vector<int> disagreements{};
};

/// The verdicts of `rules` (no name) or of a sub-rule list taken by itself, as a
/// listener may use it. Each is replayed through the walk: an alive row has a
/// witness that wins there. Work is bounded for each row: what takes too long is unknown.
ListVerdicts judge(const Profile& profile, std::string_view sub_rules = {});

}  // namespace clashlint
