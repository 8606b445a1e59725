#pragma once

#include <optional>
#include <span>
#include <string>

#include "cli/option_reader.h"
#include "cli/options.h"
#include "cli/profile_plan.h"

namespace clashlint {

enum class DiffFormat : std::uint8_t { text, json, markdown, github };

/// `clashlint diff`, understood.
struct DiffOptions {
  ProfileWish before;
  ProfileWish after;
  std::optional<std::string> revision_before;  ///< of `before`, which is in a repository
  std::optional<std::string> revision_after;
  std::optional<std::string> expect;
  DiffFormat format = DiffFormat::text;
  Color color = Color::automatic;
};

/// The rows of `clashlint diff`, in the order of the help.
std::span<const OptionRow> diff_rows();

/// Errors are one sentence that names the option.
Result<DiffOptions> read_diff_options(const RawOptions& raw);

}  // namespace clashlint
