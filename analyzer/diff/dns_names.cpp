#include "analyzer/diff/dns_names.h"

#include <algorithm>
#include <set>

#include "analyzer/automaton/text_space.h"
#include "rules/base/strings.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

/// Mappings and lists in each other, as far as anyone writes them.
constexpr int kMaxDepth = 8;

// A name that the pattern takes: something stands for each `*`.
void add_name(std::string_view pattern, std::set<std::string>& names) {
  std::string name;
  if (pattern.starts_with("+.")) pattern.remove_prefix(2);
  if (pattern.starts_with('.')) name = "www";
  for (const char c : ascii_lower(pattern)) {
    if (c == '*') {
      name += "x7q";
    } else {
      name += c;
    }
  }
  if (name.find('.') != std::string::npos && is_host_name(name)) names.insert(std::move(name));
}

void collect(const YamlNode& written, std::set<std::string>& names, int depth) {
  const YamlNode& node = resolved(written);
  if (depth > kMaxDepth) return;
  if (node.is_scalar()) {
    for (const std::string_view piece : split(node.text, ',')) add_name(trim_blanks(piece), names);
  }
  for (const YamlNode* child : node.children) collect(*child, names, depth + 1);
}

}  // namespace

std::vector<std::string> names_in_dns(const YamlTree& tree) {
  std::set<std::string> names;
  if (tree.root() == nullptr) return {};
  for (const char* section : {"dns", "hosts"}) {
    if (const YamlNode* node = yaml_find(*tree.root(), section)) collect(*node, names, 0);
  }
  return {names.begin(), names.end()};
}

}  // namespace clashlint
