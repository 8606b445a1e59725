#pragma once

#include <cstdint>

namespace clashlint {

/// What may be spent on proofs, counted and not timed, so that the same input
/// always gives the same answer. A unit is some 50 to 100 ns.
class Work {
 public:
  /// False: nothing is left, and the proof is given up.
  bool spend(std::int64_t units) {
    row_ -= units;
    list_ -= units;
    return row_ > 0 && list_ > 0;
  }
  bool spent() const { return row_ <= 0 || list_ <= 0; }
  void begin_row() { row_ = kRow; }

  /// One row: a quarter of a second. A whole list: some seconds.
  static constexpr std::int64_t kRow = 3'000'000;
  static constexpr std::int64_t kList = 30'000'000;

 private:
  std::int64_t row_ = kRow;
  std::int64_t list_ = kList;
};

}  // namespace clashlint
