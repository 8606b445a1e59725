#pragma once

#include <string>
#include <vector>

namespace clashlint::bench {

/// What a process took.
struct Cost {
  double seconds = 0;   ///< from start to end, of the quickest of several runs
  double peak_mib = 0;  ///< resident memory at its highest, of the largest
  int status = 0;       ///< exit code; -1: it did not end by itself
};

/// Runs a program `runs` times, its output thrown away; `input` names a file for
/// its standard input, empty for none.
Cost run(const std::vector<std::string>& command, int runs, const std::string& input = {});

}  // namespace clashlint::bench
