// The program that a report holds, of small profiles: fixtures/report.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "cli/render/explain_view.h"
#include "cli/report/address_pack.h"
#include "cli/report/html.h"
#include "cli/report/name_pack.h"
#include "cli/report/program.h"
#include "rules/profile/load.h"
#include "tests/support/fixture.h"
#include "tests/support/golden.h"
#include "tests/support/run_cli.h"
#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

// A line for each part of it, and for each of its lists, so that a difference can be read.
std::string shown(const Json& program) {
  std::string text;
  for (const auto& [key, value] : program.items()) {
    const bool long_list = value.is_array() && value.size() > 1;
    text += key + ": ";
    if (!long_list) {
      text += dumped(value) + "\n";
      continue;
    }
    text += "\n";
    for (const Json& one : value) text += "  " + dumped(one) + "\n";
  }
  return text;
}

std::string program_of(const Txtar& archive) {
  const ScratchDir scratch;
  lay_files(scratch, archive);
  const WorkingDir here(scratch.path());
  Sources sources;
  const Result<LoadedProfile> loaded = load_profile(sources, "profile.yaml", {});
  REQUIRE(loaded);
  REQUIRE_FALSE(loaded->refused);
  const Selections none;
  const ExplainView view{.profile = *loaded->profile,
                         .sources = sources,
                         .selections = none,
                         .paint = Paint(false),
                         .why_not = {},
                         .story = {},
                         .user_home = {}};
  return shown(report_program(view, *loaded));
}

TEST_CASE("the program of a report is as its fixtures say") {
  const std::vector<fs::path> files = fixture_files(fixtures_dir() / "report");
  CHECK(!files.empty());
  for (const fs::path& file : files) {
    CAPTURE(file.string());
    const Txtar archive = parse_txtar(read_bytes(file));
    check_golden(file, archive, {{.section = "program", .text = program_of(archive), .if_absent = ""}});
  }
}

std::string page_of(const std::string& profile) {
  const ScratchDir scratch;
  scratch.write("profile.yaml", profile);
  const WorkingDir here(scratch.path());
  const CliRun run = run_cli(std::vector<std::string>{"report", "--no-config", "profile.yaml"});
  CHECK(run.exit == 0);
  CHECK(run.err.empty());
  return run.out;
}

TEST_CASE("nothing of a profile becomes markup or script") {
  const std::string page = page_of(
      "proxy-groups:\n"
      "  - {name: '</script><script>alert(1)</script>', type: select, proxies: [DIRECT]}\n"
      "  - {name: '<img src=x onerror=alert(2)>', type: select, proxies: [DIRECT]}\n"
      "  - {name: \"\\u2028&\\\"'\", type: select, proxies: [DIRECT]}\n"
      "rules:\n"
      "  - DOMAIN-SUFFIX,openai.com,</script><script>alert(1)</script>\n"
      "  - DOMAIN,\"'><b>.example,<img src=x onerror=alert(2)>\n"
      "  - \"MATCH,\\u2028&\\\"'\"\n");
  CHECK(page.find("<script>alert") == std::string::npos);
  CHECK(page.find("<img") == std::string::npos);
  CHECK(page.find("<b>.example") == std::string::npos);
  CHECK(page.find("\xE2\x80\xA8") == std::string::npos);
  CHECK(page.find("\\u003c/script\\u003e") != std::string::npos);
  // One of data, one that runs.
  std::size_t scripts = 0;
  for (std::size_t at = page.find("<script"); at != std::string::npos; at = page.find("<script", at + 1))
    ++scripts;
  CHECK(scripts == 2);
}

TEST_CASE("a page asks for nothing from anywhere") {
  const std::string page = page_of("rules:\n  - MATCH,DIRECT\n");
  CHECK(page.find("default-src 'none'") != std::string::npos);
  for (const char* const from :
       {" src=", "@import", "url(", "fetch(", "XMLHttpRequest", "innerHTML", "eval("})
    CHECK_MESSAGE(page.find(from) == std::string::npos, from);
}

TEST_CASE("a page is written whole, and a wrong use said") {
  const ScratchDir scratch;
  scratch.write("profile.yaml", "rules:\n  - MATCH,DIRECT\n");
  const WorkingDir here(scratch.path());
  CHECK(run_cli(std::vector<std::string>{"report", "profile.yaml", "-o", "page.html"}).exit == 0);
  CHECK(read_bytes(scratch.path() / "page.html").ends_with("</html>\n"));
  CHECK(run_cli(std::vector<std::string>{"report", "profile.yaml", "-o", "no/page.html"}).exit == 3);
  CHECK(run_cli(std::vector<std::string>{"report"}).exit == 2);
  CHECK(run_cli(std::vector<std::string>{"report", "profile.yaml", "--select", "Proxy"}).exit == 2);
  CHECK(run_cli(std::vector<std::string>{"report", "profile.yaml", "--select", "Proxy=A"}).exit == 2);
  scratch.write("refused.yaml", "rules:\n  - MATCH,Nobody\n");
  const CliRun refused = run_cli(std::vector<std::string>{"report", "refused.yaml"});
  CHECK(refused.exit == 1);
  CHECK(refused.out.empty());
}

TEST_CASE("ranges are written by their digits") {
  const auto packed = [](std::string_view first, std::string_view last) {
    const IpRange range{.first = *parse_ip(first), .last = *parse_ip(last)};
    return packed_ranges(std::span(&range, 1));
  };
  CHECK(packed("10.0.0.0", "10.255.255.255") == "0a");
  CHECK(packed("0.0.0.0", "255.255.255.255") == "0-f");
  CHECK(packed("0.0.0.0", "0.0.0.0") == "00000000");
  CHECK(packed("192.168.0.0", "192.169.255.255") == "c0a8-c0a9");
  CHECK(packed("1.0.1.0", "1.0.3.255") == "010001-010003");
  CHECK(packed("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff") == ";20010db8");
}

TEST_CASE("the ranges of the local network are what is_lan takes") {
  const IpSet ranges = lan_ranges();
  for (const IpRange& range : ranges.ranges()) {
    CAPTURE(to_string(range.first));
    CHECK(is_lan(range.first));
    CHECK(is_lan(range.last));
    for (const std::optional<IpAddress>& beside : {previous(range.first), next(range.last)})
      CHECK((!beside || !is_lan(*beside)));
  }
  for (const char* const text :
       {"127.0.0.1", "239.1.2.3", "169.254.9.9", "0.0.0.0", "172.31.0.1", "8.8.8.8", "::1", "fd00::7",
        "fe80::1", "ff02::1", "2001:db8::1", "::ffff:10.1.1.1", "::2"}) {
    CAPTURE(text);
    CHECK(ranges.contains(*parse_ip(text)) == is_lan(*parse_ip(text)));
  }
}

TEST_CASE("what the hash of a policy is") {
  // The example of https://www.w3.org/TR/CSP2/#script-src-hash-usage.
  CHECK(csp_hash("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
}

}  // namespace
}  // namespace clashlint
