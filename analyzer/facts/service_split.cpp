#include "analyzer/facts/service_split.h"

#include <algorithm>

#include "analyzer/match/address_leaves.h"

namespace clashlint {
namespace {

using Over = ServiceSplit::Over;

/// Conditions on addresses that are looked at in one rule, and addresses asked about in each.
constexpr std::size_t kLeaves = 16;
constexpr std::size_t kSamples = 2;
/// Walks to find an address that would keep hosts together.
constexpr int kMaxTries = 16;

bool chooses(const Dependency& dependency) {
  return dependency.kind == Dependency::Kind::group_choice ||
         dependency.kind == Dependency::Kind::proxy_provider;
}

class Finder {
 public:
  Finder(const Profile& profile, const ServiceWalker& walker, const ServiceRoutes& routes, Over over)
      : profile_(profile), walker_(walker), routes_(routes) {
    split_.over = over;
  }

  std::optional<ServiceSplit> run() {
    gather();
    if (compared_.empty()) return std::nullopt;
    const Way most = main_way();
    split_.model =
        *std::ranges::find_if(compared_, [&](const HostRoute* host) { return way(*host) == most; });
    for (const HostRoute* host : compared_) {
      if (!(way(*host) == most) && !may_join(*host)) split_.apart.push_back(host);
    }
    if (split_.apart.empty()) return std::nullopt;
    judge();
    return std::move(split_);
  }

 private:
  const Way& way(const HostRoute& route) const { return way_over(route, split_.over); }
  const Answer& answer(const HostRoute& route) const { return answer_over(route, split_.over); }

  // QUIC that is refused is no other way: programs go on over TCP.
  void gather() {
    for (const HostRoute& route : routes_.hosts) {
      if (!routes_.service->is_together(route.host->role)) continue;
      const Way& its = way(route);
      const bool refused = split_.over == Over::udp && its.kind == Way::Kind::reject;
      if (its.kind == Way::Kind::none || refused) continue;
      compared_.push_back(&route);
      companions_.push_back({.way = its, .said = route.said});
    }
  }

  // Over TCP they go one way, and that is the one that is meant.
  Way main_way() const {
    const Way& first = compared_.front()->way;
    const bool one =
        std::ranges::all_of(compared_, [&](const HostRoute* host) { return host->way == first; });
    const bool kept =
        std::ranges::any_of(compared_, [&](const HostRoute* host) { return way(*host) == first; });
    return split_.over != Over::tcp && one && kept ? first : way_of_most(companions_);
  }

  Answer ask(const HostRoute& route, std::optional<IpAddress> dns, std::string_view assume_held) const {
    const Network network = split_.over == Over::udp ? Network::udp : Network::tcp;
    return walker_.ask(*route.host, network, dns, assume_held);
  }

  bool may_join(const HostRoute& host) const { return by_list(host) || by_address(host); }

  // Is there a list that is not here and, if it held both, would send them one of the two ways?
  bool by_list(const HostRoute& host) const {
    std::vector<Dependency> lists = answer(host).depends_on;
    const std::vector<Dependency>& others = answer(*split_.model).depends_on;
    lists.insert(lists.end(), others.begin(), others.end());
    std::erase_if(lists, [](const Dependency& list) { return list.rule_index < 0 || !is_list(list.kind); });
    return std::ranges::any_of(lists, [&](const Dependency& list) {
      const Way own = way_of(profile_, ask(host, answer(host).address, list.name));
      const Way models = way_of(profile_, ask(*split_.model, answer(*split_.model).address, list.name));
      return own == models && (own == way(*split_.model) || own == way(host));
    });
  }

  // A name can resolve to an address of which a rule says where the others go.
  bool by_address(const HostRoute& host) const {
    const Answer& own = answer(host);
    if (!own.dns_asked) return false;
    int tries = 0;
    const auto end = static_cast<std::size_t>(own.rule_index);
    for (std::size_t row = 0; row < std::min(end, profile_.rules.size()) && tries < kMaxTries; ++row) {
      const Rule& rule = profile_.rules[row];
      const bool only_names = rule.kind == RuleKind::domain || rule.kind == RuleKind::domain_suffix;
      if (only_names || !(way_to(profile_, rule.target) == way(*split_.model))) continue;
      for (const AddressLeaf& leaf : address_leaves(rule, kLeaves)) {
        for (const IpAddress& address : sample_addresses(profile_, leaf, kSamples)) {
          ++tries;
          if (way_of(profile_, ask(host, address, {})) == way(*split_.model)) return true;
        }
      }
    }
    return false;
  }

  bool is_fixed(const HostRoute& route) const {
    return std::ranges::none_of(answer(route).depends_on, chooses);
  }

  void judge() {
    split_.certain = true;
    split_.same_now = true;
    std::vector<Way> seen{way(*split_.model)};
    for (const HostRoute* host : split_.apart) {
      if (std::ranges::find(seen, way(*host)) == seen.end()) seen.push_back(way(*host));
      const bool differ_now = answer(*host).chain.back() != answer(*split_.model).chain.back();
      split_.same_now = split_.same_now && !differ_now;
      const bool fixed = differ_now && is_fixed(*host) && is_fixed(*split_.model);
      split_.certain = split_.certain && (fixed || surely_part(way(*host), way(*split_.model)));
    }
    split_.ways = seen.size();
  }

  const Profile& profile_;
  const ServiceWalker& walker_;
  const ServiceRoutes& routes_;
  std::vector<const HostRoute*> compared_;
  std::vector<Companion> companions_;  ///< the same, to find the way of most
  ServiceSplit split_;
};

}  // namespace

std::optional<ServiceSplit> find_split(const Profile& profile, const ServiceWalker& walker,
                                       const ServiceRoutes& routes) {
  for (const Over over : {Over::tcp, Over::udp, Over::ipv6}) {
    if (std::optional<ServiceSplit> split = Finder(profile, walker, routes, over).run()) return split;
  }
  return std::nullopt;
}

const Way& way_over(const HostRoute& route, Over over) {
  switch (over) {
    case Over::tcp:
      return route.way;
    case Over::udp:
      return route.udp;
    case Over::ipv6:
      return route.ipv6;
  }
  return route.way;
}

const Answer& answer_over(const HostRoute& route, Over over) {
  switch (over) {
    case Over::tcp:
      return route.answer;
    case Over::udp:
      return route.udp_answer;
    case Over::ipv6:
      return route.ipv6_answer;
  }
  return route.answer;
}

}  // namespace clashlint
