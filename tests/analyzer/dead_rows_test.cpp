// What the checks of order say of rows, and the law behind it: a row that is
// told to be dead, or without effect, can be deleted.
#include "analyzer/facts/dead_rows.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "analyzer/facts/judged_lists.h"
#include "analyzer/facts/no_effect.h"
#include "analyzer/match/walk.h"
#include "tests/support/small_profile.h"
#include "tests/support/small_world.h"

namespace clashlint {
namespace {

std::string text_of(const DeadRow& dead) {
  constexpr const char* kWords[] = {"alive",      "stranded", "behind",    "keyword",  "duplicate",
                                    "impossible", "shadowed", "redundant", "no effect"};
  std::string text = kWords[static_cast<int>(dead.as)];
  if (dead.first >= 0) text += " " + std::to_string(dead.first);
  const bool covered = dead.as == DeadAs::shadowed || dead.as == DeadAs::redundant;
  for (std::size_t at = 0; covered && at < dead.takers.size(); ++at)
    text += " " + std::to_string(dead.takers[at]);
  if (dead.other >= 0) text += " but " + std::to_string(dead.other);
  if (dead.depends) text += " depends";
  if (dead.tcp_only) text += " tcp";
  return text;
}

/// The last row of `rules`, or of the sub-rule list `list` where there are rows of it.
struct Case {
  const char* what;
  std::vector<std::string> rows;
  std::string last;
};

const std::vector<Case> kCases = {
    {"nothing above", {"DOMAIN,a.com,A"}, "alive"},
    {"a MATCH above", {"MATCH,A", "DOMAIN,a.com,B"}, "behind 0"},
    {"an AND without parts above", {"AND,(DOMAIN,x.com),A", "DOMAIN,a.com,B"}, "behind 0"},
    {"a MATCH without UDP above", {"MATCH,H", "DOMAIN,a.com,A"}, "shadowed 0 tcp"},
    {"a MATCH without UDP, closed", {"MATCH,H", "MATCH,REJECT"}, "duplicate 0 tcp"},
    {"the same again", {"DOMAIN,a.com,A", "DOMAIN,A.com,A"}, "duplicate 0"},
    {"the same for another", {"DOMAIN,a.com,A", "DOMAIN,a.com,B"}, "duplicate 0"},
    {"the same behind PASS", {"DOMAIN,a.com,PASS", "DOMAIN,a.com,B"}, "alive"},
    {"PASS", {"DOMAIN,a.com,PASS"}, "no effect"},
    {"a range as IPv6", {"IP-CIDR,2001:db8::/32,A", "IP-CIDR6,2001:db8::1/32,A"}, "duplicate 0"},
    {"with and without no-resolve", {"IP-CIDR,10.0.0.0/8,A,no-resolve", "IP-CIDR,10.0.0.0/8,A"}, "alive"},
    {"the same keyword", {"DOMAIN-KEYWORD,a,A", "DOMAIN-KEYWORD,a,B"}, "keyword 0"},
    {"a longer keyword", {"DOMAIN-KEYWORD,a,A", "DOMAIN-KEYWORD,bab,A"}, "keyword 0"},
    {"a longer keyword first", {"DOMAIN-KEYWORD,bab,A", "DOMAIN-KEYWORD,a,A"}, "alive"},
    {"no name at all", {"DOMAIN-SUFFIX,.a.com,A"}, "impossible"},
    {"a suffix for another", {"DOMAIN-SUFFIX,a.com,A", "DOMAIN,x.a.com,B"}, "shadowed 0"},
    {"a suffix for the same", {"DOMAIN-SUFFIX,a.com,A", "DOMAIN,x.a.com,A"}, "redundant 0"},
    {"another before the same",
     {"DOMAIN,x.a.com,B", "DOMAIN-SUFFIX,a.com,A", "DOMAIN,x.a.com,A"},
     "duplicate 0"},
    {"a keyword for another before the same",
     {"DOMAIN-KEYWORD,x,B", "DOMAIN-SUFFIX,a.com,A", "DOMAIN,x.a.com,A"},
     "shadowed 0"},
    {"the same before another",
     {"DOMAIN-SUFFIX,a.com,A", "DOMAIN-KEYWORD,x,B", "DOMAIN,x.a.com,A"},
     "redundant 0"},
    {"an exception above the rule that takes the rest",
     {"DOMAIN,y.a.com,B", "DOMAIN-SUFFIX,a.com,A", "DOMAIN-REGEX,^[xy]\\.a\\.com$,A"},
     "redundant 1"},
    {"that rule for another",
     {"DOMAIN,y.a.com,A", "DOMAIN-SUFFIX,a.com,B", "DOMAIN-REGEX,^[xy]\\.a\\.com$,A"},
     "shadowed 1"},
    {"two together", {"NETWORK,tcp,A", "NETWORK,udp,B", "DOMAIN,a.com,A"}, "shadowed 0 1"},
    {"two together for the same", {"NETWORK,tcp,A", "NETWORK,udp,A", "DOMAIN,a.com,A"}, "redundant 0 1"},
    {"what TCP leaves", {"NETWORK,tcp,A", "MATCH,B"}, "alive"},
    {"ports together", {"DST-PORT,0-99,A", "DST-PORT,100-65535,A", "DST-PORT,80-120,A"}, "redundant 0 1"},
    {"a target without UDP", {"DOMAIN-SUFFIX,a.com,H", "DOMAIN,x.a.com,A"}, "shadowed 0 tcp"},
    {"a target without UDP for the same", {"DOMAIN-SUFFIX,a.com,H", "DOMAIN,x.a.com,H"}, "redundant 0"},
};

TEST_CASE("dead rows: what is said of the last row") {
  for (const Case& one : kCases) {
    CAPTURE(one.what);
    std::string text = std::string(kOutbounds) + "rules:\n";
    for (const std::string& row : one.rows) text += "  - '" + row + "'\n";
    const SmallProfile profile(text);
    REQUIRE(!profile.loaded().refused);
    JudgedLists lists(profile.loaded());
    CHECK(text_of(lists[0].dead.back()) == one.last);
  }
}

TEST_CASE("dead rows: in the list of a SUB-RULE, PASS-RULE lets the next row have it") {
  const std::map<std::string, std::string> cases = {{"DOMAIN-SUFFIX,a.com,A", "shadowed 0"},
                                                    {"DOMAIN-SUFFIX,a.com,PASS-RULE", "alive"},
                                                    {"DOMAIN,x.a.com,PASS-RULE", "alive"},
                                                    {"MATCH,PASS-RULE", "alive"}};
  for (const auto& each : cases) {
    CAPTURE(each.first);
    const SmallProfile profile(
        std::string(kOutbounds) + "sub-rules: {list: ['" + each.first +
        "', 'DOMAIN,x.a.com,B']}\nrules: ['SUB-RULE,(NETWORK,tcp),list', 'MATCH,A']\n");
    JudgedLists lists(profile.loaded());
    CHECK(text_of(lists[1].dead.back()) == each.second);
  }
}

TEST_CASE("dead rows: nodes that are not here") {
  const std::string head = R"(
proxy-providers: {nodes: {type: http, url: 'https://example.com/', path: nodes.yaml}}
proxy-groups: [{name: N, type: select, use: [nodes]}]
rules:
)";
  const std::map<std::string, std::string> cases = {{"DOMAIN,x.a.com,DIRECT", "shadowed 0 depends"},
                                                    {"DOMAIN,x.a.com,N", "redundant 0"},
                                                    {"DOMAIN-SUFFIX,a.com,DIRECT", "duplicate 0 depends"}};
  for (const auto& each : cases) {
    CAPTURE(each.first);
    const SmallProfile profile(head + "  - 'DOMAIN-SUFFIX,a.com,N'\n  - '" + each.first + "'\n");
    JudgedLists lists(profile.loaded());
    CHECK(text_of(lists[0].dead.back()) == each.second);
  }
}

// --- Laws, on every connection of a small world

class Deleting {
 public:
  std::size_t deleted = 0;
  std::size_t without_effect = 0;

  /// Each row that is dead or without effect, deleted from `rules`.
  void check_rules(const std::vector<std::string>& rows) {
    const std::string text = small_world_of(rows);
    const SmallProfile profile(text);
    REQUIRE_MESSAGE(!profile.loaded().refused, text);
    JudgedLists lists(profile.loaded());
    const JudgedLists::List list = lists[0];
    for (int row = 0; row < list.size(); ++row) {
      const DeadRow& dead = list.dead[static_cast<std::size_t>(row)];
      if (dead.as == DeadAs::alive || dead.as == DeadAs::no_effect || asks(list, row)) continue;
      ++deleted;
      CAPTURE(text);
      CAPTURE(row);
      CAPTURE(text_of(dead));
      check_without(*profile, row, dead.tcp_only);
    }
    check_no_effect(*profile, list, rows);
  }

  /// The same in the list of a SUB-RULE.
  void check_sub_rules(const std::vector<std::string>& rows) {
    const std::string text = with_list(rows);
    const SmallProfile profile(text);
    REQUIRE_MESSAGE(!profile.loaded().refused, text);
    JudgedLists lists(profile.loaded());
    const JudgedLists::List list = lists[lists.size() - 1];
    REQUIRE(list.name == "list");
    std::vector<int> gone;
    for (int row = 0; row < list.size(); ++row) {
      const DeadRow& dead = list.dead[static_cast<std::size_t>(row)];
      if (dead.as != DeadAs::alive && !dead.tcp_only && !asks(list, row)) gone.push_back(row);
    }
    for (const NoEffect& effect : find_no_effect(list)) gone.push_back(effect.row);
    for (const int row : gone) {
      ++deleted;
      std::vector<std::string> left = rows;
      left.erase(left.begin() + row);
      CAPTURE(text);
      CAPTURE(row);
      const SmallProfile other(with_list(left));
      check_same(*profile, *other);
    }
  }

 private:
  // Such a row has another use: what rows below see of names.
  static bool asks(const JudgedLists::List& list, int row) {
    ListModel& model = list.judge.model();
    return row + 1 < list.size() ? model.asked(row) != model.asked(row + 1) : model.may_ask(row);
  }

  static std::string with_list(const std::vector<std::string>& rows) {
    std::string list = "list: [";
    for (const std::string& row : rows) list += "'" + row + "', ";
    return small_world_of({"SUB-RULE,(DOMAIN-KEYWORD,a),list", "IP-CIDR,11.0.0.0/8,T",
                           "SUB-RULE,(NETWORK,udp),list", "SUB-RULE,(NETWORK,tcp),list", "MATCH,P"},
                          list + "]");
  }

  void check_without(const Profile& profile, int row, bool tcp_only) const {
    bool same = true;
    for (const Query& query : queries_) {
      if (tcp_only && query.network == Network::udp) continue;
      for (const Selections& choice : choices_) {
        const Answer with = walk(profile, query, choice);
        const Answer without = walk(profile, query, choice, {.without = row});
        same = same && with.chain == without.chain && with.dns_asked == without.dns_asked;
      }
    }
    CHECK(same);
  }

  void check_same(const Profile& one, const Profile& other) const {
    bool same = true;
    for (Query query : queries_) {
      for (const char* list : {"", "list"}) {
        query.sub_rules = list;
        for (const Selections& choice : choices_) {
          const Answer with = walk(one, query, choice);
          const Answer without = walk(other, query, choice);
          same = same && with.chain == without.chain && with.dns_asked == without.dns_asked;
        }
      }
    }
    CHECK(same);
  }

  // Each alone, and all of them.
  void check_no_effect(const Profile& profile, const JudgedLists::List& list,
                       const std::vector<std::string>& rows) {
    std::vector<std::string> left;
    const std::vector<NoEffect> found = find_no_effect(list);
    std::size_t next = 0;
    for (int row = 0; row < list.size(); ++row) {
      if (next < found.size() && found[next].row == row) {
        ++next;
        ++without_effect;
        CAPTURE(small_world_of(rows));
        CAPTURE(row);
        check_without(profile, row, false);
      } else {
        left.push_back(rows[static_cast<std::size_t>(row)]);
      }
    }
    if (found.size() < 2) return;
    CAPTURE(small_world_of(rows));
    const SmallProfile other(small_world_of(left));
    check_same(profile, *other);
  }

  const std::vector<Query> queries_ = small_queries();
  const std::vector<Selections> choices_ = small_choices();
};

class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}

  std::vector<std::string> rows(std::size_t least, const std::vector<std::string>& targets) {
    std::vector<std::string> rows;
    for (std::size_t count = least + random_() % 4; rows.size() < count;)
      rows.push_back(small_row(of(small_rows()), of(targets)));
    return rows;
  }

 private:
  const std::string& of(const std::vector<std::string>& some) { return some[random_() % some.size()]; }

  std::mt19937 random_;
};

TEST_CASE("deleting what is dead or without effect changes no answer") {
  Deleting deleting;
  Chance chance(20261128);
  for (int round = 0; round < 400; ++round) deleting.check_rules(chance.rows(3, small_targets()));
  // Fewer targets: more rows with a target that others have, too.
  for (int round = 0; round < 400; ++round) deleting.check_rules(chance.rows(4, {"P", "P", "T", "PASS"}));
  CHECK(deleting.deleted > 500);
  CHECK(deleting.without_effect > 300);
}

TEST_CASE("deleting it from the list of a SUB-RULE neither") {
  Deleting deleting;
  Chance chance(20261129);
  for (int round = 0; round < 250; ++round)
    deleting.check_sub_rules(chance.rows(3, {"P", "T", "G", "PASS", "PASS-RULE", "DIRECT"}));
  CHECK(deleting.deleted > 50);
}

}  // namespace
}  // namespace clashlint
