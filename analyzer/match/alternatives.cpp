#include "analyzer/match/alternatives.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyzer/match/address_leaves.h"
#include "analyzer/match/chain.h"
#include "analyzer/match/evaluate.h"
#include "analyzer/match/walk.h"
#include "rules/base/source.h"
#include "rules/base/strings.h"
#include "rules/profile/profile.h"

namespace clashlint {
namespace {

// How the story is found: the address of a name is varied over samples of
// every address rule that stands above the winner, and the walk says what each
// leads to. One rule is walked at most kTries times, so that a profile with a
// hundred address rules stays a matter of milliseconds.

constexpr std::size_t kLeavesPerRule = 64;
constexpr std::size_t kSamplesPerLeaf = 32;
constexpr int kTries = 4;

/// Addresses that lists of countries and networks rarely hold. A name is told
/// by its IPv4 address, as the core prefers it.
constexpr std::string_view kOrdinary[] = {"203.0.113.77", "198.51.100.77", "192.0.2.77", "93.184.215.14",
                                          "45.33.32.156"};
constexpr std::string_view kOrdinary6 = "2001:db8::77";

struct RuleLeaves {
  const Rule* rule = nullptr;
  int index = 0;
  std::vector<AddressLeaf> leaves;
};

class Teller {
 public:
  Teller(const Profile& profile, const Sources& sources, const Query& query, const Selections& selections,
         StoryOptions options)
      : profile_(profile), sources_(sources), selections_(selections), options_(options) {
    story_.query = query;
  }

  Story run() {
    story_.first = walk_with({});
    open_address();
    find_addresses();
    find_ipv6();
    find_failure();
    find_other_network();
    find_missing();
    find_next_taker();
    order_alternatives();
    suggest();
    return std::move(story_);
  }

 private:
  Answer walk_with(WalkOptions walk_options) const {
    return walk(profile_, story_.query, selections_, walk_options);
  }

  Answer walk_address(std::optional<IpAddress> address, WalkOptions walk_options = {}) const {
    Query query = story_.query;
    query.dns = address;
    return walk(profile_, query, selections_, walk_options);
  }

  std::string line_of(const Rule& rule) const {
    const std::uint32_t line = sources_.position(rule.span).line;
    // The profile is the first file of a run.
    return rule.span.file == 0 ? fmt::format("line {}", line)
                               : fmt::format("line {} of {}", line, sources_[rule.span.file].name());
  }

  bool differs(const Answer& answer) const { return answer.target != story_.first.target; }

  Alternative& add(AlternativeCause cause, std::string when, Answer answer) {
    Alternative& alternative = story_.alternatives.emplace_back();
    alternative.cause = cause;
    alternative.when = std::move(when);
    alternative.because = answer.rule;
    alternative.because_index = answer.rule_index;
    alternative.answer = std::move(answer);
    return alternative;
  }

  Alternative& add_address(const IpAddress& address, std::string when, Answer answer) {
    Alternative& alternative = add(AlternativeCause::address, std::move(when), std::move(answer));
    alternative.why = asks_first(alternative.answer);
    alternative.witness = address;
    return alternative;
  }

  /// Fills in an address that no address rule takes, if the name's is open.
  void open_address() {
    story_.address_open = !options_.dns_given && story_.first.dns_asked;
    if (!story_.address_open) return;
    collect_leaves();
    const std::optional<IpAddress> ordinary = ordinary_address();
    story_.address_decides = !ordinary;
    story_.query.dns = ordinary ? *ordinary : *parse_ip(kOrdinary[0]);
    story_.first = walk_with({});
  }

  const std::vector<Rule>& list() const {
    for (const std::unique_ptr<SubRuleList>& list : profile_.sub_rules) {
      if (list->name == story_.query.sub_rules) return list->rules;
    }
    return profile_.rules;
  }

  void collect_leaves() {
    int index = 0;
    for (const Rule& rule : list()) {
      RuleLeaves found{.rule = &rule, .index = index++, .leaves = address_leaves(rule, kLeavesPerRule)};
      if (!found.leaves.empty()) leaves_.push_back(std::move(found));
    }
  }

  /// Does the leaf alone take the address?
  bool takes(const AddressLeaf& leaf, const IpAddress& address) const {
    Connection connection;
    connection.query = &story_.query;
    connection.dst_ip = address;
    return Evaluator(profile_, connection).evaluate(*leaf.rule, {.resolve = false}).value;
  }

  bool taken_before(const IpAddress& address, int index) const {
    return std::ranges::any_of(leaves_, [&](const RuleLeaves& rule) {
      return rule.index < index &&
             std::ranges::any_of(rule.leaves, [&](const AddressLeaf& leaf) { return takes(leaf, address); });
    });
  }

  std::optional<IpAddress> ordinary_address() const {
    const int past_end = static_cast<int>(list().size());
    for (const std::string_view text : kOrdinary) {
      const IpAddress address = *parse_ip(text);
      if (!taken_before(address, past_end)) return address;
    }
    for (const RuleLeaves& rule : leaves_) {
      for (const AddressLeaf& leaf : rule.leaves) {
        for (const IpAddress& inside : sample_addresses(profile_, leaf, kTries)) {
          const std::optional<IpAddress> beside = previous(inside);
          if (beside && !beside->is_v6 && !taken_before(*beside, past_end)) return beside;
        }
      }
    }
    return std::nullopt;
  }

  /// For each address rule, an address that it takes and no earlier one does.
  void find_addresses() {
    if (!story_.address_open) return;
    const bool winner_takes_all =
        story_.first.rule != nullptr && address_leaves(*story_.first.rule, 1).empty();
    for (const RuleLeaves& rule : leaves_) {
      if (winner_takes_all && rule.index > story_.first.rule_index) break;
      if (!try_rule(rule, false)) try_rule(rule, true);
    }
  }

  /// First with addresses that no earlier rule takes; those may be taken only
  /// in appearance (a rule that does not see the address yet), so then with all.
  bool try_rule(const RuleLeaves& rule, bool also_taken) {
    int tries = 0;
    for (const AddressLeaf& leaf : rule.leaves) {
      if (tries >= kTries) return false;
      if (try_leaf(rule, leaf, also_taken, tries)) return true;
    }
    return false;
  }

  bool try_leaf(const RuleLeaves& rule, const AddressLeaf& leaf, bool also_taken, int& tries) {
    for (const IpAddress& address : sample_addresses(profile_, leaf, kSamplesPerLeaf)) {
      if (tries >= kTries) return false;
      if (!also_taken && taken_before(address, rule.index)) continue;
      ++tries;
      Answer answer = walk_address(address);
      if (!differs(answer) || !decides(rule, address, answer)) continue;
      Alternative& alternative = add_address(address, "address in " + describe(leaf), std::move(answer));
      alternative.because = rule.rule;
      alternative.because_index = rule.index;
      return true;
    }
    return false;
  }

  /// The rule wins, or no longer wins, or without it the connection would end elsewhere.
  bool decides(const RuleLeaves& rule, const IpAddress& address, const Answer& answer) const {
    return answer.rule == rule.rule || story_.first.rule == rule.rule ||
           walk_address(address, {.without = rule.index}).target != answer.target;
  }

  /// A name with an IPv6 address only, where no rule about addresses takes that.
  void find_ipv6() {
    const IpAddress address = *parse_ip(kOrdinary6);
    if (!story_.address_open || taken_before(address, static_cast<int>(list().size()))) return;
    Answer answer = walk_address(address);
    if (!differs(answer)) return;
    add_address(address, "an IPv6 address", std::move(answer));
  }

  std::string asks_first(const Answer& answer) const {
    if (story_.first.rule == nullptr || answer.nameservers.empty()) return {};
    return fmt::format("asks {} for the name before {} is reached", shown_server(answer.nameservers.front()),
                       line_of(*story_.first.rule));
  }

  /// `223.5.5.5` for `udp://223.5.5.5:53`; other schemes as they are.
  static std::string shown_server(std::string_view server) {
    if (!server.starts_with("udp://") || !server.ends_with(":53")) return std::string(server);
    server.remove_prefix(6);
    server.remove_suffix(3);
    return std::string(server);
  }

  void find_failure() {
    if (!story_.address_open) return;
    Answer answer = walk_address(std::nullopt);
    if (!differs(answer)) {
      story_.same.push_back(AlternativeCause::resolve_fails);
      return;
    }
    add(AlternativeCause::resolve_fails, "name not found", std::move(answer));
  }

  void find_other_network() {
    if (options_.network_given) return;
    Query query = story_.query;
    query.network = Network::udp;
    Answer answer = walk(profile_, query, selections_, {.steps = true});
    if (!differs(answer)) {
      story_.same.push_back(AlternativeCause::udp);
      return;
    }
    const bool quic = story_.query.dst_port == 443 || story_.query.dst_port == 0;
    std::string why = why_udp_differs(answer);
    answer.steps.clear();
    add(AlternativeCause::udp, quic ? "UDP (QUIC)" : "UDP", std::move(answer)).why = std::move(why);
  }

  /// The TCP winner was passed over because its leaf carries no UDP, or another rule came first.
  std::string why_udp_differs(const Answer& answer) const {
    const auto passed_over = std::ranges::find_if(answer.steps, [&](const Step& step) {
      return step.depth == 0 && step.rule == story_.first.rule && step.result == StepResult::no_udp;
    });
    if (passed_over == answer.steps.end()) {
      return answer.rule == nullptr ? std::string() : line_of(*answer.rule) + " takes it over UDP";
    }
    const std::string_view leaf =
        story_.first.chain.empty() ? story_.first.target : story_.first.chain.back();
    if (answer.rule == nullptr) {
      return fmt::format("{} carries no UDP; nothing after it takes UDP either{}", leaf,
                         ends_in_match() ? ", MATCH included" : "");
    }
    return fmt::format("{} carries no UDP, so {} takes it", leaf, line_of(*answer.rule));
  }

  bool ends_in_match() const { return !list().empty() && list().back().kind == RuleKind::match; }

  /// What happens if a set that is not here holds the connection.
  void find_missing() {
    for (const Dependency& dependency : story_.first.depends_on) {
      if (!is_list(dependency.kind)) continue;
      if (story_.first.host.empty() && holds_names(dependency)) continue;
      Answer answer = walk_with({.assume_held = dependency.name});
      if (!differs(answer)) continue;
      const std::string when = fmt::format("{} holds it", dependency.name);
      Alternative& alternative = add(AlternativeCause::missing, when, std::move(answer));
      alternative.why = dependency.why;
      alternative.dependency = dependency;
    }
  }

  /// A list of names cannot hold a connection without one.
  bool holds_names(const Dependency& dependency) const {
    return dependency.kind == Dependency::Kind::geosite ||
           std::ranges::any_of(profile_.rule_sets, [&](const std::unique_ptr<RuleSet>& set) {
             return set->name == dependency.name && set->behavior == ProviderBehavior::domain;
           });
  }

  void find_next_taker() {
    if (story_.first.rule_index < 0) return;
    const Answer answer = walk_with({.without = story_.first.rule_index});
    story_.would_take = answer.rule;
    story_.would_take_index = answer.rule_index;
  }

  /// Addresses of the wide world first; private ones rarely happen to a public name.
  void order_alternatives() {
    const auto rank = [](const Alternative& alternative) {
      return alternative.is_local() ? 100 : static_cast<int>(alternative.cause);
    };
    std::ranges::stable_sort(story_.alternatives, {}, rank);
  }

  void suggest() {
    const auto stolen = std::ranges::find_if(story_.alternatives, [](const Alternative& alternative) {
      return alternative.cause == AlternativeCause::address && !alternative.is_local();
    });
    if (stolen != story_.alternatives.end()) suggest_order(*stolen);
    const auto udp = std::ranges::find(story_.alternatives, AlternativeCause::udp, &Alternative::cause);
    if (udp != story_.alternatives.end()) suggest_udp();
  }

  /// Moving the winner up helps only if it needs no address itself.
  void suggest_order(const Alternative& stolen) {
    const Rule* const winner = story_.first.rule;
    if (winner == nullptr || winner->kind == RuleKind::match || !address_leaves(*winner, 1).empty()) return;
    const Rule* const above = first_asker(stolen);
    if (above == nullptr) return;
    const bool may_skip = above->kind != RuleKind::and_ && above->kind != RuleKind::or_ &&
                          above->kind != RuleKind::not_ && above->kind != RuleKind::sub_rule;
    std::string remedy = fmt::format("move {} above {}", line_of(*winner), line_of(*above));
    if (may_skip && stays_without_asking(*above))
      remedy += fmt::format(" (or add no-resolve to {})", line_of(*above));
    story_.remedies.push_back(std::move(remedy));
  }

  const Rule* first_asker(const Alternative& stolen) const {
    const Answer answer = walk_address(stolen.witness, {.steps = true});
    for (const Step& step : answer.steps) {
      if (step.depth == 0 && step.asked_dns) return step.rule;
    }
    return nullptr;
  }

  /// With this one rule quiet, does nothing above the winner ask any more?
  bool stays_without_asking(const Rule& asker) const {
    const auto at = std::ranges::find_if(list(), [&](const Rule& rule) { return &rule == &asker; });
    return !walk_with({.without = static_cast<int>(at - list().begin())}).dns_asked;
  }

  void suggest_udp() {
    const std::string_view leaf = story_.first.chain.empty() ? std::string_view() : story_.first.chain.back();
    for (const std::unique_ptr<Outbound>& outbound : profile_.outbounds) {
      if (outbound->name != leaf || !lacks_udp_key(*outbound)) continue;
      story_.remedies.push_back(fmt::format("give {} `udp: true`", leaf));
      return;
    }
  }

  const Profile& profile_;
  const Sources& sources_;
  const Selections& selections_;
  StoryOptions options_;
  std::vector<RuleLeaves> leaves_;
  Story story_;
};

}  // namespace

Story tell(const Profile& profile, const Sources& sources, const Query& query, const Selections& selections,
           StoryOptions options) {
  return Teller(profile, sources, query, selections, options).run();
}

}  // namespace clashlint
