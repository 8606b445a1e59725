// A resolver that can only be reached by asking it.
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/check/reporter.h"
#include "analyzer/dns/intake.h"
#include "analyzer/dns/node_servers.h"
#include "analyzer/dns/resolvers.h"
#include "analyzer/match/dns_view.h"
#include "rules/profile/names.h"
#include "rules/profile/typed.h"
#include "rules/value/reach.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

/// The port behind the last colon, as far as it is written.
std::string_view port_of(std::string_view address) {
  const std::size_t colon = address.rfind(':');
  return colon == std::string_view::npos ? std::string_view() : address.substr(colon + 1);
}

class LoopCheck {
 public:
  LoopCheck(const Facts& facts, Reporter& report)
      : facts_(facts), profile_(facts.profile), report_(report), servers_(facts) {}

  void run() {
    report_own_listener();
    const YamlEntry for_nodes = dns_entry(facts_, "proxy-server-nameserver");
    if (for_nodes.value != nullptr && !typed_strings(&resolved(*for_nodes.value)).empty()) {
      look_at_nodes_of("proxy-server-nameserver", resolvers_of(facts_, "proxy-server-nameserver"), "");
    } else {
      look_at_nodes_of("nameserver", resolvers_of(facts_, "nameserver"),
                       "without proxy-server-nameserver nodes are looked up here, too");
      look_at_fallback();
    }
    look_at_bootstrap();
  }

 private:
  /// A node whose name has to be resolved before the resolver behind it can be asked.
  struct Knot {
    const Resolver* resolver = nullptr;
    NodeServers::Server server{};
  };

  /// Nothing where the resolver can be reached without a name.
  std::optional<Knot> knot_of(const Resolver& resolver) const {
    const Outbound* const outbound =
        resolver.through.empty() ? nullptr : find_outbound(profile_, resolver.through);
    if (outbound == nullptr || exit_of(profile_, resolver.through) != Exit::proxy) return std::nullopt;
    Knot knot{.resolver = &resolver, .server = servers_.behind(*outbound)};
    if (knot.server.known && knot.server.name.empty()) return std::nullopt;
    return knot;
  }

  /// The first knot, if every resolver of a list has one.
  std::optional<Knot> all_knotted(const std::vector<Resolver>& resolvers) const {
    std::optional<Knot> first;
    for (const Resolver& resolver : resolvers) {
      std::optional<Knot> knot = knot_of(resolver);
      if (!knot) return std::nullopt;
      if (!first) first = std::move(knot);
    }
    return first;
  }

  /// `hosts` or a policy may know the node's name.
  bool known_otherwise(const std::string& name, std::string_view key) const {
    if (name.empty()) return false;
    if (!look_up_hosts(profile_.hosts, name).addresses.empty()) return true;
    if (key == "proxy-server-nameserver") {
      const std::vector<ResolverPolicy> policies =
          resolver_policies(facts_, "proxy-server-nameserver-policy");
      return !policies.empty();  // who writes one thought of it
    }
    std::vector<Dependency> missing;
    const NameserverView view = nameservers_for(profile_, name, missing);
    return !missing.empty() || view.kind == NameserverKind::policy;
  }

  void look_at_nodes_of(std::string_view key, const std::vector<Resolver>& resolvers, std::string note) {
    const std::optional<Knot> knot = all_knotted(resolvers);
    if (!knot || known_otherwise(knot->server.name, key)) return;
    Finding& finding = tell(*knot);
    if (!note.empty()) finding.notes.push_back(std::move(note));
    finding.notes.push_back(key == "nameserver"
                                ? "add proxy-server-nameserver with a resolver that is asked directly"
                                : "ask at least one of them directly, without `#`");
  }

  // Answers with an address abroad are taken from `fallback` alone.
  void look_at_fallback() {
    if (profile_.dns.fallback.empty()) return;
    const YamlEntry filter = dns_entry(facts_, "fallback-filter");
    const bool geoip = filter.value == nullptr || typed_bool(resolved(*filter.value), "geoip").value_or(true);
    const std::vector<Resolver> resolvers = resolvers_of(facts_, "fallback");
    const std::optional<Knot> knot = all_knotted(resolvers);
    if (!geoip || !knot || known_otherwise(knot->server.name, "fallback")) return;
    Finding& finding = tell(*knot);
    finding.confidence = Confidence::depends;
    finding.notes.emplace_back(
        "a node abroad is looked up here: fallback-filter takes such addresses from fallback alone");
    finding.notes.emplace_back("add proxy-server-nameserver with a resolver that is asked directly");
  }

  Finding& tell(const Knot& knot) {
    const Resolver& resolver = *knot.resolver;
    const std::string node =
        knot.server.known ? knot.server.node->name : fmt::format("the nodes of {}", resolver.through);
    Finding& finding =
        report_.add(resolver.span,
                    fmt::format("{} is asked through {}, which it has to find first", resolver.name, node));
    finding.primary.text = fmt::format("asked through {}", resolver.through);
    if (knot.server.known) {
      finding.related.push_back({.span = knot.server.span, .text = "has to be resolved first"});
    } else {
      finding.confidence = Confidence::depends;
      finding.notes.push_back(
          fmt::format("unless its nodes, which are not known here, are given by their addresses"));
    }
    return finding;
  }

  // default-nameserver finds the resolvers that are given by name.
  void look_at_bootstrap() {
    const std::vector<Resolver> bootstrap = resolvers_of(facts_, "default-nameserver");
    const std::optional<Knot> knot = all_knotted(bootstrap);
    if (!knot) return;
    std::vector<Resolver> finders = resolvers_of(facts_, "proxy-server-nameserver");
    if (finders.empty()) finders = resolvers_of(facts_, "nameserver");
    const auto named = std::ranges::find_if(finders, [](const Resolver& each) {
      return !each.server.host.empty() && !parse_ip(each.server.host) && !is_of_network(each);
    });
    if (named == finders.end()) return;
    Finding& finding = tell(*knot);
    finding.related.push_back(
        {.span = named->span, .text = "finds the node, and has to be found by this one"});
    finding.notes.emplace_back("ask default-nameserver directly, without `#`");
  }

  void report_own_listener() {
    const YamlNode* const listen = intake_of(facts_).listen;
    if (listen == nullptr) return;
    const Reach reach = reach_of(host_of(listen->text));
    for (const std::string_view key :
         {"nameserver", "fallback", "proxy-server-nameserver", "direct-nameserver", "default-nameserver"}) {
      for (const Resolver& resolver : resolvers_of(facts_, key)) {
        const bool plain = resolver.server.scheme == "udp" || resolver.server.scheme == "tcp";
        const bool same = plain && reach_of(resolver.server.host) == Reach::machine &&
                          reach != Reach::network && port_of(resolver.server.text) == port_of(listen->text);
        if (same) report_own(resolver, *listen);
      }
    }
  }

  void report_own(const Resolver& resolver, const YamlNode& listen) {
    Finding& finding =
        report_.add(resolver.span, fmt::format("{} is the core itself: it asks itself", resolver.name));
    finding.primary.text = "no answer comes from here";
    finding.related.push_back({.span = listen.span, .text = "listens there"});
  }

  const Facts& facts_;
  const Profile& profile_;
  Reporter& report_;
  NodeServers servers_;
};

void run(const Facts& facts, Reporter& report) {
  if (facts.profile.dns.enable && !facts.loaded.refused) LoopCheck(facts, report).run();
}

}  // namespace

extern constinit const Check resolver_loop{
    .id = "resolver-loop",
    .category = Category::dns,
    .summary = "a resolver is reached only through something that it has to find first",
    .run = run};

}  // namespace clashlint
