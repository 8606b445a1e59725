#include "analyzer/facts/udp_ends.h"

#include <algorithm>
#include <unordered_map>

#include "analyzer/facts/routes.h"
#include "analyzer/match/chain.h"
#include "analyzer/match/walk.h"

namespace clashlint {
namespace {

/// Rows of one target that are asked about: each costs some walks.
constexpr std::size_t kMaxAsked = 3;
constexpr std::uint16_t kPort = 443;

/// Null: it carries UDP, or it is not known whether it does.
const Outbound* carries_none(const Profile& profile, const std::string& target) {
  const auto found = profile.by_name.find(target);
  if (found == profile.by_name.end()) return nullptr;
  const Chain chain = follow(profile, *found->second, {});
  if (chain.udp || chain.passes || chain.rematch != nullptr) return nullptr;
  const auto off = std::ranges::find_if(
      chain.hops, [](const Outbound* hop) { return hop->group && hop->group->disable_udp; });
  return off == chain.hops.end() ? chain.hops.back() : *off;
}

/// A rule about one name is the plainest to tell of, then what takes all.
int plainness(const Rule& rule) {
  const bool name = rule.kind == RuleKind::domain || rule.kind == RuleKind::domain_suffix;
  return name ? 0 : rule.kind == RuleKind::match ? 1 : 2;
}

class EndSearch {
 public:
  EndSearch(const Profile& profile, const JudgedLists::List& list) : profile_(profile), list_(list) {}

  std::vector<UdpEnd> run() {
    std::unordered_map<std::string_view, int> places;  // -1: it carries UDP
    std::vector<UdpEnd> ends;
    for (int row = 0; row < list_.size(); ++row) {
      const Rule& rule = list_.rule(row);
      if (rule.kind == RuleKind::sub_rule || list_.dead[static_cast<std::size_t>(row)].as != DeadAs::alive)
        continue;
      const auto [place, fresh] = places.try_emplace(rule.target, -1);
      if (fresh) {
        if (const Outbound* leaf = carries_none(profile_, rule.target)) {
          place->second = static_cast<int>(ends.size());
          ends.push_back({.target = rule.target, .leaf = leaf});
        }
      }
      if (place->second >= 0) ends[static_cast<std::size_t>(place->second)].rows.push_back(row);
    }
    std::erase_if(ends, [&](UdpEnd& end) { return !ask(end); });
    return ends;
  }

 private:
  /// False: nothing of it ends where it is not meant to.
  bool ask(UdpEnd& end) {
    std::size_t asked = 0;
    std::vector<int> rows = end.rows;
    std::ranges::stable_sort(rows, {}, [&](int row) { return plainness(list_.rule(row)); });
    for (const int row : rows) {
      if (asked >= kMaxAsked) break;
      std::optional<Witness> witness = list_.judge.witness(row);
      if (!witness || witness->query.network == Network::udp) continue;
      ++asked;
      Query query = std::move(witness->query);
      query.network = Network::udp;
      query.dst_port = kPort;
      Answer answer = walk(profile_, query, {}, {.steps = true});
      const bool passed = std::ranges::any_of(answer.steps, [&](const Step& step) {
        return step.depth == 0 && step.index == row && step.result == StepResult::no_udp;
      });
      // What is refused for QUIC is settled; a group may choose to refuse it.
      if (!passed || may_refuse(profile_, answer.target)) continue;
      end.row = row;
      end.query = std::move(query);
      end.answer = std::move(answer);
      return true;
    }
    return false;
  }

  const Profile& profile_;
  const JudgedLists::List& list_;
};

}  // namespace

std::vector<UdpEnd> find_udp_ends(const Profile& profile, JudgedLists& lists) {
  if (lists.size() == 0 || profile.mode != TunnelMode::rule) return {};
  return EndSearch(profile, lists[0]).run();
}

}  // namespace clashlint
