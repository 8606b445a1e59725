#include "cli/render/refusal.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyzer/check/layer_notes.h"
#include "analyzer/secrets/secret_map.h"
#include "cli/render/frame.h"
#include "cli/render/printable.h"
#include "rules/base/source.h"
#include "rules/profile/load.h"

namespace clashlint {

const Finding* first_error(const LoadedProfile& loaded) {
  const auto first = std::find_if(loaded.findings.begin(), loaded.findings.end(),
                                  [](const Finding& finding) { return finding.severity == Severity::error; });
  return first == loaded.findings.end() ? nullptr : &*first;
}

std::size_t error_count(const LoadedProfile& loaded) {
  return static_cast<std::size_t>(
      std::count_if(loaded.findings.begin(), loaded.findings.end(),
                    [](const Finding& finding) { return finding.severity == Severity::error; }));
}

std::string check_command(const LoadedProfile& loaded, const Sources& sources) {
  std::string text = "clashlint check " + sources[loaded.file].name();
  if (!loaded.layered) return printable(text);
  for (const Layer& layer : loaded.layered->layers)
    text += fmt::format(" --layer {}:{}", layer_word(layer.kind), sources[layer.file].name());
  return printable(text);
}

std::string refusal_text(const LoadedProfile& loaded, const Sources& sources) {
  const Finding* const first = first_error(loaded);
  if (first == nullptr) return "error: the core refuses this profile\n";
  const SecretMap secrets(sources, loaded);
  Findings shown = {*first};
  tell_layers(sources, loaded, shown);
  secrets.hide_in(shown.front());
  std::string text = finding_text({.sources = sources, .secrets = &secrets}, shown.front());
  const std::size_t others = error_count(loaded) - 1;
  if (others > 0) {
    text += std::to_string(others) + (others == 1 ? " more error" : " more errors") + ": " +
            check_command(loaded, sources) + "\n";
  }
  return text;
}

}  // namespace clashlint
