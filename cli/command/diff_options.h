#pragma once

#include <optional>
#include <span>
#include <string>

#include "cli/option_reader.h"
#include "cli/options.h"

namespace clashlint {

enum class DiffFormat : std::uint8_t { text, json, markdown, github };

/// `clashlint diff`, understood.
struct DiffOptions {
  std::string before;  ///< a path
  std::string after;
  std::optional<std::string> revision_before;  ///< of `before`, a path in a repository
  std::optional<std::string> revision_after;
  std::string home_before;
  std::string home_after;
  std::optional<std::string> expect;
  DiffFormat format = DiffFormat::text;
  Color color = Color::automatic;
};

/// The rows of `clashlint diff`, in the order of the help.
std::span<const OptionRow> diff_rows();

/// Errors are one sentence that names the option.
Result<DiffOptions> read_diff_options(const RawOptions& raw);

}  // namespace clashlint
