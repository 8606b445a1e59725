#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/base/result.h"

namespace clashlint {

/// Whether the standard output is a terminal.
bool out_is_terminal();
/// The same of the standard error and the standard input.
bool err_is_terminal();
bool in_is_terminal();

/// Whether the standard input has something within so many milliseconds, its end included.
bool input_waits(int milliseconds);
/// The next byte of it, past any stream; nothing at its end.
std::optional<char> read_input_byte();

/// Puts `text` in the place of a file, whole or not at all: it is written to a
/// new file in the same folder, brought to the disk, and renamed. Mode, owner
/// and group stay; a link stays a link, and what it leads to is replaced. What
/// is no regular file (a pipe, /dev/stderr) is written to as it stands.
/// Returns why it could not be done.
std::optional<Error> replace_file(const std::string& path, std::string_view text);

}  // namespace clashlint
