#include "rules/profile/structure.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/profile/typed.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

std::string folded(std::string_view key, KeyStyle style) {
  std::string out = ascii_lower(key);
  if (style == KeyStyle::fold_underscore) std::ranges::replace(out, '_', '-');
  return out;
}

/// As Go prints a float with 'E' and the shortest digits: `1.5E+00`.
std::string go_float(double value) {
  std::array<char, 64> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
  return ascii_upper({buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data())});
}

std::string_view go_type(const YamlNode& node) {
  switch (yaml_type(node)) {
    case YamlType::boolean:
      return "bool";
    case YamlType::integer:
      return "int";
    case YamlType::floating:
      return "float64";
    case YamlType::timestamp:
      return "time.Time";
    case YamlType::sequence:
      return "[]interface {}";
    case YamlType::mapping:
      return "map[string]interface {}";
    case YamlType::null:
      return "nil";
    default:
      return "string";
  }
}

std::string_view go_type(FieldType type) {
  switch (type) {
    case FieldType::text:
      return "string";
    case FieldType::integer:
      return "int";
    case FieldType::boolean:
      return "bool";
    case FieldType::number:
      return "float64";
    default:
      return "interface {}";
  }
}

std::string_view plain_type(FieldType type) {
  switch (type) {
    case FieldType::text:
      return "text";
    case FieldType::integer:
    case FieldType::number:
      return "a number";
    case FieldType::boolean:
      return "true or false, unquoted";
    case FieldType::texts:
    case FieldType::integers:
    case FieldType::maps:
      return "a list";
    case FieldType::map:
      return "a mapping";
    case FieldType::any:
      return "a value";
  }
  return {};
}

std::optional<bool> structure_bool(const YamlNode& node) {
  switch (yaml_type(node)) {
    case YamlType::boolean:
      return yaml_bool(resolved(node).text);
    case YamlType::integer: {
      const std::optional<YamlInteger> integer = yaml_integer(resolved(node).text);
      return integer ? std::optional(integer->magnitude != 0) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

/// The decoder's words for a scalar that does not fit; empty when it does.
std::string scalar_fault(const YamlNode& node, FieldType type, std::string_view path) {
  bool fits = true;
  switch (type) {
    case FieldType::text:
      fits = structure_text(node).has_value();
      break;
    case FieldType::integer:
      fits = structure_integer(node).has_value();
      break;
    case FieldType::boolean:
      fits = structure_bool(node).has_value();
      break;
    case FieldType::number:
      fits = yaml_type(node) == YamlType::floating || structure_integer(node).has_value() ||
             yaml_float(resolved(node).text).has_value();
      break;
    default:
      break;
  }
  if (fits) return {};
  const bool numeric = type == FieldType::integer || type == FieldType::number;
  if (numeric && yaml_type(node) == YamlType::string) {
    return fmt::format("cannot parse '{}' as int: strconv.ParseInt: parsing \"{}\": invalid syntax", path,
                       resolved(node).text);
  }
  return fmt::format("'{}' expected type '{}', got unconvertible type '{}'", path, go_type(type),
                     go_type(node));
}

FieldType item_type(FieldType list) {
  switch (list) {
    case FieldType::texts:
      return FieldType::text;
    case FieldType::integers:
      return FieldType::integer;
    default:
      return FieldType::map;
  }
}

/// Null is always fine: the field keeps its default.
void check_value(const YamlNode& written, FieldType type, const std::string& path,
                 std::vector<StructureFault>& faults) {
  const YamlNode& node = resolved(written);
  if (type == FieldType::any || is_null(node)) return;
  const auto add = [&](std::string core_message) {
    faults.push_back({.span = node.span,
                      .core_message = std::move(core_message),
                      .message = fmt::format("\"{}\" must be {}", path, plain_type(type))});
  };
  if (type == FieldType::texts || type == FieldType::integers || type == FieldType::maps) {
    if (!node.is_sequence()) return add(fmt::format("'{}' is not a slice", path));
    std::size_t index = 0;
    for (const YamlNode* item : node.children) {
      check_value(*item, item_type(type), fmt::format("{}[{}]", path, index++), faults);
    }
  } else if (type == FieldType::map) {
    if (!node.is_mapping()) add(fmt::format("'{}' expected a map, got '{}'", path, go_type(node)));
  } else if (const std::string fault = scalar_fault(node, type, path); !fault.empty()) {
    add(fault);
  }
}

}  // namespace

std::optional<std::string> structure_text(const YamlNode& written) {
  const YamlNode& node = resolved(written);
  switch (yaml_type(node)) {
    case YamlType::string:
    case YamlType::binary:
    case YamlType::merge:
      return std::string(node.text);
    case YamlType::integer: {
      const std::optional<YamlInteger> integer = yaml_integer(node.text);
      if (!integer) return std::nullopt;
      return (integer->negative && integer->magnitude != 0 ? "-" : "") + std::to_string(integer->magnitude);
    }
    case YamlType::floating: {
      const std::optional<double> number = yaml_float(node.text);
      return number ? std::optional(go_float(*number)) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

std::optional<std::int64_t> structure_integer(const YamlNode& written) {
  const YamlNode& node = resolved(written);
  if (const std::optional<std::int64_t> number = typed_int_value(node)) return number;
  if (yaml_type(node) != YamlType::string) return std::nullopt;
  const std::optional<YamlInteger> integer = yaml_integer(node.text);
  if (!integer || integer->magnitude > 0x7FFFFFFFFFFFFFFF) return std::nullopt;
  const auto value = static_cast<std::int64_t>(integer->magnitude);
  return integer->negative ? -value : value;
}

bool field_takes(const YamlNode& value, FieldType type) {
  std::vector<StructureFault> faults;
  check_value(value, type, {}, faults);
  return faults.empty();
}

Structure::Structure(const YamlNode& mapping, KeyStyle style)
    : node_(resolved(mapping)), style_(style), entries_(yaml_entries(node_).entries) {}

const YamlNode* Structure::find_exact(std::string_view key) const {
  const auto at =
      std::ranges::find_if(entries_, [&](const YamlEntry& entry) { return entry.key->text == key; });
  return at == entries_.end() ? nullptr : &resolved(*at->value);
}

const YamlNode* Structure::find(std::string_view key) const {
  if (const YamlNode* exact = find_exact(key)) return exact;
  const std::string wanted = folded(key, style_);
  const auto at = std::ranges::find_if(
      entries_, [&](const YamlEntry& entry) { return folded(entry.key->text, style_) == wanted; });
  return at == entries_.end() ? nullptr : &resolved(*at->value);
}

std::optional<std::string> Structure::text(std::string_view key) const {
  const YamlNode* const value = find(key);
  return value == nullptr ? std::nullopt : structure_text(*value);
}

std::optional<std::int64_t> Structure::integer(std::string_view key) const {
  const YamlNode* const value = find(key);
  return value == nullptr ? std::nullopt : structure_integer(*value);
}

bool Structure::boolean(std::string_view key, bool otherwise) const {
  const YamlNode* const value = find(key);
  return value == nullptr ? otherwise : structure_bool(*value).value_or(otherwise);
}

std::vector<Structure::Item> Structure::texts(std::string_view key) const {
  std::vector<Item> out;
  const YamlNode* const list = find(key);
  if (list == nullptr || !list->is_sequence()) return out;
  for (const YamlNode* item : list->children) {
    if (is_null(*item)) {
      out.push_back({.text = "", .node = item});
    } else if (std::optional<std::string> text = structure_text(*item)) {
      out.push_back({.text = std::move(*text), .node = item});
    }
  }
  return out;
}

Span Structure::title() const {
  const YamlNode* const name = find("name");
  return name != nullptr && name->is_scalar() ? name->span : node_.span;
}

std::vector<StructureFault> Structure::check(std::span<const FieldSpec> fields) const {
  std::vector<StructureFault> faults;
  std::vector<std::string> missing;
  for (const FieldSpec& field : fields) {
    const YamlNode* const value = find(field.name);
    if (value == nullptr) {
      if (field.required) missing.emplace_back(field.name);
    } else {
      check_value(*value, field.type, std::string(field.name), faults);
    }
  }
  if (!missing.empty()) {
    std::ranges::sort(missing);
    const std::string names = join(missing, ", ");
    faults.push_back({.span = title(),
                      .core_message = fmt::format("'' has unset fields: {}", names),
                      .message = fmt::format("`{}` {} missing", join(missing, "`, `"),
                                             missing.size() == 1 ? "is" : "are")});
  }
  return faults;
}

}  // namespace clashlint
