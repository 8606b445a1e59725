#include "rules/profile/schema.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <unordered_set>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/profile/typed.h"
#include "rules/value/ip.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

enum class Type {
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

struct SchemaRow {
  Type section;
  std::string_view key;
  Type type;
};

constexpr SchemaRow kSchema[] = {
#define SCHEMA(section, key, type) {Type::section, key, Type::type},
#include "rules/profile/schema.def"
#undef SCHEMA
};

struct Enumeration {
  Type type;
  std::string_view what;
  std::string_view core_message;
  std::array<std::string_view, 5> words;
};

constexpr Enumeration kEnumerations[] = {
    {Type::tunnel_mode, "mode", "invalid mode", {"rule", "global", "direct"}},
    {Type::log_level, "log level", "invalid log-level", {"silent", "error", "warning", "info", "debug"}},
    {Type::process_mode, "find-process-mode", "invalid find process mode", {"always", "strict", "off"}},
    {Type::dns_mode, "enhanced-mode", "invalid mode", {"normal", "fake-ip", "redir-host"}},
    {Type::filter_mode, "fake-ip-filter-mode", "invalid mode", {"blacklist", "whitelist", "rule"}},
    {Type::tun_stack, "tun stack", "invalid tun stack", {"gvisor", "system", "mixed"}},
};

/// The Go type in the core's message.
std::string_view go_type(Type type) {
  switch (type) {
    case Type::text:
      return "string";
    case Type::boolean:
      return "bool";
    case Type::integer:
      return "int";
    case Type::natural16:
      return "uint16";
    case Type::natural32:
      return "uint32";
    case Type::number:
      return "float64";
    case Type::texts:
      return "[]string";
    case Type::integers:
      return "[]int";
    case Type::naturals16:
      return "[]uint16";
    case Type::naturals32:
      return "[]uint32";
    case Type::prefixes:
      return "[]netip.Prefix";
    case Type::addresses:
      return "[]netip.Addr";
    case Type::map:
      return "map[string]interface {}";
    case Type::maps:
      return "[]map[string]interface {}";
    case Type::maps_by_name:
      return "map[string]map[string]interface {}";
    case Type::texts_by_name:
      return "map[string][]string";
    case Type::text_by_name:
      return "map[string]string";
    case Type::sniff_by_name:
      return "map[string]config.RawSniffingConfig";
    case Type::tunnels:
      return "[]config.Tunnel";
    case Type::top:
      return "config.RawConfig";
    case Type::section_dns:
      return "config.RawDNS";
    case Type::section_tun:
      return "config.RawTun";
    case Type::section_sniffer:
      return "config.RawSniffer";
    default:
      return "config section";
  }
}

std::string_view plain_type(Type type) {
  switch (type) {
    case Type::text:
      return "text";
    case Type::boolean:
      return "true or false, unquoted";
    case Type::integer:
    case Type::natural16:
    case Type::natural32:
    case Type::number:
      return "a number, unquoted";
    case Type::texts:
    case Type::prefixes:
    case Type::addresses:
      return "a list of texts";
    case Type::integers:
    case Type::naturals16:
    case Type::naturals32:
      return "a list of numbers";
    case Type::maps:
    case Type::tunnels:
      return "a list of mappings";
    default:
      return "a mapping";
  }
}

std::string_view found_type(const YamlNode& node) {
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

class SchemaCheck {
 public:
  explicit SchemaCheck(LoadContext& context) : context_(context) {}

  void section(const YamlNode& node, Type type) {
    if (!is_kind(node, YamlKind::mapping, type)) return;
    for (const YamlEntry& entry : checked_entries(node).entries) {
      const auto* row = std::ranges::find_if(kSchema, [&](const SchemaRow& candidate) {
        return candidate.section == type && candidate.key == entry.key->text;
      });
      if (row != std::end(kSchema)) value(*entry.value, row->type);
    }
  }

 private:
  void value(const YamlNode& written, Type type) {
    const YamlNode& node = resolved(written);
    if (is_null(node)) return;
    switch (type) {
      case Type::text:
        if (!node.is_scalar()) wrong_type(node, type);
        return;
      case Type::boolean:
        if (!yaml_typed_bool(node)) wrong_type(node, type);
        return;
      case Type::number:
        if (!typed_int_value(node)) wrong_type(node, type);
        return;
      case Type::integer:
        return whole_number(node, type, std::numeric_limits<std::int64_t>::max());
      case Type::natural16:
        return whole_number(node, type, 0xFFFF);
      case Type::natural32:
        return whole_number(node, type, 0xFFFFFFFF);
      case Type::texts:
        return items(node, type, Type::text);
      case Type::integers:
        return items(node, type, Type::integer);
      case Type::naturals16:
        return items(node, type, Type::natural16);
      case Type::naturals32:
        return items(node, type, Type::natural32);
      case Type::prefixes:
      case Type::addresses:
        return address_list(node, type);
      case Type::tunnels:
        return tunnel_list(node);
      case Type::map:
        return untyped_map(node, type);
      case Type::maps:
        return map_list(node);
      case Type::maps_by_name:
        return by_name(node, type, Type::map);
      case Type::texts_by_name:
        return by_name(node, type, Type::texts);
      case Type::text_by_name:
        return by_name(node, type, Type::text);
      case Type::sniff_by_name:
        return by_name(node, type, Type::section_sniff_entry);
      case Type::policy:
        return policy(node);
      case Type::tunnel_mode:
      case Type::log_level:
      case Type::process_mode:
      case Type::dns_mode:
      case Type::filter_mode:
      case Type::tun_stack:
        return word(node, type);
      default:
        return section(node, type);
    }
  }

  bool is_kind(const YamlNode& node, YamlKind kind, Type type) {
    if (node.kind == kind) return true;
    wrong_type(node, type);
    return false;
  }

  void wrong_type(const YamlNode& node, Type type) {
    context_.refuse("wrong-type", node.span,
                    fmt::format("{} where the core expects {}", found_type(node), plain_type(type)),
                    fmt::format("yaml: unmarshal errors:\n  line {}: {}", context_.line(node),
                                cannot_unmarshal(node, go_type(type))));
  }

  void whole_number(const YamlNode& node, Type type, std::int64_t max) {
    const std::optional<std::int64_t> number = node.is_scalar() ? typed_int_value(node) : std::nullopt;
    const bool natural = type != Type::integer;
    if (!number || *number > max || (natural && *number < 0)) wrong_type(node, type);
  }

  void items(const YamlNode& node, Type type, Type item_type) {
    if (!is_kind(node, YamlKind::sequence, type)) return;
    for (const YamlNode* item : node.children) value(*item, item_type);
  }

  void address_list(const YamlNode& node, Type type) {
    if (!is_kind(node, YamlKind::sequence, type)) return;
    for (const YamlNode* item : node.children) {
      const YamlNode& text = resolved(*item);
      if (is_null(text)) continue;
      if (!is_kind(text, YamlKind::scalar, Type::text)) continue;
      const std::string fault = type == Type::prefixes ? prefix_fault(text.text) : address_fault(text.text);
      if (!fault.empty()) context_.refuse("invalid-value", text.span, address_advice(text.text, type), fault);
    }
  }

  static std::string prefix_fault(std::string_view text) {
    const Result<IpPrefix> prefix = parse_prefix(text);
    return prefix ? std::string() : prefix.error();
  }

  static std::string address_fault(std::string_view text) {
    return parse_ip(text) ? std::string() : fmt::format("ParseAddr(\"{}\"): unable to parse IP", text);
  }

  static std::string address_advice(std::string_view text, Type type) {
    if (type == Type::prefixes && parse_ip(text)) {
      return fmt::format("\"{}\" needs a prefix length, such as {}/{}", text, text,
                         parse_ip(text)->bit_count());
    }
    return fmt::format("\"{}\" is no {}", text, type == Type::prefixes ? "address range" : "address");
  }

  /// `tcp/udp,address,target[,proxy]` or a mapping that the core hardly looks at.
  void tunnel_list(const YamlNode& node) {
    if (!is_kind(node, YamlKind::sequence, Type::tunnels)) return;
    for (const YamlNode* item : node.children) {
      const YamlNode& tunnel = resolved(*item);
      if (tunnel.is_mapping()) checked_entries(tunnel);
    }
  }

  void map_list(const YamlNode& node) {
    if (!is_kind(node, YamlKind::sequence, Type::maps)) return;
    for (const YamlNode* item : node.children) value(*item, Type::map);
  }

  void by_name(const YamlNode& node, Type type, Type item_type) {
    if (!is_kind(node, YamlKind::mapping, type)) return;
    for (const YamlEntry& entry : checked_entries(node).entries) value(*entry.value, item_type);
  }

  void untyped_map(const YamlNode& node, Type type) {
    if (is_kind(node, YamlKind::mapping, type)) untyped(node);
  }

  /// Everything below is decoded too, so keys must not repeat there either.
  void untyped(const YamlNode& written) {
    const YamlNode& node = resolved(written);
    if (node.is_scalar() || !seen_.insert(&node).second) return;
    if (node.is_mapping()) {
      for (const YamlEntry& entry : checked_entries(node).entries) untyped(*entry.value);
    } else {
      for (const YamlNode* item : node.children) untyped(*item);
    }
  }

  /// Decoded by a reader of its own: repeated keys are taken there.
  void policy(const YamlNode& node) {
    if (node.is_mapping()) return;
    context_.refuse("wrong-type", node.span,
                    fmt::format("{} where the core expects a mapping", found_type(node)),
                    fmt::format("pipeline must contain YAML mapping, has {}", node.is_sequence() ? 2 : 8));
  }

  void word(const YamlNode& node, Type type) {
    const auto* row =
        std::ranges::find_if(kEnumerations, [&](const Enumeration& e) { return e.type == type; });
    if (!is_kind(node, YamlKind::scalar, Type::text)) return;
    const auto same = [&](std::string_view known) {
      return !known.empty() && ascii_iequals(known, node.text);
    };
    if (std::ranges::any_of(row->words, same)) return;
    std::string known;
    for (const std::string_view candidate : row->words) {
      if (!candidate.empty()) known += (known.empty() ? "" : ", ") + std::string(candidate);
    }
    context_
        .refuse("invalid-value", node.span, fmt::format("\"{}\" is no {}", node.text, row->what),
                std::string(row->core_message))
        .notes.push_back("the core knows: " + known);
  }

  /// The entries of a mapping, its faults reported once however often it is reached.
  YamlEntries checked_entries(const YamlNode& node) {
    YamlEntries entries = yaml_entries(node);
    if (!reported_.insert(&node).second) return entries;
    for (const YamlDuplicate& duplicate : entries.duplicates) {
      Finding& finding = context_.refuse(
          "duplicate-key", duplicate.second->span,
          fmt::format("the key \"{}\" again", duplicate.second->text),
          fmt::format("yaml: unmarshal errors:\n  line {}: mapping key \"{}\" already defined at line {}",
                      context_.line(*duplicate.second), duplicate.second->text,
                      context_.line(*duplicate.first)));
      finding.related.push_back({.span = duplicate.first->span, .text = "first here"});
    }
    for (const YamlNode* merge : entries.bad_merges) {
      context_.refuse("wrong-type", merge->span, "`<<` merges mappings only",
                      "yaml: map merge requires map or sequence of maps as the value");
    }
    return entries;
  }

  LoadContext& context_;
  std::unordered_set<const YamlNode*> seen_;
  std::unordered_set<const YamlNode*> reported_;
};

}  // namespace

void check_schema(LoadContext& context) { SchemaCheck(context).section(context.root, Type::top); }

}  // namespace clashlint
