#include "cli/options.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "cli/suggest.h"

using namespace clashlint;

namespace {

constexpr std::array<OptionRow, 5> kRows = {{
    {"A", "--port", "", "N", "a number"},
    {"A", "--udp", "", "", "a switch"},
    {"B", "--select", "", "GROUP=NODE", "several", true},
    {"B", "-v", "", "", "louder"},
    {"B", "--help", "-h", "", "help"},
}};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("arguments are sorted into options and positionals") {
  const Result<RawOptions> raw =
      read_options(kRows, {"profile.yaml", "--port", "443", "[2001:db8::1]", "--select", "a=b", "[x,y]",
                           "-vv", "--select=c=[d,e]", "-", "--", "--udp", "[p,q]"});
  REQUIRE_MESSAGE(raw.ok(), raw.error());
  CHECK(raw->positionals == Words{"profile.yaml", "[2001:db8::1]", "[x,y]", "-", "--udp", "[p,q]"});
  REQUIRE(raw->value("--port") != nullptr);
  CHECK(*raw->value("--port") == "443");
  CHECK(raw->given.at("--select") == Words{"a=b", "c=[d,e]"});
  CHECK(raw->count("-v") == 2);
  CHECK(raw->count("--udp") == 0);
  CHECK(raw->value("--udp") == nullptr);
}

TEST_CASE("a short name is the same option") {
  const Result<RawOptions> raw = read_options(kRows, {"-h"});
  REQUIRE(raw.ok());
  CHECK(raw->count("--help") == 1);
}

TEST_CASE("wrong options get one sentence") {
  struct Row {
    Words args;
    std::string error;
  };
  const std::vector<Row> rows = {
      {{"--prot", "1"}, R"(unknown option "--prot" (did you mean "--port"?))"},
      {{"--PORT", "1"}, R"(unknown option "--PORT" (did you mean "--port"?))"},
      {{"--zzzzzzzz"}, R"(unknown option "--zzzzzzzz")"},
      {{"--prot=secret"}, R"(unknown option "--prot" (did you mean "--port"?))"},
      {{"-x"}, R"(unknown option "-x")"},
      {{"-5"}, R"(unknown option "-5")"},
      {{"--port"}, "--port needs a value"},
      {{"--port=", "1"}, "--port needs a value"},
      {{"--udp=yes"}, "--udp takes no value"},
      {{"--port", "1", "--port", "2"}, "--port is given more than once"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.args.front());
    const Result<RawOptions> raw = read_options(kRows, row.args);
    REQUIRE_FALSE(raw.ok());
    CHECK(raw.error() == row.error);
  }
}

TEST_CASE("the nearest word is offered, and only a near one") {
  const std::vector<std::string_view> known = {"--port", "--process", "--process-path", "--udp"};
  CHECK(did_you_mean("--upd", known) == " (did you mean \"--udp\"?)");
  CHECK(did_you_mean("--verbose", known).empty());
}
