#include "cli/prompt/candidates.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/prompt/completion_list.h"
#include "rules/base/strings.h"
#include "tests/support/small_profile.h"

namespace clashlint {
namespace {

constexpr std::string_view kProfile = R"(
proxy-groups:
  - {name: 🔭 LLM, type: select, proxies: [A, B]}
  - {name: 🔭 Local, type: select, proxies: [DIRECT]}
sub-rules: {office: ["DOMAIN,wiki.corp.example,DIRECT"]}
rule-providers:
  some: {type: inline, behavior: domain, payload: [+.openai.com, "*.wild.example"]}
rules:
  - DOMAIN-SUFFIX,openrouter.ai,🔭 LLM
  - DOMAIN-KEYWORD,openai,🔭 LLM
  - RULE-SET,some,🔭 LLM
  - SUB-RULE,(NETWORK,TCP),office
  - MATCH,DIRECT
)";

class Line {
 public:
  Line() : profile_(std::string(kOutbounds) + std::string(kProfile)), names_(*profile_, services_) {
    services_.push_back({.id = "openrouter", .name = "OpenRouter"});
  }

  // What the end of the line may become: `<` stands where the word begins.
  std::string completed(std::string_view before) const {
    const Completion completion = complete_line(
        {.profile = *profile_, .sources = profile_.sources(), .services = services_, .names = names_},
        before);
    std::vector<std::string> texts;
    for (const Candidate& candidate : completion.candidates)
      texts.push_back(candidate.shown.empty() ? candidate.text : candidate.shown);
    return std::string(before.substr(0, completion.begin)) + "<" + join(texts, "|");
  }

 private:
  SmallProfile profile_;
  std::vector<Service> services_;
  CandidateNames names_;
};

TEST_CASE("every word goes on with what can stand there") {
  const Line line;
  const std::vector<std::pair<std::string_view, std::string_view>> rows = {
      {"openr", "<openrouter.ai"},
      {"OPENR", "<openrouter.ai"},
      {"wiki", "<wiki.corp.example"},
      {"*", "<"},
      {"wh", "<why|why not|who else"},
      {"who e", "<who else"},
      {"rese", "<reset"},
      {"reset por", "reset <port"},
      {"serv", "<service"},
      {"service open", "service <openrouter"},
      {"select ", "select <🔭 LLM=|🔭 Local=|GLOBAL="},
      {"select 🔭 L", "select <🔭 LLM=|🔭 Local="},
      {"select 🔭 LLM=", "select <🔭 LLM=A|🔭 LLM=B"},
      {"dns n", "dns <none"},
      {"in-type so", "in-type <SOCKS4|SOCKS5"},
      {"sub-rules o", "sub-rules <office"},
      {"port 4", "port <"},
      {"find und", "find <under"},
      {"find under open", "find under <openai.com|openrouter.ai"},
      {"find --not-to D", "find --not-to <DIRECT"},
      {"find to \"🔭 LL", "find to \"🔭 <"},
      {"nothing at all", "<"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.first);
    CHECK(line.completed(row.first) == row.second);
  }
}

TEST_CASE("rules are found by their line and by a piece of their text") {
  const Line line;
  const std::string by_text = line.completed("why not openai");
  CHECK(by_text.find("DOMAIN-KEYWORD,openai,🔭 LLM") != std::string::npos);
  CHECK(by_text.find("MATCH") == std::string::npos);
  CHECK(line.completed("rule 1").find("MATCH,DIRECT") != std::string::npos);
}

TEST_CASE("what candidates have in common") {
  CHECK(common_start({}).empty());
  CHECK(common_start({{.text = "why"}, {.text = "who else"}}) == "wh");
  CHECK(common_start({{.text = "🔭 LLM"}, {.text = "🔮 x"}}).empty());  // not half of a letter
}

TEST_CASE("candidates stand in columns, and those with an explanation on lines") {
  CHECK(listed({{.text = "a"}, {.text = "bb"}, {.text = "🔭"}}, 10, 9) == "a   bb\n🔭\n");
  CHECK(listed({{.text = "1", .shown = "1  MATCH"}, {.text = "2"}}, 10, 80) == "1  MATCH\n2\n");
  CHECK(listed({{.text = "a"}, {.text = "b"}, {.text = "c"}}, 2, 3) == "a\nb\n… and 1 more\n");
}

}  // namespace
}  // namespace clashlint
