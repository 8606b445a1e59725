#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/profile/dns_filter.h"
#include "rules/profile/geodata.h"
#include "rules/profile/name_matchers.h"
#include "rules/profile/nameserver.h"
#include "rules/profile/sections.h"
#include "rules/profile/typed.h"
#include "rules/value/domain_pattern.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

constexpr std::string_view kDefaultNameservers[] = {"https://doh.pub/dns-query", "tls://223.5.5.5:853"};

/// Stands in for a `dns:` that is absent: every field keeps its default.
const YamlNode& empty_section() {
  static const YamlNode kEmpty = [] {
    YamlNode node;
    node.kind = YamlKind::mapping;
    return node;
  }();
  return kEmpty;
}

class DnsLoader {
 public:
  DnsLoader(LoadContext& context, const YamlNode& section)
      : context_(context), section_(section), dns_(context.profile.dns) {}

  void load() {
    read_switches();
    read_servers();
    read_policies();
    check_default_servers();
    read_ranges();
    if (dns_.fake_ip) load_fake_ip_filter(context_, section_);
    check_pool();
    if (!dns_.fallback.empty()) read_fallback_filter();
  }

 private:
  Finding& refuse(Span span, std::string message, std::string core_message) {
    return context_.refuse("invalid-dns", span, std::move(message), std::move(core_message));
  }

  void refuse_server(Span span, std::size_t index, const std::string& why) {
    refuse(span, "this is no nameserver", fmt::format("DNS NameServer[{}] {}", index, why))
        .notes.emplace_back(
            "a nameserver is an address, system, or a link: udp:// tcp:// tls:// https:// quic:// dhcp:// "
            "rcode://");
  }

  /// Of the value; of the key where the value goes over several lines.
  Span span_of(std::string_view key) const {
    for (const YamlEntry& entry : yaml_entries(section_).entries) {
      if (entry.key->text != key) continue;
      return entry.value->style == YamlStyle::block ? entry.key->span : entry.value->span;
    }
    return section_.span;
  }

  bool present(std::string_view key) const { return yaml_find(section_, key) != nullptr; }

  void read_switches() {
    const std::string mode = ascii_lower(typed_string(section_, "enhanced-mode").value_or("redir-host"));
    dns_.enable = typed_bool(section_, "enable").value_or(false);
    dns_.ipv6 = typed_bool(section_, "ipv6").value_or(false) && context_.profile.ipv6;
    dns_.fake_ip = mode == "fake-ip";
    dns_.redir_host = mode == "redir-host";
    const std::string filter =
        ascii_lower(typed_string(section_, "fake-ip-filter-mode").value_or("blacklist"));
    if (filter == "whitelist") dns_.filter_mode = FakeIpFilterMode::whitelist;
    if (filter == "rule") dns_.filter_mode = FakeIpFilterMode::rule;
  }

  void read_servers() {
    if (present("nameserver")) {
      dns_.nameservers = server_list(typed_strings(yaml_find(section_, "nameserver")));
    } else {
      for (const std::string_view server : kDefaultNameservers)
        dns_.nameservers.push_back(parse_nameserver(server)->text);
    }
    if (dns_.enable && present("nameserver") && typed_strings(yaml_find(section_, "nameserver")).empty()) {
      refuse(span_of("nameserver"), "dns is on and has no nameserver",
             "if DNS configuration is turned on, NameServer cannot be empty");
    }
    dns_.fallback = server_list(typed_strings(yaml_find(section_, "fallback")));
    const std::vector<TypedText> for_proxies = typed_strings(yaml_find(section_, "proxy-server-nameserver"));
    server_list(for_proxies);
    server_list(typed_strings(yaml_find(section_, "direct-nameserver")));
    if (typed_bool(section_, "respect-rules").value_or(false) && for_proxies.empty()) {
      refuse(span_of("respect-rules"),
             "respect-rules needs proxy-server-nameserver, or proxies cannot be resolved",
             "if “respect-rules” is turned on, “proxy-server-nameserver” cannot be empty");
    }
  }

  /// Exact repetitions are dropped, as the core drops them.
  std::vector<std::string> server_list(const std::vector<TypedText>& texts) {
    std::vector<std::string> out;
    std::size_t index = 0;
    for (const TypedText& text : texts) add_server(text.text, text.node->span, index++, out);
    return out;
  }

  void add_server(std::string_view text, Span span, std::size_t index, std::vector<std::string>& out) {
    const Result<Nameserver> server = parse_nameserver(text);
    if (!server) {
      refuse_server(span, index, server.error());
    } else if (std::ranges::find(out, server->text) == out.end()) {
      out.push_back(server->text);
    }
  }

  void read_policies() {
    read_policy("nameserver-policy", dns_.policy);
    read_policy("proxy-server-nameserver-policy", dns_.proxy_policy);
    if (!dns_.proxy_policy.empty() && typed_strings(yaml_find(section_, "proxy-server-nameserver")).empty()) {
      refuse(span_of("proxy-server-nameserver-policy"), "this policy needs proxy-server-nameserver",
             "disallow empty `proxy-server-nameserver` when `proxy-server-nameserver-policy` is set");
    }
  }

  /// A mapping without merging: keys stand for themselves, and a key written
  /// twice keeps its first place and its last value.
  struct PolicyEntry {
    const YamlNode* key;
    const YamlNode* value;
  };
  static std::vector<PolicyEntry> policy_entries(const YamlNode& mapping) {
    std::vector<PolicyEntry> out;
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t at = 0; at + 1 < mapping.children.size(); at += 2) {
      const YamlNode* const key = &resolved(*mapping.children[at]);
      const auto [place, fresh] = places.try_emplace(key->text, out.size());
      if (fresh) out.push_back({.key = key, .value = nullptr});
      out[place->second].value = &resolved(*mapping.children[at + 1]);
    }
    return out;
  }

  void read_policy(std::string_view section, std::vector<PolicySegment>& policy) {
    const YamlNode* const node = typed_child(section_, section);
    if (node == nullptr || !node->is_mapping()) return;
    for (const PolicyEntry& entry : policy_entries(*node)) {
      std::vector<std::string> servers;
      if (read_policy_servers(entry, servers)) read_policy_key(*entry.key, servers, policy);
    }
  }

  bool read_policy_servers(const PolicyEntry& entry, std::vector<std::string>& servers) {
    const YamlNode& value = *entry.value;
    const YamlType type = yaml_type(value);
    if (type == YamlType::null) {
      context_.refuse("core-crash", entry.key->span, "a policy without a server: the core crashes on it",
                      "panic: runtime error: invalid memory address or nil pointer dereference");
      return false;
    }
    if (type == YamlType::string) {
      add_server(value.text, value.span, 0, servers);
      return true;
    }
    if (type != YamlType::sequence) {
      refuse(value.span, "a policy needs a server or a list of servers",
             "value format error, must be string or array");
      return false;
    }
    std::size_t index = 0;
    for (const YamlNode* item : value.children) {
      add_server(is_null(*item) ? "<nil>" : resolved(*item).text, item->span, index++, servers);
    }
    return true;
  }

  void read_policy_key(const YamlNode& key, const std::vector<std::string>& servers,
                       std::vector<PolicySegment>& policy) {
    const PrefixedEntry entry = split_prefix(key.text);
    if (entry.prefix == EntryPrefix::none || entry.prefix == EntryPrefix::geoip) {
      for (const std::string_view domain : split(key.text, ','))
        add_policy_domain(key, domain, servers, policy);
      return;
    }
    for (const std::string& name : entry.names) {
      const bool geosite = entry.prefix == EntryPrefix::geosite;
      Result<NameMatcher> matcher =
          geosite ? geosite_matcher(context_, name, key.span) : rule_set_matcher(context_, name, key.span);
      if (!matcher) {
        refuse_matcher(context_, geosite, name, key.span, "invalid-dns", matcher.error());
        continue;
      }
      PolicySegment segment;
      segment.matcher = *matcher;
      segment.servers.push_back(servers);
      policy.push_back(std::move(segment));
    }
  }

  /// A run of plain domains is one trie: in it the most specific name decides, not the order.
  void add_policy_domain(const YamlNode& key, std::string_view domain,
                         const std::vector<std::string>& servers, std::vector<PolicySegment>& policy) {
    if (!valid_domain_pattern(domain)) {
      context_.refuse("invalid-domain-pattern", key.span, domain_pattern_fault(domain),
                      fmt::format("DNS ResoverRule invalid domain: {}", domain));
      return;
    }
    if (policy.empty() || !policy.back().domains) {
      policy.emplace_back();
      policy.back().domains.emplace();
    }
    PolicySegment& run = policy.back();
    run.domains->insert(domain, static_cast<int>(run.servers.size()));
    run.servers.push_back(servers);
  }

  void check_default_servers() {
    if (!present("default-nameserver")) return;
    const std::vector<TypedText> texts = typed_strings(yaml_find(section_, "default-nameserver"));
    if (texts.empty()) {
      refuse(span_of("default-nameserver"), "default-nameserver is empty",
             "default nameserver should have at least one nameserver");
    }
    std::size_t index = 0;
    for (const TypedText& text : texts) {
      const Result<Nameserver> server = parse_nameserver(text.text);
      if (!server) {
        refuse_server(text.node->span, index, server.error());
      } else if (server->scheme != "system" && !parse_ip(server->host)) {
        refuse(text.node->span, "a default nameserver must be given by its address: it resolves the others",
               "default nameserver should be pure IP");
      }
      ++index;
    }
  }

  void read_ranges() {
    const std::string range = typed_string(section_, "fake-ip-range").value_or("198.18.0.1/16");
    if (range.empty()) {
      no_range4_ = true;
    } else if (const Result<IpPrefix> prefix = parse_prefix(range); !prefix) {
      refuse(span_of("fake-ip-range"), range_advice(range), prefix.error());
    } else if (prefix->address.is_v6) {
      refuse(span_of("fake-ip-range"), "fake-ip-range must be IPv4",
             "dns.fake-ip-range must be a IPv4 prefix");
    } else {
      dns_.fake_range = *prefix;
    }
    // Without IPv6 the core empties this key before it looks at it.
    const std::string range6 =
        context_.profile.ipv6 ? typed_string(section_, "fake-ip-range6").value_or("") : "";
    if (range6.empty()) return;
    if (const Result<IpPrefix> prefix = parse_prefix(range6); !prefix) {
      refuse(span_of("fake-ip-range6"), range_advice(range6), prefix.error());
    } else if (!prefix->address.is_v6) {
      refuse(span_of("fake-ip-range6"), "fake-ip-range6 must be IPv6",
             "dns.fake-ip-range6 must be a IPv6 prefix");
    } else {
      dns_.fake_range6 = *prefix;
    }
  }

  /// The pool begins at the fourth address and must end before the last.
  void check_pool() {
    if (!dns_.fake_ip) return;
    const auto too_small = [](const IpPrefix& prefix) {
      return prefix.address.bit_count() - prefix.bits < 3;
    };
    if (dns_.fake_range && too_small(*dns_.fake_range)) {
      refuse(span_of("fake-ip-range"), "this range is too small to give out addresses",
             "ipnet don't have valid ip");
    }
    if (dns_.fake_range6 && too_small(*dns_.fake_range6)) {
      refuse(span_of("fake-ip-range6"), "this range is too small to give out addresses",
             "ipnet don't have valid ip");
    }
    if (no_range4_ && !dns_.fake_range6) {
      refuse(span_of("fake-ip-range"), "fake-ip mode needs a range",
             "disallow `fake-ip-range` and `fake-ip-range6` both empty with fake-ip mode");
    }
  }

  void read_fallback_filter() {
    const YamlNode* const node = typed_child(section_, "fallback-filter");
    const YamlNode& filter = node == nullptr ? empty_section() : *node;
    if (typed_bool(filter, "geoip").value_or(true)) {
      const std::string code = typed_string(filter, "geoip-code").value_or("CN");
      if (const Result<GeoipCode> known = context_.geodata.geoip(code); !known) {
        refuse(filter.span, fmt::format("\"{}\" is not in the geodata", code),
               fmt::format("load GeoIP dns fallback filter error, {}", known.error()));
      }
    }
    read_fallback_addresses(filter);
    read_fallback_names(filter);
  }

  void read_fallback_addresses(const YamlNode& filter) {
    std::size_t index = 0;
    for (const TypedText& item : typed_strings(yaml_find(filter, "ipcidr"))) {
      if (const Result<IpPrefix> prefix = parse_prefix(item.text); !prefix) {
        refuse(item.node->span, range_advice(item.text),
               fmt::format("DNS FallbackIP[{}] format error: {}", index, prefix.error()));
      }
      ++index;
    }
  }

  void read_fallback_names(const YamlNode& filter) {
    std::vector<std::string> patterns;
    std::size_t index = 0;
    for (const TypedText& item : typed_strings(yaml_find(filter, "domain"))) {
      if (valid_domain_pattern(item.text)) {
        patterns.push_back(item.text);
      } else {
        refuse(item.node->span, fmt::format("\"{}\" is no domain pattern", item.text),
               fmt::format("DNS FallbackDomain[{}] format error: invalid domain", index));
      }
      ++index;
    }
    dns_.fallback_patterns = DomainSet::build(std::move(patterns));
    index = 0;
    for (const TypedText& item : typed_strings(yaml_find(filter, "geosite"))) {
      Result<NameMatcher> matcher = geosite_matcher(context_, item.text, item.node->span);
      if (matcher) {
        dns_.fallback_domains.push_back(*matcher);
      } else {
        context_.refuse("unknown-geosite", item.node->span,
                        fmt::format("\"{}\" is not in the geodata", item.text),
                        fmt::format("DNS FallbackGeosite[{}] format error: {}", index, matcher.error()));
      }
      ++index;
    }
  }

  LoadContext& context_;
  const YamlNode& section_;
  Dns& dns_;
  bool no_range4_ = false;
};

}  // namespace

void load_dns(LoadContext& context) {
  const YamlNode* const section = typed_child(context.root, "dns");
  const bool usable = section != nullptr && section->is_mapping();
  DnsLoader(context, usable ? *section : empty_section()).load();
}

}  // namespace clashlint
