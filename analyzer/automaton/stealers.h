#pragma once

#include <optional>
#include <vector>

#include "analyzer/automaton/list_model.h"
#include "analyzer/automaton/row_index.h"

namespace clashlint {

/// Rows about addresses above rows about names, each with an address that gives
/// it any name that gets there: what makes a name's way depend on DNS.
class Stealers {
 public:
  /// A row above those that will be asked about. In order.
  void add(ListModel& model, int row);

  /// A connection that `row` would have, and does not when DNS answers with the
  /// right address: then `taker` above it, which has another target, takes it.
  /// Rows about local networks only where there is no other.
  struct Theft {
    int taker = -1;
    Example example{};
    bool local = false;  ///< only names of the local network have such addresses
  };
  /// `own`: a connection that the row wins where the name does not resolve.
  std::optional<Theft> steal(ListModel& model, RowIndex& index, const Example& own, int row);

 private:
  struct Stealer {
    int row = 0;
    bool known = false;
    bool local = false;  ///< no host of the internet has an address that it takes
    std::optional<IpAddress> address{};
  };
  void look_for_address(ListModel& model, Stealer& stealer);
  static bool looks_at_destination(const ListModel& model, Formula formula);

  std::vector<Stealer> stealers_;
  std::size_t ranges_ = 0;  ///< IP-CIDR; some lists have thousands
  std::size_t others_ = 0;
  const IpSet* special_ = nullptr;
};

/// Rows about addresses that are asked for one row about names, of each sort.
inline constexpr std::size_t kMaxStealers = 12;

}  // namespace clashlint
