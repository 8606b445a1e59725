#include "rules/layers/openclash_text.h"

#include <algorithm>

#include "rules/base/strings.h"

namespace clashlint {
namespace {

std::string_view trimmed(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  return first == std::string_view::npos ? std::string_view() : line.substr(first);
}

// Every line of `[YAML]` goes through `eval echo` in double quotes.
bool is_changed_by_shell(std::string_view line) {
  return line.find_first_of("\"`$\\") != std::string_view::npos;
}

}  // namespace

OpenclashModule read_openclash_module(std::string_view text) {
  OpenclashModule module;
  std::string section;
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (number > 1) module.yaml += '\n';
    const std::string_view content = trimmed(line);
    const bool header = content.starts_with('[') && content.find(']') != std::string_view::npos;
    const bool comment = content.empty() || content.starts_with('#') || content.starts_with(';');
    if (header) section = ascii_lower(content.substr(1, content.find(']') - 1));
    if (header || comment || section != "yaml") {
      module.yaml.append(line.size(), ' ');
      module.has_script = module.has_script || (section == "overwrite" && content.starts_with("ruby_"));
      module.has_settings = module.has_settings || (section == "general" && !header && !comment);
      continue;
    }
    if (module.quoted == 0 && is_changed_by_shell(line)) module.quoted = number;
    module.yaml += line;
  }
  return module;
}

}  // namespace clashlint
