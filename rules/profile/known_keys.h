#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/profile/schema_types.h"
#include "rules/profile/structure.h"

namespace clashlint {

/// The kinds of mapping that the core reads by key.
enum class KeyPlace : std::uint8_t {
  top,
  cors,
  tls,
  dns,
  fallback_filter,
  ntp,
  tun,
  tuic_server,
  iptables,
  experimental,
  profile,
  geox_url,
  sniffer,
  sniff_entry,
  group,
  proxy_provider,
  health_check,
  provider_override,
  rule_provider,
  listener,
  proxy,
  smux,
  reality_options,
  ech_options,
  ws_options,
  grpc_options,
  h2_options,
  http_options
};

/// As it stands behind "in": `dns`, `a proxy group`; empty for the top level.
std::string_view name_of(KeyPlace place);

/// The place that a section of schema.def is; nothing for types that are no section.
std::optional<KeyPlace> key_place(SchemaType section);

/// The place that the options under a key of a proxy are: `ws-opts`, `smux` …
std::optional<KeyPlace> options_place(std::string_view key);

/// A key as the core compares it: letter by letter in typed sections, without
/// case in groups and providers, in proxies and listeners also with `_` for `-`
/// (`semantics.md` A.3, A.5).
std::string compared_key(KeyPlace place, std::string_view key);

/// Whether `known_keys` holds every key of the place. Those of proxies and
/// listeners change with nearly every version of the core: there it holds the
/// common ones, and `is_seen_key` more.
bool holds_all_keys(KeyPlace place);

struct KnownKey {
  std::string_view name;
  std::variant<SchemaType, FieldType> type;
};

/// The keys that the core reads in a place; in a proxy, those of its type
/// (all types together where `proxy_type` is none).
std::vector<KnownKey> known_keys(KeyPlace place, std::string_view proxy_type = {});

/// A key of some proxy or listener that stands in no table, `compared_key` of it.
bool is_seen_key(std::string_view compared);

/// Whether the value has a type that the core takes under this key. False also
/// where that cannot be said by looking at the type alone (sections, policies).
bool takes_type(const KnownKey& key, const YamlNode& value);

}  // namespace clashlint
