#include "rules/profile/known_keys.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <limits>

#include "rules/base/strings.h"
#include "rules/profile/fields.h"
#include "rules/profile/proxy_types.h"
#include "rules/profile/typed.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

enum class Compare : std::uint8_t { exact, without_case, without_case_and_dash };

struct PlaceRow {
  KeyPlace place;
  std::string_view name;
  Compare compare = Compare::exact;
  SchemaType section = SchemaType::text;  ///< of typed ones
};

constexpr PlaceRow kPlaces[] = {
    {KeyPlace::top, "", Compare::exact, SchemaType::top},
    {KeyPlace::cors, "external-controller-cors", Compare::exact, SchemaType::section_cors},
    {KeyPlace::tls, "tls", Compare::exact, SchemaType::section_tls},
    {KeyPlace::dns, "dns", Compare::exact, SchemaType::section_dns},
    {KeyPlace::fallback_filter, "fallback-filter", Compare::exact, SchemaType::section_fallback_filter},
    {KeyPlace::ntp, "ntp", Compare::exact, SchemaType::section_ntp},
    {KeyPlace::tun, "tun", Compare::exact, SchemaType::section_tun},
    {KeyPlace::tuic_server, "tuic-server", Compare::exact, SchemaType::section_tuic_server},
    {KeyPlace::iptables, "iptables", Compare::exact, SchemaType::section_iptables},
    {KeyPlace::experimental, "experimental", Compare::exact, SchemaType::section_experimental},
    {KeyPlace::profile, "profile", Compare::exact, SchemaType::section_profile},
    {KeyPlace::geox_url, "geox-url", Compare::exact, SchemaType::section_geox_url},
    {KeyPlace::sniffer, "sniffer", Compare::exact, SchemaType::section_sniffer},
    {KeyPlace::sniff_entry, "an entry of sniff", Compare::exact, SchemaType::section_sniff_entry},
    {KeyPlace::group, "a proxy group", Compare::without_case},
    {KeyPlace::proxy_provider, "a proxy-provider", Compare::without_case},
    {KeyPlace::health_check, "health-check", Compare::without_case},
    {KeyPlace::provider_override, "override", Compare::without_case},
    {KeyPlace::rule_provider, "a rule-provider", Compare::without_case},
    {KeyPlace::listener, "a listener", Compare::without_case_and_dash},
    {KeyPlace::proxy, "a proxy", Compare::without_case_and_dash},
    {KeyPlace::smux, "smux", Compare::without_case_and_dash},
    {KeyPlace::reality_options, "reality-opts", Compare::without_case_and_dash},
    {KeyPlace::ech_options, "ech-opts", Compare::without_case_and_dash},
    {KeyPlace::ws_options, "ws-opts", Compare::without_case_and_dash},
    {KeyPlace::grpc_options, "grpc-opts", Compare::without_case_and_dash},
    {KeyPlace::h2_options, "h2-opts", Compare::without_case_and_dash},
    {KeyPlace::http_options, "http-opts", Compare::without_case_and_dash},
};

// Options of proxies, from the public wiki (https://wiki.metacubex.one/config/proxies/).
constexpr FieldSpec kSmux[] = {{"enabled", FieldType::boolean},         {"protocol", FieldType::text},
                               {"max-connections", FieldType::integer}, {"min-streams", FieldType::integer},
                               {"max-streams", FieldType::integer},     {"padding", FieldType::boolean},
                               {"statistic", FieldType::boolean},       {"only-tcp", FieldType::boolean},
                               {"brutal-opts", FieldType::map}};
constexpr FieldSpec kReality[] = {{"public-key", FieldType::text},
                                  {"short-id", FieldType::text},
                                  {"support-x25519mlkem768", FieldType::boolean}};
constexpr FieldSpec kEch[] = {
    {"enable", FieldType::boolean}, {"config", FieldType::text}, {"query-server-name", FieldType::text}};
constexpr FieldSpec kWs[] = {{"path", FieldType::text},
                             {"headers", FieldType::map},
                             {"max-early-data", FieldType::integer},
                             {"early-data-header-name", FieldType::text},
                             {"v2ray-http-upgrade", FieldType::boolean},
                             {"v2ray-http-upgrade-fast-open", FieldType::boolean}};
constexpr FieldSpec kGrpc[] = {
    {"grpc-service-name", FieldType::text}, {"grpc-user-agent", FieldType::text},
    {"ping-interval", FieldType::integer},  {"max-connections", FieldType::integer},
    {"min-streams", FieldType::integer},    {"max-streams", FieldType::integer}};
constexpr FieldSpec kH2[] = {{"host", FieldType::texts}, {"path", FieldType::text}};
constexpr FieldSpec kHttp[] = {
    {"method", FieldType::text}, {"path", FieldType::texts}, {"headers", FieldType::map}};

struct OptionsRow {
  std::string_view key;
  KeyPlace place;
  std::span<const FieldSpec> fields;
};
constexpr OptionsRow kOptions[] = {
    {"smux", KeyPlace::smux, kSmux},
    {"reality-opts", KeyPlace::reality_options, kReality},
    {"ech-opts", KeyPlace::ech_options, kEch},
    {"ws-opts", KeyPlace::ws_options, kWs},
    {"grpc-opts", KeyPlace::grpc_options, kGrpc},
    {"h2-opts", KeyPlace::h2_options, kH2},
    {"http-opts", KeyPlace::http_options, kHttp},
};

// What the wiki and the release notes name beside the tables: enough not to
// take one of them for another one misspelt.
constexpr std::string_view kSeen[] = {"aead-method",
                                      "allow-insecure",
                                      "bbr-profile",
                                      "certificate",
                                      "client-auth-cert",
                                      "client-auth-type",
                                      "client-metadata",
                                      "custom-table",
                                      "custom-tables",
                                      "decryption",
                                      "ech-key",
                                      "enable-pure-downlink",
                                      "fallback",
                                      "handshake-timeout",
                                      "hostname",
                                      "httpmask",
                                      "ignore-client-bandwidth",
                                      "initial-connection-receive-window",
                                      "initial-stream-receive-window",
                                      "ip-stack",
                                      "jls-config",
                                      "jls-opts",
                                      "kcp-tun",
                                      "masquerade",
                                      "max-connection-receive-window",
                                      "max-idle-time",
                                      "max-stream-receive-window",
                                      "mekya-opts",
                                      "mkcp-opts",
                                      "multiplex",
                                      "name-cert-verify",
                                      "padding-max",
                                      "padding-min",
                                      "padding-scheme",
                                      "private-key",
                                      "quic",
                                      "rate-limit",
                                      "reality-config",
                                      "realm-opts",
                                      "res-tls",
                                      "restls-opts",
                                      "reuse",
                                      "shadow-tls",
                                      "shadow-tls-opts",
                                      "simple-obfs",
                                      "table-type",
                                      "target",
                                      "tlsmirror-opts",
                                      "traffic-pattern",
                                      "users",
                                      "xhttp-config",
                                      "xhttp-opts"};

const PlaceRow& row_of(KeyPlace place) {
  const auto* const row = std::ranges::find(kPlaces, place, &PlaceRow::place);
  assert(row != std::end(kPlaces) && "every place has a row");
  return *row;
}

void add_fields(std::vector<KnownKey>& keys, std::span<const FieldSpec> fields) {
  for (const FieldSpec& field : fields) keys.push_back({field.name, field.type});
}

void add_proxy_fields(std::vector<KnownKey>& keys, std::string_view type) {
  add_fields(keys, common_proxy_fields());
  keys.push_back({"type", FieldType::text});
  for (const ProxyType& each : proxy_types()) {
    if (type.empty() || type == each.type) add_fields(keys, each.fields);
  }
}

bool takes_whole_number(const YamlNode& value, std::int64_t min, std::int64_t max) {
  const std::optional<std::int64_t> number = value.is_scalar() ? typed_int_value(value) : std::nullopt;
  return number && *number >= min && *number <= max;
}

bool takes_word(const YamlNode& value, const SchemaWords& row) {
  return value.is_scalar() && std::ranges::any_of(row.words, [&](std::string_view word) {
           return !word.empty() && ascii_iequals(word, value.text);
         });
}

bool typed_takes(const YamlNode& value, SchemaType type) {
  switch (type) {
    case SchemaType::text:
      return value.is_scalar();
    case SchemaType::boolean:
      return yaml_typed_bool(value).has_value();
    case SchemaType::integer:
      return takes_whole_number(value, std::numeric_limits<std::int64_t>::min(),
                                std::numeric_limits<std::int64_t>::max());
    case SchemaType::natural16:
      return takes_whole_number(value, 0, 0xFFFF);
    case SchemaType::natural32:
      return takes_whole_number(value, 0, 0xFFFFFFFF);
    case SchemaType::texts:
      return value.is_sequence() && std::ranges::all_of(value.children, [](const YamlNode* item) {
               return resolved(*item).is_scalar() && !is_null(resolved(*item));
             });
    case SchemaType::tunnel_mode:
    case SchemaType::log_level:
    case SchemaType::process_mode:
    case SchemaType::dns_mode:
    case SchemaType::filter_mode:
    case SchemaType::tun_stack:
      return takes_word(value, schema_words(type));
    default:
      return false;
  }
}

}  // namespace

std::string_view name_of(KeyPlace place) { return row_of(place).name; }

std::optional<KeyPlace> key_place(SchemaType section) {
  if (section == SchemaType::text) return std::nullopt;
  const auto* const row = std::ranges::find(kPlaces, section, &PlaceRow::section);
  return row == std::end(kPlaces) ? std::nullopt : std::optional(row->place);
}

std::optional<KeyPlace> options_place(std::string_view key) {
  const auto* const row = std::ranges::find(kOptions, key, &OptionsRow::key);
  return row == std::end(kOptions) ? std::nullopt : std::optional(row->place);
}

std::string compared_key(KeyPlace place, std::string_view key) {
  const Compare compare = row_of(place).compare;
  if (compare == Compare::exact) return std::string(key);
  std::string folded = ascii_lower(key);
  if (compare == Compare::without_case_and_dash) std::ranges::replace(folded, '_', '-');
  return folded;
}

bool holds_all_keys(KeyPlace place) { return row_of(place).compare != Compare::without_case_and_dash; }

std::vector<KnownKey> known_keys(KeyPlace place, std::string_view proxy_type) {
  std::vector<KnownKey> keys;
  const SchemaType section = row_of(place).section;
  for (const SchemaRow& row : schema_rows()) {
    if (row.section == section) keys.push_back({row.key, row.type});
  }
  switch (place) {
    case KeyPlace::group:
      add_fields(keys, group_fields());
      break;
    case KeyPlace::proxy_provider:
      add_fields(keys, proxy_provider_fields());
      break;
    case KeyPlace::health_check:
      add_fields(keys, health_check_fields());
      break;
    case KeyPlace::provider_override:
      add_fields(keys, provider_override_fields());
      break;
    case KeyPlace::rule_provider:
      add_fields(keys, rule_provider_fields());
      break;
    case KeyPlace::listener:
      add_fields(keys, listener_fields());
      keys.push_back({"type", FieldType::text});
      break;
    case KeyPlace::proxy:
      add_proxy_fields(keys, proxy_type);
      break;
    default:
      break;
  }
  if (const auto* const options = std::ranges::find(kOptions, place, &OptionsRow::place);
      options != std::end(kOptions)) {
    add_fields(keys, options->fields);
  }
  return keys;
}

bool is_seen_key(std::string_view compared) { return std::ranges::binary_search(kSeen, compared); }

bool takes_type(const KnownKey& key, const YamlNode& written) {
  const YamlNode& value = resolved(written);
  if (const auto* const field = std::get_if<FieldType>(&key.type)) {
    const bool by_type = *field != FieldType::any && *field != FieldType::map && *field != FieldType::maps;
    return by_type && !is_null(value) && field_takes(value, *field);
  }
  return !is_null(value) && typed_takes(value, std::get<SchemaType>(key.type));
}

}  // namespace clashlint
