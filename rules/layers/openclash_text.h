#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clashlint {

/// An overwrite module of OpenClash as its own reader sees it (overrides.md 4.4).
struct OpenclashModule {
  std::string yaml;           ///< the module with all that is no YAML made blank: as long as the text
  std::size_t quoted = 0;     ///< one-based: the first line that a shell would change; 0: none
  bool has_script = false;    ///< `[Overwrite]` has edits in Ruby
  bool has_settings = false;  ///< `[General]` sets something
};

OpenclashModule read_openclash_module(std::string_view text);

}  // namespace clashlint
