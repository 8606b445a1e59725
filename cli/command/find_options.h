#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analyzer/query/wanted.h"
#include "cli/asked.h"
#include "cli/option_reader.h"
#include "cli/options.h"
#include "cli/profile_plan.h"

namespace clashlint {

/// `clashlint find`, understood.
struct FindOptions {
  ProfileWish profile;
  Wanted wanted;
  std::vector<std::string> to;      ///< one of these on its way
  std::vector<std::string> not_to;  ///< none of these
  std::vector<AskedRow> rules;      ///< by one of these
  Selections selections;
  std::size_t limit = 0;  ///< 0: every class
  bool json = false;
  Color color = Color::automatic;
};

/// The rows of `clashlint find`, in the order of the help.
std::span<const OptionRow> find_rows();

/// Errors are one sentence that names the option.
Result<FindOptions> read_find_options(const RawOptions& raw);

}  // namespace clashlint
