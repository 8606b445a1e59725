#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>

#include "analyzer/check/inspect.h"
#include "cli/render/resolve_json.h"
#include "cli/render/resolve_text.h"
#include "rules/yaml/write.h"

// The first byte chooses a kind of layer; what follows is a profile and, behind
// a line `===`, one or two layers of that kind. Whatever they hold, merging ends,
// every place lies in its file, and what is written reads as what was merged.

namespace clashlint {
namespace {

constexpr std::string_view kCut = "\n===\n";

LoadOptions options_of(LayerKind kind, std::string_view rest) {
  LoadOptions options{.home = CLASHLINT_SOURCE_DIR "/fixtures/data"};
  for (int count = 0; count < 2 && !rest.empty(); ++count) {
    const std::size_t end = std::min(rest.find(kCut), rest.size());
    options.layers.push_back({.kind = kind, .name = "layer.yaml", .text = std::string(rest.substr(0, end))});
    rest.remove_prefix(std::min(end + kCut.size(), rest.size()));
  }
  return options;
}

void check_spans(const Sources& sources, const Findings& findings) {
  for (const Finding& finding : findings) {
    const Span span = finding.primary.span;
    if (span.begin > span.end || span.end > sources[span.file].text().size()) __builtin_trap();
  }
}

void check_written(const LoadedProfile& loaded, const std::string& text) {
  YamlWriter before;
  const std::string shown = before.flow(*loaded.tree.root());
  if (!before.is_whole()) return;
  Sources sources;
  const YamlTree again = parse_yaml(sources, sources.add("again.yaml", text));
  if (again.error()) __builtin_trap();
  if (again.root() != nullptr && YamlWriter().flow(*again.root()) != shown) __builtin_trap();
}

void check(LayerKind kind, std::string_view text) {
  const std::size_t end = std::min(text.find(kCut), text.size());
  Sources sources;
  const FileId file = sources.add("profile.yaml", std::string(text.substr(0, end)));
  const LoadOptions options = options_of(kind, text.substr(std::min(end + kCut.size(), text.size())));
  const LoadedProfile loaded = load_profile_text(sources, file, options);
  if (!loaded.layered) return;
  Settings settings;
  settings.choices = {{.pattern = "*", .on = true}};
  check_spans(sources, inspect(sources, loaded, settings).findings);
  const SecretMap secrets(sources, loaded);
  resolve_json({.sources = sources, .loaded = loaded, .secrets = &secrets});
  check_written(loaded, resolve_text({.sources = sources, .loaded = loaded}));
}

}  // namespace
}  // namespace clashlint

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clashlint;
  if (size == 0) return 0;
  const std::size_t kinds = layer_words().size();
  const std::string text = decode_utf16(std::string(reinterpret_cast<const char*>(data + 1), size - 1));
  check(static_cast<LayerKind>(data[0] % kinds), text);
  return 0;
}
