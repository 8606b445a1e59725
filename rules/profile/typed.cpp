#include "rules/profile/typed.h"

#include <cmath>
#include <limits>

#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {

bool is_null(const YamlNode& node) { return yaml_type(node) == YamlType::null; }

const YamlNode* typed_child(const YamlNode& section, std::string_view key) {
  const YamlNode* const found = yaml_find(section, key);
  if (found == nullptr) return nullptr;
  const YamlNode& value = resolved(*found);
  return is_null(value) ? nullptr : &value;
}

std::optional<std::string> typed_string(const YamlNode& section, std::string_view key) {
  const YamlNode* const value = typed_child(section, key);
  if (value == nullptr || !value->is_scalar()) return std::nullopt;
  return std::string(value->text);
}

std::optional<bool> typed_bool(const YamlNode& section, std::string_view key) {
  const YamlNode* const value = typed_child(section, key);
  return value == nullptr ? std::nullopt : yaml_typed_bool(*value);
}

std::optional<std::int64_t> typed_int_value(const YamlNode& node) {
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  const YamlType type = yaml_type(node);
  if (type == YamlType::integer) {
    const std::optional<YamlInteger> integer = yaml_integer(resolved(node).text);
    if (!integer || integer->magnitude > static_cast<std::uint64_t>(kMax)) return std::nullopt;
    const auto value = static_cast<std::int64_t>(integer->magnitude);
    return integer->negative ? -value : value;
  }
  if (type == YamlType::floating) {
    const std::optional<double> number = yaml_float(resolved(node).text);
    if (!number || !std::isfinite(*number) || std::abs(*number) >= 9.2e18) return std::nullopt;
    return static_cast<std::int64_t>(*number);
  }
  return std::nullopt;
}

std::optional<std::int64_t> typed_int(const YamlNode& section, std::string_view key) {
  const YamlNode* const value = typed_child(section, key);
  return value == nullptr ? std::nullopt : typed_int_value(*value);
}

std::vector<TypedText> typed_strings(const YamlNode* list) {
  std::vector<TypedText> out;
  if (list == nullptr || !resolved(*list).is_sequence()) return out;
  for (const YamlNode* item : resolved(*list).children) {
    const YamlNode& value = resolved(*item);
    if (!value.is_scalar() || is_null(value)) continue;
    out.push_back({.text = std::string(value.text), .node = item});
  }
  return out;
}

}  // namespace clashlint
