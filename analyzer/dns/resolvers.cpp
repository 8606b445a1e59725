#include "analyzer/dns/resolvers.h"

#include <algorithm>
#include <unordered_map>

#include "analyzer/catalogue/catalogue.h"
#include "analyzer/dns/intake.h"
#include "analyzer/facts/resolver_words.h"
#include "analyzer/match/dns_view.h"
#include "rules/base/strings.h"
#include "rules/profile/typed.h"
#include "rules/value/reach.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

/// What the core asks where the profile names nobody (`semantics.md` G.1).
struct Default {
  std::string_view key;
  std::string_view server;
};
constexpr Default kDefaults[] = {
    {"nameserver", "https://doh.pub/dns-query"}, {"nameserver", "tls://223.5.5.5:853"},
    {"default-nameserver", "114.114.114.114"},   {"default-nameserver", "223.5.5.5"},
    {"default-nameserver", "8.8.8.8"},           {"default-nameserver", "1.0.0.1"}};

bool respects_rules(const Facts& facts) {
  const YamlNode* const dns = dns_section(facts);
  return dns != nullptr && typed_bool(*dns, "respect-rules").value_or(false);
}

/// Servers that are never asked as rules say, or no address could be had for proxies.
bool may_follow_rules(std::string_view key) {
  return key == "nameserver" || key == "fallback" || key == "nameserver-policy";
}

void add(std::string_view text, Span span, bool by_rules, std::vector<Resolver>& out) {
  const Result<Nameserver> server = parse_nameserver(text);
  if (!server) return;
  Resolver resolver{.server = *server, .name = nameserver_name(server->text), .span = span};
  if (server->scheme == "system") resolver.name = "the system's resolver";
  const std::size_t hash = text.find('#');
  if (hash != std::string_view::npos) {
    for (const std::string_view part : split(text.substr(hash + 1), '&')) {
      if (part.find('=') == std::string_view::npos) resolver.through = part;
    }
  }
  if (resolver.through == "RULES") {
    resolver.through.clear();
    by_rules = true;
  }
  resolver.by_rules = by_rules && resolver.through.empty();
  out.push_back(std::move(resolver));
}

std::vector<Resolver> listed(const YamlNode& value, bool by_rules) {
  std::vector<Resolver> out;
  if (value.is_scalar()) add(value.text, value.span, by_rules, out);
  for (const TypedText& item : typed_strings(&value)) add(item.text, item.node->span, by_rules, out);
  return out;
}

const PublicResolver* known(const Nameserver& server) {
  const std::string host = ascii_lower(server.host);
  for (const PublicResolver& each : name_catalogue().resolvers) {
    for (const auto* names : {&each.https, &each.tls, &each.addresses}) {
      if (std::ranges::find(*names, host) != names->end()) return &each;
    }
  }
  return nullptr;
}

bool has_scheme(const Resolver& resolver, std::initializer_list<std::string_view> schemes) {
  return std::ranges::find(schemes, resolver.server.scheme) != schemes.end();
}

}  // namespace

std::vector<Resolver> resolvers_of(const Facts& facts, std::string_view key) {
  const bool by_rules = may_follow_rules(key) && respects_rules(facts);
  const YamlEntry entry = dns_entry(facts, key);
  if (entry.value != nullptr) return listed(resolved(*entry.value), by_rules);
  std::vector<Resolver> out;
  for (const Default& each : kDefaults) {
    if (each.key == key) add(each.server, {}, by_rules, out);
  }
  return out;
}

// Merging means nothing here: the core takes keys as they are written.
std::vector<ResolverPolicy> resolver_policies(const Facts& facts, std::string_view section) {
  std::vector<ResolverPolicy> policies;
  const YamlNode* const dns = dns_section(facts);
  const YamlNode* const mapping = dns == nullptr ? nullptr : typed_child(*dns, section);
  if (mapping == nullptr || !mapping->is_mapping()) return policies;
  const bool by_rules = may_follow_rules(section) && respects_rules(facts);
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t at = 0; at + 1 < mapping->children.size(); at += 2) {
    const YamlNode& key = resolved(*mapping->children[at]);
    const auto [place, fresh] = places.try_emplace(key.text, policies.size());
    if (fresh) policies.push_back({.key = &key});
    policies[place->second].resolvers = listed(resolved(*mapping->children[at + 1]), by_rules);
  }
  return policies;
}

bool asked_alike(const std::vector<Resolver>& a, const std::vector<Resolver>& b) {
  return std::ranges::equal(a, b, [](const Resolver& left, const Resolver& right) {
    return left.server.text == right.server.text && left.through == right.through &&
           left.by_rules == right.by_rules;
  });
}

ResolverBook::ResolverBook(const Facts& facts)
    : profile_(facts.profile), direct_(resolvers_of(facts, "direct-nameserver")) {
  if (!profile_.dns.enable) {
    add("system", {}, false, main_);
    return;
  }
  main_ = resolvers_of(facts, "nameserver");
  fallback_ = resolvers_of(facts, "fallback");
  const YamlNode* const dns = dns_section(facts);
  direct_by_policy_ = dns != nullptr && typed_bool(*dns, "direct-nameserver-follow-policy").value_or(false);
  for (ResolverPolicy& policy : resolver_policies(facts, "nameserver-policy")) {
    std::vector<std::string> servers;
    for (const Resolver& resolver : policy.resolvers) servers.push_back(resolver.server.text);
    const auto [place, fresh] = policies_.try_emplace(std::move(servers), policy.resolvers);
    // The same servers asked in two ways: which of them is meant is not known.
    if (!fresh && !asked_alike(place->second, policy.resolvers)) place->second.clear();
  }
}

const std::vector<Resolver>& ResolverBook::policy_for(std::span<const std::string> servers) const {
  static const std::vector<Resolver> kUnknown;
  const auto found = policies_.find({servers.begin(), servers.end()});
  return found == policies_.end() ? kUnknown : found->second;
}

const std::vector<Resolver>& ResolverBook::for_rules(std::string_view name) const {
  std::vector<Dependency> missing;
  const NameserverView view = nameservers_for(profile_, name, missing);
  if (!missing.empty()) return policy_for({});
  if (view.kind == NameserverKind::policy) return policy_for(view.servers);
  return view.kind == NameserverKind::fallback_only ? fallback_ : main_;
}

const std::vector<Resolver>& ResolverBook::for_direct(std::string_view name) const {
  if (direct_.empty()) return for_rules(name);
  if (!direct_by_policy_) return direct_;
  std::vector<Dependency> missing;
  const NameserverView view = nameservers_for(profile_, name, missing);
  if (!missing.empty()) return policy_for({});
  return view.kind == NameserverKind::policy ? policy_for(view.servers) : direct_;
}

bool is_of_network(const Resolver& resolver) {
  if (has_scheme(resolver, {"system", "dhcp", "ts", "tailscale"})) return true;
  if (reach_of(resolver.server.host) != Reach::everywhere) return true;
  // Networks of their own have theirs here: Tailscale, and providers behind NAT.
  const std::optional<IpAddress> address = parse_ip(resolver.server.host);
  return address && parse_prefix("100.64.0.0/10")->contains(*address);
}

bool is_plain(const Resolver& resolver) {
  return has_scheme(resolver, {"udp", "tcp", "http", "system", "dhcp"});
}

std::string_view country_of(const Resolver& resolver) {
  const PublicResolver* const found = known(resolver.server);
  return found == nullptr ? std::string_view() : std::string_view(found->country);
}

bool is_proxied(const Facts& facts, Routes& routes, const Resolver& resolver) {
  if (!resolver.through.empty()) {
    // A name that no outbound has is that of an interface.
    return facts.profile.by_name.contains(resolver.through) &&
           exit_of(facts.profile, resolver.through) == Exit::proxy;
  }
  if (!resolver.by_rules) return false;
  const bool udp = has_scheme(resolver, {"udp", "quic"});
  const Network network = udp ? Network::udp : Network::tcp;
  const bool plain = has_scheme(resolver, {"udp", "tcp"});
  const std::uint16_t port = plain ? 53 : has_scheme(resolver, {"tls", "quic"}) ? 853 : 443;
  const std::optional<IpAddress> address = parse_ip(resolver.server.host);
  const Route route =
      address ? routes.of(*address, network, port) : routes.of(resolver.server.host, network, port);
  return route.exit == Exit::proxy;
}

}  // namespace clashlint
