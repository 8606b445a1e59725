#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzer/config/config.h"
#include "cli/layers.h"
#include "cli/option_reader.h"
#include "cli/options.h"

namespace clashlint {

enum class CheckFormat : std::uint8_t { text, json, sarif, github };

/// `clashlint check`, understood.
struct CheckOptions {
  std::vector<std::string> paths;  ///< `.` where none was given
  std::string stdin_name;          ///< what `-` is called in the output
  bool profiles_only = false;
  std::optional<std::string> home;
  std::vector<WantedLayer> layers;  ///< none: those of the configuration
  std::optional<std::string> config;
  bool no_config = false;
  std::optional<std::string> lock;  ///< a path; nothing: nothing is compared
  ConfigBlock block;  ///< what the command line says of every file, stronger than any configuration
  std::optional<std::string> since;  ///< a revision: what was found there is not told
  std::optional<FailOn> fail_on;
  std::string today;  ///< empty: the system's
  CheckFormat format = CheckFormat::text;
  Color color = Color::automatic;
  bool verbose = false;
};

/// The rows of `clashlint check`, in the order of the help.
std::span<const OptionRow> check_rows();

/// Errors are one sentence that names the option.
Result<CheckOptions> read_check_options(const RawOptions& raw);

}  // namespace clashlint
