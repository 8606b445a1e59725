#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace clashlint {

/// What the program knows of the world around it. Nothing below `main` reads
/// the environment itself, so tests get the same answers everywhere.
struct Environment {
  std::string geodata_home;            ///< the core's own directory, for geodata the profile's home lacks
  std::string user_home;               ///< shown as `~` in paths; empty: paths are shown as they are
  std::string today{};                 ///< YYYY-MM-DD; empty: nothing expires
  bool out_is_terminal = false;        ///< `--color auto` colours only then
  bool err_is_terminal = false;        ///< long runs say how far they are only then
  bool out_has_links = false;          ///< a terminal that knows links, or does no harm to them
  bool is_interactive = false;         ///< a person types and reads
  bool (*can_edit_lines)() = nullptr;  ///< makes characters UTF-8, if the machine knows them; null: no
  std::string history_file{};          ///< of the prompt; empty: nothing is kept
};

/// Runs one call of the program. `args` comes without the program's name.
/// The result is the exit code: 0 fine, 1 findings,
/// 2 wrong use, 3 a file could not be read (or a fault of ours).
int run_app(const std::vector<std::string>& args, const Environment& environment, std::istream& in,
            std::ostream& out, std::ostream& err);

/// The same in an empty environment: no geodata elsewhere, no terminal.
int run_app(const std::vector<std::string>& args, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace clashlint
