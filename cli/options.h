#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/result.h"

namespace clashlint {

/// One option of a command: the parser, the help and the test of the man page
/// all read the same row.
struct OptionRow {
  std::string_view group;       ///< heading in the help
  std::string_view name;        ///< `--port`, or `-v`
  std::string_view short_name;  ///< `-h`, or empty
  std::string_view value;       ///< `N`; empty: a switch
  std::string_view text;        ///< what it does, one sentence
  bool repeatable = false;
};

/// What stood on the command line, not yet understood.
struct RawOptions {
  std::vector<std::string> positionals;
  std::map<std::string_view, std::vector<std::string>> given;  ///< by OptionRow::name; a switch: one
                                                               ///< entry each time

  std::size_t count(std::string_view name) const;
  /// The value of an option that was given once, else null.
  const std::string* value(std::string_view name) const;
};

/// Sorts the arguments of a command into options and positionals; `--` ends the
/// options. The error is one sentence for the person who typed it.
Result<RawOptions> read_options(std::span<const OptionRow> rows, const std::vector<std::string>& args);

}  // namespace clashlint
