// What is said without lists and databases stays true once they are there:
// a rule that wins with them is never called dead without them.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "analyzer/automaton/list_judge.h"
#include "analyzer/match/walk.h"
#include "rules/base/source.h"
#include "rules/profile/load.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/small_profile.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

constexpr std::string_view kLists = R"(
rule-providers:
  names: {type: file, behavior: domain, format: mrs, path: domain.mrs}
  ranges: {type: file, behavior: ipcidr, format: mrs, path: ipcidr.mrs}
)";

const std::vector<std::string> kRows = {
    "GEOSITE,example,A",
    "GEOSITE,!example,A",
    "GEOSITE,intranet,A",
    "GEOSITE,!intranet,A",
    "GEOIP,ZZ,A",
    "GEOIP,!ZZ,A",
    "GEOIP,YY,A",
    "GEOIP,ZZ,A,no-resolve",
    "SRC-GEOIP,ZZ,A",
    "GEOIP,LAN,A",
    "IP-ASN,64496,A",
    "IP-ASN,64497,A",
    "SRC-IP-ASN,64496,A",
    "RULE-SET,names,A",
    "RULE-SET,ranges,A",
    "RULE-SET,ranges,A,src",
    "RULE-SET,ranges,A,no-resolve",
    "NOT,((GEOSITE,example)),A",
    "NOT,((GEOIP,ZZ)),A",
    "NOT,((RULE-SET,names)),A",
    "AND,((GEOSITE,example),(GEOIP,ZZ)),A",
    "OR,((GEOSITE,intranet),(GEOIP,YY)),A",
    "DOMAIN-SUFFIX,test,A",
    "IP-CIDR,192.0.2.0/24,A",
};

std::vector<Query> queries() {
  std::vector<Query> all;
  for (const std::string_view name :
       {"printer.test", "corp.test", "www.example.com", "example.com", "a.other"}) {
    for (const std::string_view address :
         {"", " =192.0.2.1", " =198.51.100.1", " =203.0.113.1", " =10.0.0.1"})
      all.push_back(query_of(std::string(name) + std::string(address)));
  }
  for (const std::string_view address : {"192.0.2.1", "198.51.100.1", "10.0.0.1", "8.8.8.8"}) {
    all.push_back(query_of(address));
    for (const std::string_view source : {"192.0.2.9", "10.1.1.1"}) {
      all.push_back(query_of(address));
      all.back().src_ip = parse_ip(source);
    }
  }
  return all;
}

std::set<int> dead_rows(const Profile& profile) {
  const ListJudge judge(profile);
  CHECK(judge.disagreements().empty());
  std::set<int> rows;
  for (std::size_t row = 0; row < judge.verdicts().size(); ++row) {
    if (judge.verdicts()[row].verdict == Verdict::never) rows.insert(static_cast<int>(row));
  }
  return rows;
}

std::string profile_of(const std::vector<std::string>& rows, bool geodata) {
  std::string text = std::string(kOutbounds) + std::string(kLists);
  text += geodata ? "geodata-mode: true\nrules:\n" : "rules:\n";
  for (const std::string& row : rows) text += "  - '" + row + "'\n";
  return text + "  - MATCH,B\n";
}

void try_rows(const std::vector<std::string>& rows, bool geodata, const std::string& nothing) {
  const std::string text = profile_of(rows, geodata);
  const SmallProfile without(text, nothing);
  const SmallProfile with(text);
  const std::set<int> dead = dead_rows(*without);
  for (const Query& query : queries()) {
    const int winner = walk(*with, query).rule_index;
    if (!dead.contains(winner)) continue;
    CAPTURE(text);
    CAPTURE(query.host);
    FAIL_CHECK("row ", winner, " wins this, and was called dead");
  }
}

TEST_CASE("two rows above MATCH, in every order") {
  const ScratchDir nothing;
  for (const bool geodata : {false, true}) {
    for (const std::string& first : kRows) {
      for (const std::string& second : kRows) try_rows({first, second}, geodata, nothing.path().string());
    }
  }
}

TEST_CASE("lists of one file, and codes of one database, are missing each by itself") {
  const ScratchDir nothing;
  const SmallProfile profile(
      profile_of({"GEOSITE,example,A", "GEOSITE,intranet,B", "GEOIP,ZZ,A", "GEOIP,YY,B", "IP-ASN,1,A",
                  "IP-ASN,2,B", "GEOSITE,example,B", "GEOIP,ZZ,B"},
                 false),
      nothing.path().string());
  // What asks for the same list once more is dead, whatever is in it.
  CHECK(dead_rows(*profile) == std::set<int>{6, 7});
}

// Of published profiles, with the databases of the corpus and with none.
TEST_CASE("published profiles") {
  const char* folder = std::getenv("CLASHLINT_CORPUS");
  if (folder == nullptr) {
    MESSAGE("skipped: CLASHLINT_CORPUS is not set");
    return;
  }
  const ScratchDir nothing;
  const std::string home = (fs::path(folder) / "home").string();
  std::size_t looked_at = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / "profiles")) {
    if (!entry.path().extension().string().starts_with(".y")) continue;
    Sources sources;
    const auto with = load_profile(sources, entry.path().string(), {.home = home, .geodata_home = {}});
    Sources bare_sources;
    const auto without = load_profile(bare_sources, entry.path().string(),
                                      {.home = nothing.path().string(), .geodata_home = {}});
    if (!with || with->refused || !without || without->refused) continue;
    if (with->profile->rules.size() != without->profile->rules.size()) continue;
    ++looked_at;
    ListJudge judge(*with->profile);
    for (const int row : dead_rows(*without->profile)) {
      CAPTURE(entry.path().filename().string());
      CAPTURE(with->profile->rules[static_cast<std::size_t>(row)].text);
      CHECK(judge.verdicts()[static_cast<std::size_t>(row)].verdict == Verdict::never);
    }
  }
  CHECK(looked_at > 50);
}

}  // namespace
}  // namespace clashlint
