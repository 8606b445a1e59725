#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/finding.h"
#include "rules/yaml/tree.h"

namespace clashlint {

/// Reads YAML files of our own, the configuration and the catalogue: everything
/// that is not understood is a fault at its place, and reading goes on.
class StrictReader {
 public:
  using EntryReader = std::function<void(const YamlNode& key, const YamlNode& value)>;

  explicit StrictReader(Findings& faults) : faults_(faults) {}

  void fault(const YamlNode& node, std::string message);

  /// What the file holds. Null: nothing, or it is no YAML, which is a fault.
  const YamlNode* root(const YamlTree& tree);

  /// A key that nobody reads, with the one that was probably meant.
  void unknown_key(const YamlNode& key, std::initializer_list<std::string_view> known);

  /// Keys and values; aliases and merge keys are followed.
  void each_entry(const YamlNode& node, const EntryReader& read);

  /// One value or a list of values.
  std::vector<const YamlNode*> items(const YamlNode& node);
  std::vector<std::string> texts(const YamlNode& node);
  /// Empty where it is no text, which is a fault.
  std::string_view text(const YamlNode& node);
  std::optional<bool> boolean(const YamlNode& node);

  /// A word that `named` knows, which are the `allowed` ones.
  template <typename Named>
  auto word(const YamlNode& node, Named named, std::string_view allowed)
      -> decltype(named(std::string_view())) {
    const auto value = node.is_scalar() ? named(node.text) : std::nullopt;
    if (!value) fault(node, "this must be " + std::string(allowed));
    return value;
  }

 private:
  Findings& faults_;
};

}  // namespace clashlint
