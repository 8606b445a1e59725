// The laws of the automaton: what it proves, the walk and brute force confirm.
#include "analyzer/automaton/list_judge.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "analyzer/automaton/text_space.h"
#include "analyzer/match/walk.h"
#include "rules/profile/load.h"
#include "tests/support/golden.h"
#include "tests/support/small_profile.h"
#include "tests/support/vectors.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

const fs::path kVectors = CLASHLINT_CONFORMANCE_DIR;

std::string text_of(const RowVerdict& verdict) {
  constexpr const char* kWords[] = {"alive", "dns", "never", "unknown"};
  std::string text = kWords[static_cast<int>(verdict.verdict)];
  const RowDetails& details = verdict.detail();
  for (const int row : details.covered_by) text += " " + std::to_string(row);
  return text + (details.why.empty() ? "" : " (" + details.why + ")");
}

bool is_alive(const RowVerdict& verdict) {
  return verdict.verdict == Verdict::alive || verdict.verdict == Verdict::dns;
}

TEST_CASE("shadows: what no connection wins, with the smallest cover, and nothing else") {
  for (const ShadowCase& one : read_shadows(kVectors / "shadows.jsonl")) {
    CAPTURE(one.name);
    const ScratchDir home;
    home.lay(fixtures_dir() / "conformance" / "home");
    home.write("profile.yaml", one.profile);
    Sources sources;
    const auto loaded = load_profile(sources, (home.path() / "profile.yaml").string(), {});
    REQUIRE(loaded);
    ListJudge judge(*loaded->profile);
    for (std::size_t row = 0; row < judge.verdicts().size(); ++row) {
      CAPTURE(row);
      const RowVerdict& verdict = judge.verdicts()[row];
      judge.try_dead(static_cast<int>(row));
      CAPTURE(text_of(verdict));
      const auto dead = one.dead.find(static_cast<int>(row));
      if (dead == one.dead.end()) {
        CHECK(is_alive(verdict));
        CHECK(judge.witness(static_cast<int>(row)).has_value());
      } else {
        CHECK(verdict.verdict == Verdict::never);
        CHECK(verdict.detail().smallest);
        CHECK(verdict.detail().covered_by.size() == dead->second);
        CHECK(verdict.impossible == verdict.detail().covered_by.empty());
      }
    }
    CHECK(judge.disagreements().empty());
  }
}

bool is_in_universe(const Query& query) {
  const auto fits = [](const std::string& name) {
    return name.empty() || parse_ip(name) || is_host_name(name);
  };
  return fits(query.host) && fits(query.sniff_host);
}

void check_winners(const std::string& file) {
  std::size_t won = 0;
  for (const VectorCase& one : read_vectors(kVectors / file)) {
    CAPTURE(one.name);
    const ScratchDir home;
    home.lay(fixtures_dir() / "conformance" / "home");
    lay_case(home, one);
    Sources sources;
    const auto loaded = load_profile(sources, (home.path() / "profile.yaml").string(), {});
    REQUIRE(loaded);
    std::map<std::string, std::unique_ptr<ListJudge>> lists;
    for (const VectorQuery& asked : one.queries) {
      const WonQuery winner = won_query(asked);
      if (winner.rule_index < 0 || !is_in_universe(winner.query)) continue;
      const std::string& list = winner.query.sub_rules;
      if (!lists.contains(list)) lists[list] = std::make_unique<ListJudge>(*loaded->profile, list);
      const ListJudge& judge = *lists[list];
      CHECK(judge.disagreements().empty());
      const RowVerdict& verdict = judge.verdicts()[static_cast<std::size_t>(winner.rule_index)];
      CHECK_MESSAGE(verdict.verdict != Verdict::never, asked.ask, " wins row ", winner.rule_index, ": ",
                    text_of(verdict));
      ++won;
    }
  }
  CHECK(won > 1000);
}

TEST_CASE("what wins in the vectors is never called dead") {
  check_winners("routes.jsonl");
  check_winners("corners.jsonl");
}

// --- Small worlds: every connection of a world is walked.

/// Rows over few names, addresses and ports; `%` is the target.
const std::vector<std::string> kPool = {
    "DOMAIN,a.b,%",
    "DOMAIN,b,%",
    "DOMAIN-SUFFIX,b,%",
    "DOMAIN-SUFFIX,a.b,%",
    "DOMAIN-KEYWORD,a,%",
    "DOMAIN-KEYWORD,.,%",
    "DOMAIN-REGEX,^a,%",
    "DOMAIN-REGEX,^$,%",
    "DOMAIN-REGEX,^(?!a),%",
    "DOMAIN-WILDCARD,*.b,%",
    "DOMAIN-WILDCARD,?,%",
    "RULE-SET,names,%",
    "RULE-SET,stars,%",
    "RULE-SET,ranges,%",
    "RULE-SET,ranges,%,no-resolve",
    "RULE-SET,rows,%",
    "RULE-SET,rows,%,no-resolve",
    "RULE-SET,ranges,%,src",
    "IP-CIDR,10.0.0.0/8,%",
    "IP-CIDR,10.0.0.0/8,%,no-resolve",
    "IP-CIDR,0.0.0.0/0,%,no-resolve",
    "IP-SUFFIX,0.0.0.1/8,%,no-resolve",
    "SRC-IP-CIDR,10.0.0.0/8,%",
    "DST-PORT,80,%",
    "DST-PORT,0-79/81-65535,%",
    "NETWORK,udp,%",
    "NETWORK,tcp,%",
    "NOT,((DOMAIN-SUFFIX,b)),%",
    "NOT,((IP-CIDR,10.0.0.0/8)),%",
    "AND,((DOMAIN-KEYWORD,a),(NETWORK,tcp)),%",
    "AND,((DOMAIN-SUFFIX,b),(IP-CIDR,10.0.0.0/8)),%",
    "AND,((IP-CIDR,10.0.0.0/8,no-resolve),(DST-PORT,80)),%",
    "OR,((DOMAIN,b),(IP-CIDR,10.0.0.0/8)),%",
    "OR,((IP-CIDR,10.0.0.0/8,no-resolve),(DOMAIN-SUFFIX,a.b)),%",
    "SUB-RULE,(NETWORK,tcp),sub",
    "SUB-RULE,(DOMAIN-SUFFIX,b),mixed",
    "MATCH,%",
};

const std::vector<std::string> kTargets = {"DIRECT", "P", "T", "G"};

constexpr std::string_view kWorld = R"(
proxies:
  - {name: P, type: socks5, server: 192.0.2.1, port: 443, udp: true}
  - {name: T, type: http, server: 192.0.2.3, port: 443}
proxy-groups:
  - {name: G, type: select, proxies: [P, PASS, T]}
rule-providers:
  names: {type: inline, behavior: domain, payload: ["+.a.b", "b"]}
  stars: {type: inline, behavior: domain, payload: ["*.b", "a"]}
  ranges: {type: inline, behavior: ipcidr, payload: ["10.0.0.0/9", "10.128.0.0/9"]}
  rows: {type: inline, behavior: classical, payload: ["DOMAIN,b", "IP-CIDR,10.0.0.0/8", "DST-PORT,80"]}
sub-rules:
  sub: ["DOMAIN-KEYWORD,a,P", "DST-PORT,80,T"]
  mixed: ["IP-CIDR,10.0.0.0/8,PASS-RULE", "DOMAIN,b,PASS", "NETWORK,udp,P"]
rules:
)";

std::vector<Query> all_queries() {
  std::vector<Query> queries;
  const std::vector<std::string> names = {"", "a", "b", "c", "a.b", "b.a", "c.a.b", "a.c.b", "ab"};
  const std::vector<std::optional<IpAddress>> addresses = {std::nullopt, parse_ip("10.0.0.1"),
                                                           parse_ip("11.0.0.2"), parse_ip("2001:db8::1")};
  for (const std::string& name : names) {
    for (const auto& address : addresses) {
      for (const bool known : {true, false}) {
        if ((known || name.empty()) && (!known || !address)) continue;
        for (const Network network : {Network::tcp, Network::udp}) {
          for (const std::uint16_t port : {std::uint16_t{80}, std::uint16_t{443}}) {
            for (const char* source : {"", "10.0.0.9"}) {
              for (const std::string& sniffed : {std::string(), std::string("b")}) {
                Query query;
                query.host = name;
                query.network = network;
                query.dst_port = port;
                query.sniff_host = sniffed;
                (known ? query.dst_ip : query.dns) = address;
                if (*source != '\0') query.src_ip = parse_ip(source);
                queries.push_back(std::move(query));
              }
            }
          }
        }
      }
    }
  }
  return queries;
}

struct World {
  const std::vector<Query> queries = all_queries();
  const std::vector<Selections> choices = {{}, {{"G", "PASS"}}, {{"G", "T"}}};
  std::size_t dead = 0;
  std::size_t unknown = 0;

  void check(const std::vector<std::string>& rows) {
    const std::string text = profile_of(rows);
    const SmallProfile profile(text);
    REQUIRE_MESSAGE(!profile.loaded().refused, text);
    ListJudge judge(*profile);
    const std::set<int> won = winners(*profile);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const RowVerdict& verdict = judge.verdicts()[row];
      judge.try_dead(static_cast<int>(row));
      if (is_alive(verdict))
        CHECK_MESSAGE(judge.witness(static_cast<int>(row)).has_value(), text, "row ", row);
      if (verdict.verdict == Verdict::unknown) ++unknown;
      if (verdict.verdict != Verdict::never) continue;
      ++dead;
      CHECK_MESSAGE(!won.contains(static_cast<int>(row)), text, "row ", row, ": ", text_of(verdict));
      check_cover(rows, verdict, static_cast<int>(row));
    }
    CHECK_MESSAGE(judge.disagreements().empty(), text);
  }

 private:
  static std::string profile_of(const std::vector<std::string>& rows) {
    std::string text(kWorld);
    for (const std::string& row : rows) text += "  - '" + row + "'\n";
    return text;
  }

  std::set<int> winners(const Profile& profile) const {
    std::set<int> won;
    for (const Query& query : queries) {
      for (const Selections& choice : choices) won.insert(walk(profile, query, choice).rule_index);
    }
    return won;
  }

  static bool may_ask(const std::string& row) {
    const bool addresses = row.find("IP-CIDR") != std::string::npos ||
                           row.find("ranges") != std::string::npos || row.find("rows") != std::string::npos ||
                           row.find("mixed") != std::string::npos;
    return addresses && row.find("no-resolve") == std::string::npos;
  }

  // The cover alone does it, where no row beside it could have asked DNS before.
  void check_cover(const std::vector<std::string>& rows, const RowVerdict& verdict, int row) const {
    std::vector<std::string> left;
    for (int at = 0; at < row; ++at) {
      const std::string& one = rows[static_cast<std::size_t>(at)];
      if (std::ranges::find(verdict.detail().covered_by, at) != verdict.detail().covered_by.end()) {
        left.push_back(one);
      } else if (may_ask(one)) {
        return;
      }
    }
    left.push_back(rows[static_cast<std::size_t>(row)]);
    const std::string text = profile_of(left);
    const SmallProfile profile(text);
    CHECK_MESSAGE(!winners(*profile).contains(static_cast<int>(left.size()) - 1), text);
  }
};

TEST_CASE("small worlds: every pair of rows") {
  World world;
  for (const std::string& first : kPool) {
    for (const std::string& second : kPool) {
      std::string one = first;
      std::string two = second;
      if (one.find('%') != std::string::npos) one.replace(one.find('%'), 1, "P");
      if (two.find('%') != std::string::npos) two.replace(two.find('%'), 1, "DIRECT");
      world.check({one, two});
    }
  }
  CHECK(world.dead > 100);
  CHECK(world.unknown < 60);
}

TEST_CASE("small worlds: lists of rows and targets by chance") {
  World world;
  std::mt19937 random(20261123);  // NOLINT(cert-msc51-cpp): the same lists every time
  const auto one_of = [&](const std::vector<std::string>& some) -> const std::string& {
    return some[random() % some.size()];
  };
  for (int round = 0; round < 700; ++round) {
    std::vector<std::string> rows;
    for (std::size_t count = 3 + random() % 4; rows.size() < count;) {
      std::string row = one_of(kPool);
      if (row.find('%') != std::string::npos) row.replace(row.find('%'), 1, one_of(kTargets));
      rows.push_back(std::move(row));
    }
    world.check(rows);
  }
  CHECK(world.dead > 300);
}

}  // namespace
}  // namespace clashlint
