#pragma once

#include <string_view>

#include "cli/options.h"

namespace clashlint {

/// Options of every command that looks at one profile, under its own heading.

constexpr OptionRow home_row(std::string_view heading) {
  return {heading, "--home", "", "DIR", "the core's directory: providers and geodata are looked for there"};
}
constexpr OptionRow layer_row(std::string_view heading) {
  return {heading, "--layer", "", "[KIND:]FILE", "lay this file over the profile; can be given for several",
          true};
}
constexpr OptionRow config_row(std::string_view heading) {
  return {heading, "--config", "", "FILE", "read this instead of the .clashlint.yaml above the profile"};
}
constexpr OptionRow no_config_row(std::string_view heading) {
  return {heading, "--no-config", "", "", "read no configuration"};
}

constexpr OptionRow select_row(std::string_view heading) {
  return {heading,
          "--select",
          "",
          "GROUP=NODE",
          "what a group chooses, else what it begins with; can be given for several groups",
          true};
}

}  // namespace clashlint
