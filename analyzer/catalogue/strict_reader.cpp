#include "analyzer/catalogue/strict_reader.h"

#include <utility>

#include <fmt/format.h>

#include "rules/value/similar.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {

void StrictReader::fault(const YamlNode& node, std::string message) {
  Finding finding;
  finding.message = std::move(message);
  finding.primary.span = node.span;
  faults_.push_back(std::move(finding));
}

const YamlNode* StrictReader::root(const YamlTree& tree) {
  if (!tree.error()) return tree.root();
  YamlNode place;
  place.span = tree.error()->span;
  fault(place, tree.error()->message);
  return nullptr;
}

void StrictReader::unknown_key(const YamlNode& key, std::initializer_list<std::string_view> known) {
  fault(key, fmt::format("there is no key \"{}\" here", key.text));
  if (const auto meant = nearest(key.text, known))
    faults_.back().primary.text = fmt::format("did you mean \"{}\"?", meant->text);
}

void StrictReader::each_entry(const YamlNode& node, const EntryReader& read) {
  if (!node.is_mapping()) return fault(node, "this must be keys and values");
  const YamlEntries entries = yaml_entries(node);
  for (const YamlDuplicate& twice : entries.duplicates) fault(*twice.second, "this key stands here twice");
  for (const YamlEntry& entry : entries.entries) read(*entry.key, resolved(*entry.value));
}

std::vector<const YamlNode*> StrictReader::items(const YamlNode& node) {
  std::vector<const YamlNode*> result;
  if (!node.is_sequence()) return {&node};
  for (const YamlNode* item : node.children) result.push_back(&resolved(*item));
  return result;
}

std::vector<std::string> StrictReader::texts(const YamlNode& node) {
  std::vector<std::string> result;
  for (const YamlNode* item : items(node)) result.emplace_back(text(*item));
  return result;
}

std::string_view StrictReader::text(const YamlNode& node) {
  const bool fine = node.is_scalar() && yaml_type(node) != YamlType::null && !node.text.empty();
  if (!fine) fault(node, "a text is wanted here");
  return fine ? node.text : std::string_view();
}

std::optional<bool> StrictReader::boolean(const YamlNode& node) {
  const std::optional<bool> value = yaml_typed_bool(node);
  if (!value) fault(node, "this must be true or false");
  return value;
}

}  // namespace clashlint
