#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzer/config/config.h"
#include "cli/layers.h"
#include "cli/option_reader.h"
#include "cli/options.h"
#include "cli/outputs.h"

namespace clashlint {

/// What becomes of fixes: nothing, they are written, or what they would change is shown.
enum class Mending : std::uint8_t { none, write, show };

/// What becomes of the file of `--baseline`.
enum class BaselineUse : std::uint8_t { read, create, prune };

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
  std::optional<std::string> baseline;
  BaselineUse baseline_use = BaselineUse::read;
  std::uint32_t max_findings = 0;
  Mending mending = Mending::none;
  bool unsafe_fixes = false;
  std::vector<WantedOutput> outputs;  ///< at most one of them to the standard output
  bool statistics = false;
  Color color = Color::automatic;
  bool verbose = false;
};

/// The rows of `clashlint check`, in the order of the help.
std::span<const OptionRow> check_rows();

/// Errors are one sentence that names the option.
Result<CheckOptions> read_check_options(const RawOptions& raw);

}  // namespace clashlint
