#include "rules/profile/schema_types.h"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

constexpr SchemaRow kSchema[] = {
#define SCHEMA(section, key, type) {SchemaType::section, key, SchemaType::type},
#include "rules/profile/schema.def"
#undef SCHEMA
};

constexpr SchemaWords kWords[] = {
    {SchemaType::tunnel_mode, "mode", "invalid mode", {"rule", "global", "direct"}},
    {SchemaType::log_level,
     "log level",
     "invalid log-level",
     {"silent", "error", "warning", "info", "debug"}},
    {SchemaType::process_mode, "find-process-mode", "invalid find process mode", {"always", "strict", "off"}},
    {SchemaType::dns_mode, "enhanced-mode", "invalid mode", {"normal", "fake-ip", "redir-host"}},
    {SchemaType::filter_mode, "fake-ip-filter-mode", "invalid mode", {"blacklist", "whitelist", "rule"}},
    {SchemaType::tun_stack, "tun stack", "invalid tun stack", {"gvisor", "system", "mixed"}},
};

}  // namespace

std::span<const SchemaRow> schema_rows() { return kSchema; }

std::optional<SchemaType> schema_type(SchemaType section, std::string_view key) {
  const auto* row = std::ranges::find_if(kSchema, [&](const SchemaRow& candidate) {
    return candidate.section == section && candidate.key == key;
  });
  return row == std::end(kSchema) ? std::nullopt : std::optional(row->type);
}

const SchemaWords& schema_words(SchemaType type) {
  const auto* row = std::ranges::find(kWords, type, &SchemaWords::type);
  assert(row != std::end(kWords) && "every enumeration has a row");
  return *row;
}

std::string_view go_type(SchemaType type) {
  switch (type) {
    case SchemaType::text:
      return "string";
    case SchemaType::boolean:
      return "bool";
    case SchemaType::integer:
      return "int";
    case SchemaType::natural16:
      return "uint16";
    case SchemaType::natural32:
      return "uint32";
    case SchemaType::number:
      return "float64";
    case SchemaType::texts:
      return "[]string";
    case SchemaType::integers:
      return "[]int";
    case SchemaType::naturals16:
      return "[]uint16";
    case SchemaType::naturals32:
      return "[]uint32";
    case SchemaType::prefixes:
      return "[]netip.Prefix";
    case SchemaType::addresses:
      return "[]netip.Addr";
    case SchemaType::map:
      return "map[string]interface {}";
    case SchemaType::maps:
      return "[]map[string]interface {}";
    case SchemaType::maps_by_name:
      return "map[string]map[string]interface {}";
    case SchemaType::texts_by_name:
      return "map[string][]string";
    case SchemaType::text_by_name:
      return "map[string]string";
    case SchemaType::sniff_by_name:
      return "map[string]config.RawSniffingConfig";
    case SchemaType::tunnels:
      return "[]config.Tunnel";
    case SchemaType::top:
      return "config.RawConfig";
    case SchemaType::section_dns:
      return "config.RawDNS";
    case SchemaType::section_tun:
      return "config.RawTun";
    case SchemaType::section_sniffer:
      return "config.RawSniffer";
    default:
      return "config section";
  }
}

std::string_view plain_type(SchemaType type) {
  switch (type) {
    case SchemaType::text:
      return "a text";
    case SchemaType::boolean:
      return "true or false, unquoted";
    case SchemaType::integer:
    case SchemaType::natural16:
    case SchemaType::natural32:
    case SchemaType::number:
      return "a number, unquoted";
    case SchemaType::texts:
    case SchemaType::prefixes:
    case SchemaType::addresses:
      return "a list of texts";
    case SchemaType::integers:
    case SchemaType::naturals16:
    case SchemaType::naturals32:
      return "a list of numbers";
    case SchemaType::maps:
    case SchemaType::tunnels:
      return "a list of mappings";
    default:
      return "a mapping";
  }
}

std::string_view plain_type(const YamlNode& node) {
  switch (yaml_type(node)) {
    case YamlType::mapping:
      return "a mapping";
    case YamlType::sequence:
      return "a list";
    case YamlType::null:
      return "nothing";
    case YamlType::boolean:
      return "a truth value";
    case YamlType::integer:
    case YamlType::floating:
      return "a number";
    default:
      return "a text";
  }
}

}  // namespace clashlint
