#include "cli/option_reader.h"

#include "cli/render/printable.h"

namespace clashlint {

Result<Color> read_color(const std::string& text) {
  if (text == "auto") return Color::automatic;
  if (text == "always") return Color::always;
  if (text == "never") return Color::never;
  return Error{"must be auto, always or never, not \"" + excerpt(text) + "\""};
}

bool use_color(Color color, const Environment& environment) {
  return color == Color::always || (color == Color::automatic && environment.out_is_terminal);
}

}  // namespace clashlint
