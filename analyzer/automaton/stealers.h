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
  struct Theft {
    int taker = -1;
    Example example{};
  };
  /// `own`: a connection that the row wins where the name does not resolve.
  std::optional<Theft> steal(ListModel& model, RowIndex& index, const Example& own, int row);

 private:
  struct Stealer {
    int row = 0;
    bool known = false;
    std::optional<IpAddress> address{};
  };
  static bool looks_at_destination(const ListModel& model, Formula formula);

  std::vector<Stealer> stealers_;
  std::size_t ranges_ = 0;  ///< IP-CIDR; some lists have thousands
  std::size_t others_ = 0;
};

/// Rows about addresses that are asked for one row about names, of each sort.
inline constexpr std::size_t kMaxStealers = 12;

}  // namespace clashlint
