#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/match/answer.h"
#include "analyzer/match/query.h"

namespace clashlint {

struct Profile;
class Sources;

/// What would have to be different for a connection to end elsewhere.
enum class AlternativeCause : std::uint8_t {
  address,        ///< the name's address lies in what an address rule takes
  resolve_fails,  ///< the name has no address
  udp,            ///< the same over UDP
  missing,        ///< something that is not here (a set, geodata): see `dependency`
  choice          ///< a group's choice: see `dependency`
};

/// One way for the connection to end elsewhere, replayed through the walk.
struct Alternative {
  AlternativeCause cause = AlternativeCause::address;
  std::string when;               ///< `address in CN`, `UDP (QUIC)`, `name not found`
  const Rule* because = nullptr;  ///< the rule that makes the difference, null if none
  int because_index = -1;
  std::string why;                       ///< `asks 223.5.5.5 for the name before line 31 is reached`
  Answer answer;                         ///< what happens then
  std::optional<IpAddress> witness;      ///< cause address: an address with which it happens
  std::optional<Dependency> dependency;  ///< causes missing and choice

  /// An address of the local network: private ones rarely happen to a public name.
  bool is_local() const { return witness && is_lan(*witness); }
};

/// A connection told from its most likely end: the name has an address that no
/// address rule above the winner takes, TCP, the groups' default choice.
struct Story {
  Query query;  ///< the query that `first` answers: `dns` is filled in where it was open
  Answer first;
  bool address_open = false;     ///< the address of the name is not known and some rule asks for it
  bool address_decides = false;  ///< every address is taken by some address rule: `first` is one of several
  std::vector<Alternative> alternatives;  ///< those that end at another target, most telling first
  std::vector<AlternativeCause>
      same;  ///< looked at, and ends as in `first` (`name not found → as in the first line`)
  const Rule* would_take = nullptr;  ///< the next rule that would take it if the winner were gone
  int would_take_index = -1;
  std::vector<std::string> remedies;  ///< `move line 31 above line 29 (or add no-resolve to line 29)`
};

struct StoryOptions {
  bool dns_given = false;  ///< the query's `dns` stands, also where it is nothing: do not vary the address
  bool network_given = false;  ///< do not look at the other network
};

/// Every alternative is found by running the walk, never by reasoning alone.
/// Costs a few walks for each address rule above the winner. `sources` gives
/// the line numbers that the texts name.
Story tell(const Profile& profile, const Sources& sources, const Query& query, const Selections& selections,
           StoryOptions options);

}  // namespace clashlint
