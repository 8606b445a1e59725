#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/catalogue/service.h"
#include "rules/base/finding.h"

namespace clashlint {

/// How sure it is that somebody misses what is described.
enum class Need : std::uint8_t { high, medium, low };
std::optional<Need> need_named(std::string_view word);

/// Where a fake address hurts.
enum class Harm : std::uint8_t {
  always,
  local,    ///< the core does not learn the real one either: no resolver of the network is asked
  proxied,  ///< the name goes through a proxy
  udp,      ///< UDP does not come to the core
};
std::optional<Harm> harm_named(std::string_view word);

/// Names that need their real address where the core answers with fake ones.
struct RealAddressNames {
  std::string id{};    ///< `stun`
  std::string name{};  ///< in a sentence: `STUN and TURN servers`
  std::string why{};   ///< what fails with a fake address, lower case, no full stop
  Need need = Need::medium;
  Harm harm = Harm::always;
  bool named = false;                  ///< only who names one of them has them
  std::vector<std::string> probes{};   ///< names to ask about
  std::vector<std::string> entries{};  ///< of a fake-ip-filter, which take every probe
  std::string geosite{};               ///< a list of GeoSite.dat that takes some of them, or empty
};

/// An entry of a fake-ip-filter that does nothing, or not what it looks like.
struct MiswrittenEntry {
  std::string entry{};
  std::string why{};
  std::string instead{};  ///< empty: nothing
};

/// A public resolver that a program can ask past the core.
struct PublicResolver {
  std::string name{};
  std::vector<std::string> https{};  ///< names, DNS over HTTPS
  std::vector<std::string> tls{};    ///< names, DNS over TLS
  std::vector<std::string> addresses{};
  std::string country{};  ///< `CN`; empty: no matter which
  bool upgrade = false;   ///< browsers go over to it where the system's resolver is one of `addresses`
};

/// A name whose answer "not found" keeps a program from using a resolver of its own.
struct Canary {
  std::string name{};
  std::string program{};
};

enum class ProbeWorth : std::uint8_t { good, weak, bad };
std::optional<ProbeWorth> probe_worth_named(std::string_view word);

/// A link by which groups measure their members.
struct ProbeUrl {
  std::string url{};
  ProbeWorth worth = ProbeWorth::good;
  std::string says{};  ///< what an answer says, lower case, no full stop
};

struct NameCatalogue {
  std::vector<RealAddressNames> real_addresses{};
  std::vector<MiswrittenEntry> miswritten{};
  std::vector<PublicResolver> resolvers{};
  std::vector<Canary> canaries{};
  std::vector<ProbeUrl> probe_urls{};
};

/// `services.yaml`, read when first asked for.
const std::vector<Service>& built_in_services();

/// `names.yaml`, read when first asked for.
const NameCatalogue& name_catalogue();

/// Null: nothing is known of the link.
const ProbeUrl* find_probe_url(std::string_view url);

/// What is wrong with the two files; a test sees to it that nothing is.
Findings catalogue_faults();

}  // namespace clashlint
