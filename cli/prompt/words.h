#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cli/options.h"

namespace clashlint {

/// What a line of the prompt is, when it is no host.
enum class Act : std::uint8_t { hold, reset, why, why_not, who_else, rule, service, find, help, quit };

/// One command: the parser, the help and the completion read the same row.
struct PromptWord {
  std::string_view words;  ///< `why not`
  std::string_view value;  ///< `LINE`; empty: it stands alone
  std::string_view text;   ///< what it does, a part of a sentence
  Act act;
};
std::span<const PromptWord> prompt_words();

/// The options of `explain` that hold from one host to the next: `port`, `select`.
std::span<const OptionRow> held_rows();
/// An option as it is typed at the prompt: `port` for `--port`.
std::string_view bare_name(const OptionRow& row);

/// A line taken apart.
struct PromptLine {
  Act act = Act::help;
  const OptionRow* held = nullptr;  ///< act `hold`
  std::string_view value{};         ///< a view into the line; may be empty
};

/// Nothing: the line is to be read as a host. A word that needs a value is a
/// command only with one, so that a host may be called `find`.
std::optional<PromptLine> read_prompt_line(std::string_view line);

/// What `help` says.
std::string prompt_help();

}  // namespace clashlint
