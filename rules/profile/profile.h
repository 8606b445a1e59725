#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/base/finding.h"
#include "rules/base/source.h"
#include "rules/kind/rule.h"
#include "rules/profile/lost_entries.h"
#include "rules/profile/set_rows.h"
#include "rules/provider/mmdb.h"
#include "rules/provider/mrs.h"
#include "rules/value/domain_set.h"
#include "rules/value/domain_trie.h"
#include "rules/value/ip.h"

namespace clashlint {

enum class TunnelMode : std::uint8_t { rule, global, direct };
enum class ProcessMode : std::uint8_t { strict, always, off };

/// What an outbound does to the walk. `proxy` is everything that is dialled.
enum class OutboundKind : std::uint8_t {
  direct,
  reject,
  pass,
  pass_rule,
  rematch,
  proxy,
  select,
  url_test,
  fallback,
  load_balance,
  smart
};

bool is_group(OutboundKind kind);

struct Outbound;

/// How a group measures its members, as it is written.
struct GroupProbe {
  std::string url;              ///< empty: the core's own, or that of a provider
  std::int64_t interval = 0;    ///< seconds; 0: not given
  std::uint16_t tolerance = 0;  ///< milliseconds, as the core cuts the number
  std::string strategy;         ///< of load-balance; empty: consistent-hashing
};

/// The part of an outbound that only groups have.
struct GroupPart {
  std::vector<const Outbound*> members;  ///< after filters, in order; never empty
  std::string default_selected;
  GroupProbe probe;
  bool disable_udp = false;
  bool fell_back = false;                      ///< nothing was left: members is the empty-fallback
  std::vector<std::string> missing_providers;  ///< proxy-providers whose nodes are not known
};

/// A built-in, a proxy, a provider's node or a group.
struct Outbound {
  std::string name;
  OutboundKind kind = OutboundKind::proxy;
  std::string adapter;  ///< `Shadowsocks`, `Selector` …: what exclude-type compares
  bool udp = true;      ///< of its own; groups: see `semantics.md` B.11
  Span span;            ///< of its name in the file; empty for built-ins
  std::unique_ptr<GroupPart> group;
  std::string rematch_name;      ///< `target-rematch-name`
  std::string rematch_sub_rule;  ///< `target-sub-rule`
};

/// Why something has no content: for messages. Empty `why`: it has.
struct Availability {
  bool available = true;
  std::string why;  ///< `rules/company.yaml is missing`
};

/// A proxy-provider with the nodes that could be read of it.
struct ProxyProvider {
  std::string name;
  Availability availability;
  std::vector<const Outbound*> nodes;  ///< after its filters and overrides
  Span span;                           ///< of its key
};

/// A rule-provider with what could be read of it.
struct RuleSet {
  std::string name;
  ProviderBehavior behavior = ProviderBehavior::domain;
  std::string type;  ///< file, http, inline
  std::string format = "yaml";
  std::string path;  ///< as the output shows it, relative to home
  Availability availability;
  DomainSet domains;
  IpSet addresses;
  SetRows rows;  ///< classical
  std::size_t entry_count = 0;
  LostEntries lost;
  std::vector<std::uint32_t> odd;   ///< indexes of entries of `domains` or `rows` that are no plain names
  Span span;                        ///< of its key
  std::optional<FileId> file;       ///< where the entries stand, if they stand in a text of their own
  std::optional<FileId> unread;     ///< its file, where that holds no list of this format
  std::optional<std::size_t> size;  ///< bytes of its file, if there is one

  bool holds_nothing() const { return domains.empty() && addresses.empty() && rows.empty(); }
};

struct SubRuleList {
  std::string name;
  std::vector<Rule> rules;
  Span span;
};

/// A list of GeoSite.dat, ready to be asked (`semantics.md` F.2).
struct GeositeMatcher {
  std::string name;  ///< `google@ads`
  DomainSet domains;
  std::vector<std::string> keywords;
  std::vector<Regex> regexes;
  std::size_t entry_count = 0;
  std::vector<std::string> attributes;  ///< where those asked for leave nothing: all that the list has
  bool fold_host = false;               ///< geosite-matcher: mph lower-cases the host for all

  /// No entry has the attributes that were asked for.
  bool left_empty() const { return entry_count == 0 && name.find('@') != std::string::npos; }
};

/// One value of `hosts`.
struct HostsValue {
  std::vector<IpAddress> addresses;
  std::string alias;  ///< a domain, or empty
  Span span;
};

struct Hosts {
  DomainTrie names;  ///< to an index of `values`
  std::vector<HostsValue> values;
};

/// An entry of a list that takes names: `geosite:x` or `rule-set:x`.
struct NameMatcher {
  std::string name;  ///< as written, for messages
  Span span;         ///< of the scalar it stands in
  std::optional<GeositeList> geosite;
  const RuleSet* set = nullptr;  ///< domain or classical
};

/// One segment of nameserver-policy (`semantics.md` G.4): a run of plain
/// domains, or one matcher.
struct PolicySegment {
  std::optional<DomainTrie> domains;  ///< to an index of `servers`
  NameMatcher matcher;
  std::vector<std::vector<std::string>> servers;  ///< by trie value; [0] for a matcher
};

enum class FakeIpFilterMode : std::uint8_t { blacklist, whitelist, rule };

struct Dns {
  bool enable = false;
  bool ipv6 = false;
  bool fake_ip = false;  ///< enhanced-mode: fake-ip
  bool redir_host = true;
  std::optional<IpPrefix> fake_range;
  std::optional<IpPrefix> fake_range6;
  FakeIpFilterMode filter_mode = FakeIpFilterMode::blacklist;
  DomainSet filter_patterns;  ///< blacklist, whitelist
  std::vector<NameMatcher> filter;
  std::vector<Rule> filter_rules;        ///< rule mode; targets `fake-ip`, `real-ip`
  std::vector<std::string> nameservers;  ///< written out: `udp://1.1.1.1:53`
  std::vector<std::string> fallback;
  std::vector<PolicySegment> policy;
  std::vector<PolicySegment> proxy_policy;  ///< proxy-server-nameserver-policy
  DomainSet fallback_patterns;
  std::vector<NameMatcher> fallback_domains;
};

/// A file beside the profile on which what it does depends.
struct DataFile {
  enum class Kind : std::uint8_t { rule_set, proxy_provider, geosite, geoip, mmdb };
  Kind kind = Kind::rule_set;
  std::string path;         ///< to be opened by
  bool missing = false;     ///< where the core would look for it
  std::size_t entries = 0;  ///< of a list, as many as were read
};

/// Where the core looks for files (`semantics.md` A.9).
struct Home {
  std::string path;          ///< as given
  std::string geodata_path;  ///< where geodata was found, if elsewhere
};

/// A profile as the core would run it. Rules, sets and outbounds point into
/// it: it is never copied, and moving it moves only the owner. Entries of sets
/// point into the texts of `Sources`, which must outlive it.
struct Profile {
  TunnelMode mode = TunnelMode::rule;
  bool ipv6 = true;
  bool geodata_mode = false;
  ProcessMode process_mode = ProcessMode::strict;
  std::vector<std::unique_ptr<Outbound>> outbounds;  ///< built-ins, proxies, groups, provider nodes
  std::unordered_map<std::string_view, const Outbound*> by_name;  ///< not the provider nodes
  std::vector<std::unique_ptr<ProxyProvider>> proxy_providers;
  std::vector<std::unique_ptr<RuleSet>> rule_sets;
  std::vector<std::unique_ptr<SubRuleList>> sub_rules;
  std::vector<Rule> rules;
  Hosts hosts;
  Dns dns;
  std::vector<NameMatcher> sniffer_names;  ///< of force-domain and skip-domain
  std::optional<Mmdb> country;             ///< GEOIP with `geodata-mode: false`
  Availability country_availability;
  std::optional<Mmdb> asn;
  Availability asn_availability;
  Home home;
  std::vector<DataFile> data_files;  ///< in the order in which they were asked for; one may stand there twice
};

}  // namespace clashlint
