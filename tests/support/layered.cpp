#include "tests/support/layered.h"

#include <unordered_set>
#include <vector>

#include "analyzer/facts/layer_rows.h"
#include "rules/yaml/write.h"

namespace clashlint {
namespace {

// Whether the bytes at the place are a scalar of this value; a piece of one is read as it is.
bool reads_the_same(const Sources& sources, const YamlNode& scalar) {
  const std::string_view written = sources.text(scalar.span);
  if (written == scalar.text) return true;
  if (scalar.text.empty()) return true;  // a null stands nowhere
  Sources apart;
  const FileId file = apart.add("scalar", std::string(written));
  const YamlTree tree = parse_yaml(apart, file);
  return tree.root() != nullptr && tree.root()->is_scalar() && tree.root()->text == scalar.text;
}

}  // namespace

std::string shown_tree(const YamlNode* root) { return root == nullptr ? "" : YamlWriter().flow(*root); }

std::optional<std::string> misplaced_scalar(const Sources& sources, const LoadedProfile& loaded) {
  SpanSet altered;
  if (loaded.layered) {
    for (const LayerEffect& effect : loaded.layered->effects) {
      if (effect.deed == LayerDeed::altered) altered.insert(effect.by);
    }
  }
  std::unordered_set<const YamlNode*> seen;
  std::vector<const YamlNode*> left = {loaded.tree.root()};
  while (!left.empty()) {
    const YamlNode& node = *left.back();
    left.pop_back();
    if (!seen.insert(&node).second) continue;
    const bool made = node.span.begin == node.span.end || altered.contains(node.span);
    const bool on_one_line = node.is_scalar() && sources.text(node.span).find('\n') == std::string_view::npos;
    if (on_one_line && !made && !reads_the_same(sources, node)) return std::string(node.text);
    left.insert(left.end(), node.children.begin(), node.children.end());
  }
  return std::nullopt;
}

}  // namespace clashlint
