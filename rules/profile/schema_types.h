#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "rules/yaml/tree.h"

namespace clashlint {

/// The types of the keys in schema.def; `section_x` is a mapping of its own.
enum class SchemaType : std::uint8_t {
  text,
  texts,
  boolean,
  integer,
  integers,
  natural16,
  naturals16,
  natural32,
  naturals32,
  number,
  prefixes,
  addresses,
  map,
  maps,
  maps_by_name,
  texts_by_name,
  text_by_name,
  policy,
  tunnels,
  tunnel_mode,
  log_level,
  process_mode,
  dns_mode,
  filter_mode,
  tun_stack,
  sniff_by_name,
  top,
  section_cors,
  section_tls,
  section_dns,
  section_fallback_filter,
  section_ntp,
  section_tun,
  section_tuic_server,
  section_iptables,
  section_experimental,
  section_profile,
  section_geox_url,
  section_sniffer,
  section_sniff_entry
};

/// A row of schema.def.
struct SchemaRow {
  SchemaType section;
  std::string_view key;
  SchemaType type;
};
std::span<const SchemaRow> schema_rows();

/// The type of a key in a section; nothing for a key that the core does not know.
std::optional<SchemaType> schema_type(SchemaType section, std::string_view key);

/// A closed list of words, compared without case.
struct SchemaWords {
  SchemaType type;
  std::string_view what;
  std::string_view core_message;
  std::array<std::string_view, 5> words;  ///< empty ones are padding
};
const SchemaWords& schema_words(SchemaType type);

/// The Go type as the core's messages name it: `[]string`.
std::string_view go_type(SchemaType type);

/// For a person: `a list of texts`, and what a node is instead: `a mapping`.
std::string_view plain_type(SchemaType type);
std::string_view plain_type(const YamlNode& node);

}  // namespace clashlint
