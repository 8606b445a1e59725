#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/yaml/mapping.h"
#include "rules/yaml/tree.h"

namespace clashlint {

/// The types of fields that the core fills through its structure decoder
/// (`semantics.md` A.5): proxies, groups, providers, listeners.
enum class FieldType : std::uint8_t { text, integer, boolean, number, texts, integers, map, maps, any };

struct FieldSpec {
  std::string_view name;
  FieldType type = FieldType::text;
  bool required = false;
};

struct StructureFault {
  Span span;
  std::string core_message;
  std::string message;
  bool wants_quotes = false;  ///< a text that YAML reads as a number
};

/// How keys are looked up: proxies and listeners take `_` for `-`.
enum class KeyStyle : std::uint8_t { exact_dash, fold_underscore };

/// One untyped mapping, read as the structure decoder reads it: exact key
/// first, then without case; values converted as A.5 says.
class Structure {
 public:
  /// A null node gives an empty mapping.
  Structure(const YamlNode& mapping, KeyStyle style);

  const YamlNode* find(std::string_view key) const;        ///< aliases followed; null if absent
  const YamlNode* find_exact(std::string_view key) const;  ///< no folding: `type`, `name`
  bool has(std::string_view key) const { return find(key) != nullptr; }

  /// Converted values; nothing where absent, null or of a wrong type.
  std::optional<std::string> text(std::string_view key) const;
  std::optional<std::int64_t> integer(std::string_view key) const;
  bool boolean(std::string_view key, bool otherwise) const;
  struct Item {
    std::string text;
    const YamlNode* node = nullptr;
  };
  std::vector<Item> texts(std::string_view key) const;  ///< null items become ""

  /// What stands for the whole of it: its name where it has one.
  Span title() const;

  /// Everything the decoder refuses in these fields; the missing ones last, in one fault.
  std::vector<StructureFault> check(std::span<const FieldSpec> fields) const;

  const YamlNode& node() const { return node_; }
  const std::vector<YamlEntry>& entries() const { return entries_; }

 private:
  const YamlNode& node_;
  KeyStyle style_;
  std::vector<YamlEntry> entries_;
};

/// Whether the decoder takes the value into a field of this type.
bool field_takes(const YamlNode& value, FieldType type);

/// A scalar as the decoder makes it a string: ints in decimal, floats as
/// `1.5E+00`; nothing for bools, times, lists, maps.
std::optional<std::string> structure_text(const YamlNode& node);

/// An integer: int, float cut, string with base detection (`"0x1F"`).
std::optional<std::int64_t> structure_integer(const YamlNode& node);

}  // namespace clashlint
