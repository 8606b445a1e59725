#include <cstdlib>
#include <string>
#include <unordered_set>

#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"
#include "rules/yaml/tree.h"

using namespace clashlint;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void look_at(const Sources& sources, const YamlNode& node, std::unordered_set<const YamlNode*>& seen,
             int depth) {
  if (!seen.insert(&node).second) return;
  require(depth <= kMaxYamlDepth + 1);
  require(node.span.begin <= node.span.end && node.span.end <= sources[node.span.file].text().size());
  static_cast<void>(cannot_unmarshal(node, "string"));
  static_cast<void>(yaml_typed_bool(node));
  static_cast<void>(yaml_tag_fault(node));
  const YamlType type = yaml_type(node);
  if (node.is_scalar() && type == YamlType::integer && node.properties == nullptr)
    require(yaml_integer(node.text).has_value());
  if (node.is_scalar() && type == YamlType::floating && node.properties == nullptr)
    require(yaml_float(node.text).has_value());
  if (node.is_mapping()) {
    for (const YamlEntry& entry : yaml_entries(node).entries) {
      if (entry.key->is_scalar()) require(yaml_find(node, entry.key->text) != nullptr);
    }
  }
  for (const YamlNode* child : node.children) look_at(sources, *child, seen, depth + 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Looking through each mapping for each of its keys costs the square.
  if (size > 4096) return 0;
  Sources sources;
  const FileId file =
      sources.add("fuzz", decode_utf16(std::string(reinterpret_cast<const char*>(data), size)));
  const YamlTree tree = parse_yaml(sources, file);
  if (tree.error()) {
    require(!tree.error()->message.empty());
    require(tree.error()->span.begin <= tree.error()->span.end);
    require(tree.error()->span.end <= sources[file].text().size());
  }
  std::uint32_t last = 0;
  for (const YamlComment& comment : yaml_comments(sources, file, tree)) {
    require(comment.span.begin >= last && comment.span.end > comment.span.begin);
    require(sources.text(comment.span).front() == '#');
    last = comment.span.end;
  }
  if (tree.root() != nullptr) {
    std::unordered_set<const YamlNode*> seen;
    look_at(sources, *tree.root(), seen, 0);
    static_cast<void>(yaml_excessive_aliasing(*tree.root()));
  }
  return 0;
}
