#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/yaml/tree.h"

namespace clashlint {

/// Readers for the sections that the core decodes straight into typed fields
/// (`semantics.md` A.3). They give nothing for a null or a wrong type: wrong
/// types are reported once, by `check_schema`, not here.

/// A string of a list, and where it stands.
struct TypedText {
  std::string text;
  const YamlNode* node = nullptr;
};

std::optional<std::string> typed_string(const YamlNode& section, std::string_view key);
std::optional<bool> typed_bool(const YamlNode& section, std::string_view key);
std::optional<std::int64_t> typed_int(const YamlNode& section, std::string_view key);

/// Items of a list of strings; null items are dropped, as the core drops them.
std::vector<TypedText> typed_strings(const YamlNode* list);

/// Null in the sense of YAML: `~`, `null`, nothing.
bool is_null(const YamlNode& node);

/// The child under `key` with aliases followed; null if absent or null.
const YamlNode* typed_child(const YamlNode& section, std::string_view key);

/// An int of a typed field: integers, and floats cut to their integer part.
std::optional<std::int64_t> typed_int_value(const YamlNode& node);

}  // namespace clashlint
