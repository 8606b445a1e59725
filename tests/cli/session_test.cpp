#include "cli/prompt/session.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "tests/support/scratch_dir.h"

namespace clashlint {
namespace {

constexpr std::string_view kRules = R"(rule-providers:
  mine: {type: file, behavior: domain, path: ./mine.yaml}
proxy-groups:
  - {name: Work, type: select, proxies: [REJECT, DIRECT]}
rules:
  - RULE-SET,mine,Work
  - DOMAIN-SUFFIX,a.example,REJECT
  - MATCH,DIRECT
)";

/// A prompt over a profile in a folder of its own.
class Prompt {
 public:
  Prompt() {
    write("profile.yaml", kRules);
    ExplainOptions options;
    options.profile.path = path("profile.yaml");
    options.profile.no_config = true;
    RawOptions raw;
    raw.positionals = {options.profile.path};
    raw.given["--no-config"] = {""};
    session_ = std::make_unique<Session>(raw, options, environment_, out_);
    REQUIRE(session_->open(err_) == 0);
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  // Times are coarse: a file that is written twice in a moment has to differ in size.
  void write(const std::string& name, std::string_view text) const { folder_.write(name, std::string(text)); }

  std::string said() {
    std::string text = out_.str();
    out_.str("");
    for (std::size_t at = text.find(folder_.path().string()); at != std::string::npos;
         at = text.find(folder_.path().string(), at))
      text.erase(at, folder_.path().string().size() + 1);
    return text;
  }

  std::string answer(const std::string& line) {
    session_->answer({line});
    return said();
  }

  std::string news() {
    session_->tell_news();
    return said();
  }

  Session& session() { return *session_; }

 private:
  ScratchDir folder_;
  Environment environment_;
  std::ostringstream out_;
  std::ostringstream err_;
  std::unique_ptr<Session> session_;
};

TEST_CASE("what a change of the profile does to the last host is said") {
  Prompt prompt;
  CHECK(prompt.news().empty());
  CHECK(prompt.answer("www.a.example").starts_with("www.a.example → REJECT"));

  std::string text(kRules);
  text.replace(text.find("a.example,REJECT"), 16, "a.example,DIRECT");
  prompt.write("profile.yaml", text + "# changed\n");
  CHECK(prompt.news() ==
        "profile.yaml has changed.\nwww.a.example → DIRECT\n  by line 7  DOMAIN-SUFFIX,a.example,DIRECT\n"
        "  before: REJECT by line 7  DOMAIN-SUFFIX,a.example,REJECT\n\n");
  CHECK(prompt.news().empty());

  prompt.write("mine.yaml", "payload:\n  - +.a.example\n");
  CHECK(prompt.news().starts_with("mine.yaml has changed.\nwww.a.example → Work → REJECT\n"));
}

TEST_CASE("a profile that cannot be used is said, and the one before still answers") {
  Prompt prompt;
  prompt.answer("www.a.example");
  prompt.write("profile.yaml", "rules: [\"MATCH,Nowhere\"]\n");
  const std::string said = prompt.news();
  CHECK(said.starts_with("profile.yaml has changed; answers are still of what was read before"));
  CHECK(said.find("Nowhere") != std::string::npos);
  CHECK(prompt.answer("www.a.example").starts_with("www.a.example → REJECT"));
  CHECK(prompt.news().empty());
  prompt.write("profile.yaml", std::string(kRules) + "\n\n");
  CHECK(prompt.news() == "profile.yaml has changed.\nwww.a.example goes as before: REJECT\n\n");
}

TEST_CASE("a choice that a changed profile does not know is forgotten") {
  Prompt prompt;
  prompt.answer("select Work=DIRECT");
  CHECK(prompt.session().prompt() == "select Work=DIRECT > ");
  std::string text(kRules);
  text.replace(text.find("[REJECT, DIRECT]"), 16, "[REJECT]");
  prompt.write("profile.yaml", text);
  CHECK(prompt.news().find("this choice is forgotten") != std::string::npos);
  CHECK(prompt.session().prompt() == "> ");
}

TEST_CASE("what is still being written is not read yet") {
  Prompt prompt;
  CHECK_FALSE(prompt.session().has_news());
  prompt.write("profile.yaml", "rules: [");
  CHECK_FALSE(prompt.session().has_news());
  prompt.write("profile.yaml", std::string(kRules) + "#\n");
  CHECK_FALSE(prompt.session().has_news());
  CHECK(prompt.session().has_news());
}

TEST_CASE("lines that were pasted together are one table, and commands among them are not lost") {
  Prompt prompt;
  prompt.session().answer({"a.example", "", "b.example:443", "https://c.example/x"});
  CHECK(prompt.said() ==
        "* a.example     → REJECT  line 7  DOMAIN-SUFFIX,a.example,REJECT\n"
        "* b.example:443 → DIRECT  line 8  MATCH,DIRECT\n"
        "* c.example:443 → DIRECT  line 8  MATCH,DIRECT\n"
        "\n* can end elsewhere: ask about one alone\n\n");
  prompt.session().answer({"port 80", "quit"});
  CHECK(prompt.session().done());
  CHECK(prompt.session().prompt() == "port 80 > ");
}

}  // namespace
}  // namespace clashlint
