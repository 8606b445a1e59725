#include "rules/layers/nodes.h"

#include <algorithm>

#include "rules/base/written.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {

YamlNode& Nodes::add(const YamlNode& like, YamlKind kind) {
  YamlNode* const node = arena_.new_object<YamlNode>();
  node->kind = kind;
  node->style = like.kind == kind ? like.style : YamlStyle::block;
  node->span = like.span;
  return *node;
}

void Nodes::set_children(YamlNode& node, const Items& children) {
  if (children.empty()) return;
  const YamlNode** const kept = arena_.allocate_object<const YamlNode*>(children.size());
  std::ranges::copy(children, kept);
  node.children = {kept, children.size()};
}

const YamlNode& Nodes::list(const YamlNode& like, const Items& items) {
  YamlNode& node = add(resolved(like), YamlKind::sequence);
  set_children(node, items);
  return node;
}

const YamlNode& Nodes::mapping(const YamlNode& like, const Pairs& pairs) {
  YamlNode& node = add(resolved(like), YamlKind::mapping);
  Items children;
  children.reserve(pairs.size() * 2);
  for (const auto& [key, value] : pairs) {
    children.push_back(key);
    children.push_back(value);
  }
  set_children(node, children);
  return node;
}

const YamlNode& Nodes::text(std::string_view text, const YamlNode& place) {
  const YamlNode& like = resolved(place);
  YamlNode& node = add(like, YamlKind::scalar);
  if (!like.is_scalar()) node.style = YamlStyle::plain;
  node.text = texts_.keep(text);
  return node;
}

const YamlNode& Nodes::piece(const YamlNode& scalar, std::string_view part) {
  return piece(scalar, part, resolved(scalar).style);
}

const YamlNode& Nodes::piece(const YamlNode& scalar, std::string_view part, YamlStyle style) {
  const YamlNode& whole = resolved(scalar);
  YamlNode& node = add(whole, YamlKind::scalar);
  node.style = style;
  node.text = part;
  node.span = shown_place(sources_, whole.span, whole.text, part);
  return node;
}

Nodes::Items items_of(const YamlNode* list) {
  if (list == nullptr || !resolved(*list).is_sequence()) return {};
  const auto children = resolved(*list).children;
  return {children.begin(), children.end()};
}

Nodes::Items rows_in(const YamlNode* value) {
  if (is_nothing(value)) return {};
  const YamlNode& node = resolved(*value);
  if (node.is_sequence()) return items_of(&node);
  if (!node.is_mapping()) return {&node};
  Nodes::Items keys;
  for (std::size_t at = 0; at + 1 < node.children.size(); at += 2) keys.push_back(node.children[at]);
  return keys;
}

bool is_nothing(const YamlNode* node) { return node == nullptr || yaml_type(*node) == YamlType::null; }

std::string_view text_of(const YamlNode& node) {
  return resolved(node).is_scalar() ? resolved(node).text : std::string_view();
}

const YamlNode* name_of(const YamlNode& row) {
  const YamlNode* const name = yaml_find(row, "name");
  return name == nullptr ? nullptr : &resolved(*name);
}

}  // namespace clashlint
