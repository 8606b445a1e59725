#include "analyzer/keys/rename.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "rules/profile/nameserver.h"
#include "rules/profile/typed.h"
#include "rules/value/domain_pattern.h"
#include "rules/value/ip.h"

namespace clashlint {
namespace {

/// Texts and lists that the core keeps as they are.
constexpr std::array<std::string_view, 18> kFreeTexts = {"additional-prefix",
                                                         "additional-suffix",
                                                         "alpn",
                                                         "authentication",
                                                         "bind-address",
                                                         "client-fingerprint",
                                                         "fingerprint",
                                                         "global-ua",
                                                         "icon",
                                                         "interface-name",
                                                         "proxy",
                                                         "secret",
                                                         "server",
                                                         "servername",
                                                         "sni",
                                                         "external-ui-url",
                                                         "url",
                                                         "username"};

bool is_free_text(std::string_view key) {
  return std::ranges::find(kFreeTexts, key) != kFreeTexts.end() || key.starts_with("external-controller");
}

bool is_list(const YamlNode* node) {
  return node != nullptr && node->is_sequence() && !node->children.empty();
}

bool all_texts(const YamlNode& list, bool (*fits)(std::string_view)) {
  return std::ranges::all_of(list.children, [&](const YamlNode* item) { return fits(resolved(*item).text); });
}

bool is_nameserver(std::string_view text) { return parse_nameserver(text).ok(); }

bool is_address_server(std::string_view text) {
  const Result<Nameserver> server = parse_nameserver(text);
  return server && parse_ip(server->host).has_value();
}

// `geosite:` and `rule-set:` entries need what they name.
bool is_plain_pattern(std::string_view text) {
  return text.find(':') == std::string_view::npos && valid_domain_pattern(text);
}

// With fake-ip the core looks into a filter that it passed over before.
bool fits_fake_ip(const YamlNode& dns) {
  const YamlNode* const filter = typed_child(dns, "fake-ip-filter");
  const bool plain = filter == nullptr || (filter->is_sequence() && all_texts(*filter, is_plain_pattern));
  return plain && typed_child(dns, "fake-ip-filter-mode") == nullptr &&
         typed_child(dns, "fake-ip-range") == nullptr && typed_child(dns, "fake-ip-range6") == nullptr;
}

// The core looks at the values of `dns` even where it is off (`semantics.md` G.1).
bool dns_takes(std::string_view key, const YamlNode& value, const YamlNode& dns) {
  if (key == "nameserver" || key == "proxy-server-nameserver" || key == "direct-nameserver")
    return is_list(&value) && all_texts(value, is_nameserver);
  if (key == "fallback")
    return typed_child(dns, "fallback-filter") == nullptr && is_list(&value) &&
           all_texts(value, is_nameserver);
  if (key == "default-nameserver") return is_list(&value) && all_texts(value, is_address_server);
  if (key == "fake-ip-filter")
    return typed_child(dns, "fake-ip-filter-mode") == nullptr && all_texts(value, is_plain_pattern);
  if (key == "respect-rules") return is_list(typed_child(dns, "proxy-server-nameserver"));
  if (key == "enhanced-mode") return value.text != "fake-ip" || fits_fake_ip(dns);
  if (key == "enable") {
    const YamlNode* const servers = yaml_find(dns, "nameserver");
    return servers == nullptr || is_list(&resolved(*servers));
  }
  return key != "fake-ip-filter-mode" && !key.starts_with("fake-ip-range");
}

// Once it is on, its protocol counts.
bool fits_smux(const YamlNode& smux) {
  const std::string protocol = Structure(smux, KeyStyle::fold_underscore).text("protocol").value_or("");
  return protocol.empty() || protocol == "smux" || protocol == "yamux" || protocol == "h2mux";
}

bool is_text_like(const KnownKey& key) {
  if (const auto* const field = std::get_if<FieldType>(&key.type))
    return *field == FieldType::text || *field == FieldType::texts;
  const SchemaType type = std::get<SchemaType>(key.type);
  return type == SchemaType::text || type == SchemaType::texts;
}

bool place_takes(const KeyUse& use, const KnownKey& key, const YamlNode& value) {
  switch (use.place) {
    case KeyPlace::dns:
      return dns_takes(key.name, value, *use.mapping);
    case KeyPlace::tun:
    case KeyPlace::ntp:
    case KeyPlace::profile:
    case KeyPlace::experimental:
    case KeyPlace::geox_url:
    case KeyPlace::cors:
      return true;
    case KeyPlace::iptables:
    case KeyPlace::listener:
    case KeyPlace::ech_options:
      return false;
    default:
      break;
  }
  if (use.place == KeyPlace::smux && key.name == "enabled") return fits_smux(*use.mapping);
  if (key.name == "geodata-mode" || key.name.ends_with("version")) return false;
  // Snell without a version carries no UDP and is refused with it.
  const bool snell = use.proxy_type == "snell" || use.place == KeyPlace::provider_override;
  if (key.name == "udp" && snell) return false;
  if (use.place == KeyPlace::ws_options || use.place == KeyPlace::grpc_options) return true;
  return !is_text_like(key) || is_free_text(key.name);
}

/// The bytes of the key itself; nothing where the file writes it otherwise, or
/// where it stands outside of the mapping (an alias, a merge).
std::optional<Span> bare_key(const Sources& sources, const KeyUse& use) {
  const YamlNode& key = *use.entry.key;
  const Span whole = use.mapping->span;
  if (key.span.file != whole.file || key.span.begin < whole.begin || key.span.end > whole.end)
    return std::nullopt;
  const std::string_view written = sources.text(key.span);
  if (written == key.text) return key.span;
  if (written.size() != key.text.size() + 2 || written.substr(1, key.text.size()) != key.text)
    return std::nullopt;
  return Span{.file = key.span.file, .begin = key.span.begin + 1, .end = key.span.end - 1};
}

}  // namespace

bool surely_taken(const KeyUse& use, const KnownKey& key) {
  const YamlNode& value = resolved(*use.entry.value);
  return takes_type(key, value) && place_takes(use, key, value);
}

const YamlNode* key_beside(const KeyUse& use, std::string_view name) {
  const std::string wanted = compared_key(use.place, name);
  for (const YamlEntry& entry : yaml_entries(*use.mapping).entries) {
    if (entry.key != use.entry.key && compared_key(use.place, entry.key->text) == wanted) return entry.key;
  }
  return nullptr;
}

std::optional<Fix> rename_key(const Sources& sources, const KeyUse& use, const KnownKey& key) {
  const bool anchored = use.mapping->properties != nullptr && !use.mapping->properties->anchor.empty();
  if (use.through != nullptr || anchored || key_beside(use, key.name) != nullptr) return std::nullopt;
  const std::optional<Span> place = bare_key(sources, use);
  if (!place || !surely_taken(use, key)) return std::nullopt;
  return Fix{.title = fmt::format("write \"{}\"", key.name),
             .applicability = Applicability::unsafe,
             .edits = {{.span = *place, .text = std::string(key.name)}}};
}

}  // namespace clashlint
