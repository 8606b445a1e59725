#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rules/yaml/tree.h"

namespace clashlint {

/// What the core's YAML reader takes a node for (YAML 1.2 core schema with the
/// 1.1 remains of gopkg.in/yaml.v3, `semantics.md` A.3 and A.4).
enum class YamlType : std::uint8_t {
  null,
  boolean,
  integer,
  floating,
  timestamp,
  string,
  binary,
  merge,
  sequence,
  mapping
};

/// Type of a node (aliases are followed). Quoted and block scalars are strings
/// unless they carry a tag; `!!str 1` is a string, `!!int "1"` an integer.
YamlType yaml_type(const YamlNode& node);

/// `!!str`, `!!int`, `!!seq` … as the core's messages write it.
std::string_view yaml_tag(YamlType type);

/// An integer scalar's value: decimal, `0x`, `0o`, `0b`, old octal `0…`, `_`
/// between digits, sign. Out of int64 and uint64: nothing.
struct YamlInteger {
  bool negative = false;
  std::uint64_t magnitude = 0;
};
std::optional<YamlInteger> yaml_integer(std::string_view text);

/// Value of a decimal number or `.inf`, `.nan`; a number too large for a double is none.
std::optional<double> yaml_float(std::string_view text);

/// Whether the text is a date or a date and time as the untyped reader takes it.
bool yaml_is_timestamp(std::string_view text);

/// `true`/`false` of the untyped reader: true True TRUE false False FALSE only.
std::optional<bool> yaml_bool(std::string_view text);

/// Bools of typed fields: also y Y yes Yes YES on On ON n N no No NO off Off OFF,
/// quoted or not (`semantics.md` A.3). A quoted "true" is none.
std::optional<bool> yaml_typed_bool(const YamlNode& node);

/// ``cannot unmarshal !!str `abc` into int``: the core's words for a node in
/// the place of `wanted`; values longer than 10 bytes are cut to 7 and `...`.
std::string cannot_unmarshal(const YamlNode& node, std::string_view wanted);

/// The core's text for an explicit tag that the value does not fit (`!!int abc`:
/// ``yaml: cannot decode !!str `abc` as a !!int``); it ends the reading when the
/// node is decoded. Empty when tag and value agree.
std::string yaml_tag_fault(const YamlNode& node);

}  // namespace clashlint
