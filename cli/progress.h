#pragma once

#include <chrono>
#include <cstddef>
#include <iosfwd>

namespace clashlint {

/// How far a long run is, in one line of a terminal that is written over; says
/// nothing in the first second, and nothing where there is no terminal.
class Progress {
 public:
  Progress(std::ostream& err, bool on_terminal, std::size_t files);

  void show(std::size_t done);
  /// Before anything else is written.
  void clear();

 private:
  std::ostream& err_;
  bool on_;
  std::size_t files_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace clashlint
