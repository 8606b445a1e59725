// No format of `check` shows a secret, wherever and however a profile is broken.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/render/check_formats.h"
#include "rules/base/strings.h"
#include "tests/support/fixture.h"
#include "tests/support/golden.h"
#include "tests/support/run_cli.h"
#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

// Every secret has a part that stands nowhere else.
constexpr std::string_view kMark = "hunter2";

constexpr std::string_view kProfile = R"(mixed-port: 7890
secret: hunter2-controller
authentication:
  - "me:hunter2-inbound"
proxies:
  - {name: A, type: ss, server: a.example, port: 443, cipher: aes-128-gcm, password: hunter2-flow}
  - name: B
    type: vless
    server: hunter2.node.example
    port: 443
    uuid: hunter2-uuid
    reality-opts:
      public-key: Z84J2IelR9ch3k8VtlVhhs5ycBUlXA7wHBWcBrjqnAw
      short-id: "hunter2a"
proxy-providers:
  airport:
    type: http
    url: https://sub.example/hunter2/link?token=hunter2-token
    header: {Authorization: [Bearer hunter2-header]}
proxy-groups:
  - {name: Proxy, type: select, proxies: [A, B], use: [airport]}
# proxies: {password: hunter2-comment}
rule-providers:
  list: {type: http, behavior: domain, url: "https://me:hunter2@lists.example/a.yaml?token=hunter2"}
rules:
  - RULE-SET,list,Proxy
  - DOMAIN-SUFFIX,openrouter.ai,Proxy
  - MATCH,Proxy
)";

void check_hidden(const std::string& profile, std::string_view secret = kMark) {
  const ScratchDir scratch;
  scratch.write("profile.yaml", profile);
  const WorkingDir here(scratch.path());
  const auto check = [&](const std::string& format, std::vector<std::string> more) {
    std::vector<std::string> args = {"check", "--no-config", "--preset", "all", "profile.yaml"};
    args.insert(args.end(), more.begin(), more.end());
    const CliRun run = run_cli(args);
    const bool hidden = (run.out + run.err).find(secret) == std::string::npos;
    CHECK_MESSAGE(hidden, format, " of\n", profile, "\n", run.out);
  };
  std::vector<std::string> all;
  for (const CheckFormat& format : check_formats()) {
    const std::string name(format.name);
    all.insert(all.end(), {"--output", name + "=" + name + ".out"});
  }
  check("text", all);
  for (const CheckFormat& format : check_formats()) {
    const std::string name(format.name);
    const bool hidden = read_bytes(scratch.path() / (name + ".out")).find(secret) == std::string::npos;
    CHECK_MESSAGE(hidden, name, " of\n", profile);
  }
  check("diff", {"--diff", "--unsafe-fixes"});
  const CliRun report = run_cli(std::vector<std::string>{"report", "--no-config", "profile.yaml"});
  const bool hidden = (report.out + report.err).find(secret) == std::string::npos;
  CHECK_MESSAGE(hidden, "report of\n", profile);
}

/// A layer of each shape in which a secret can stand.
struct SecretLayer {
  std::string_view kind;
  std::string_view text;
};
constexpr SecretLayer kLayers[] = {
    {"clashlint",
     "prepend:\n  proxies:\n    - {name: H, type: trojan, server: hunter2.example, port: 443, password: "
     "hunter2}\n"
     "replace: {secret: hunter2, authentication: ['me:hunter2']}\n"},
    {"verge-proxies",
     "prepend:\n  - {name: H, type: ss, server: h.example, port: 443, cipher: aes-128-gcm, password: "
     "hunter2}\n"
     "append: []\ndelete: []\n"},
    {"verge-merge", "secret: hunter2\nproxy-providers: {airport: {url: 'https://sub.example/hunter2/x'}}\n"},
    {"party",
     "proxies+:\n  - {name: H, type: vless, server: h.example, port: 443, uuid: hunter2}\nsecret: hunter2\n"},
    {"cfw-parser",
     "append-proxies:\n  - {name: H, type: trojan, server: h.example, port: 443, password: hunter2}\n"
     "commands:\n  - proxies.0.password=hunter2\n  - secret=hunter2\n"},
    {"cfw-mixin", "mixin: {secret: hunter2}\n"},
    {"openclash-module",
     "[YAML]\nproxies+:\n  - {name: H, type: trojan, server: h.example, port: 443, password: hunter2}\n"},
    {"nikki",
     "nikki-proxies:\n  - {name: H, type: trojan, server: h.example, port: 443, password: hunter2}\n"},
    {"shellcrash-proxies",
     "- {name: H, type: trojan, server: h.example, port: 443, password: hunter2}#Proxy\n"},
    {"nyanpasu",
     "append__proxies:\n  - {name: H, type: trojan, server: h.example, port: 443, password: hunter2}\n"}};

TEST_CASE("a secret of a layer is shown by no format, nor by what is written of the merge") {
  const ScratchDir scratch;
  scratch.write("profile.yaml", kProfile);
  const WorkingDir here(scratch.path());
  for (const SecretLayer& layer : kLayers) {
    for (const std::string_view broken : {"", "]\n", "rules: [a\n"}) {
      CAPTURE(layer.kind);
      scratch.write("layer.yaml", std::string(layer.text) + std::string(broken));
      const std::string word = std::string(layer.kind) + ":layer.yaml";
      std::string said;
      for (const char* format : {"text", "json", "sarif", "github"}) {
        const CliRun run = run_cli(std::vector<std::string>{
            "check", "--no-config", "--preset", "all", "--format", format, "--layer", word, "profile.yaml"});
        said += run.out + run.err;
      }
      for (const char* format : {"text", "json"}) {
        const CliRun run = run_cli(std::vector<std::string>{"resolve", "--no-config", "--format", format,
                                                            "--layer", word, "profile.yaml"});
        said += run.out + run.err;
      }
      CHECK_MESSAGE(said.find(kMark) == std::string::npos, said);
    }
  }
}

TEST_CASE("the check that tells of secrets shows none") {
  const fs::path folder = fixtures_dir() / "checks" / "committed-secret";
  for (const fs::path& file : fixture_files(folder)) {
    const std::string profile = section(parse_txtar(read_bytes(file)), "profile.yaml");
    for (const std::string_view secret : {"hunter2", "5f3c2a41-90be", "4f1c9e0a7b2d"})
      check_hidden(profile, secret);
  }
}

TEST_CASE("a secret is shown by no format, whichever line is broken") {
  const std::vector<std::string_view> lines = split(kProfile, '\n');
  const auto with = [&](std::size_t broken, const std::string& text) {
    std::string profile;
    for (std::size_t at = 0; at < lines.size(); ++at)
      profile += (at == broken ? text : std::string(lines[at])) + "\n";
    return profile;
  };
  check_hidden(std::string(kProfile));
  for (std::size_t at = 0; at < lines.size(); ++at) {
    CAPTURE(at);
    const std::string line(lines[at]);
    check_hidden(with(at, "\t" + line));
    check_hidden(with(at, line + " ]"));
    check_hidden(with(at, line + ": x"));
    check_hidden(with(at, line.substr(0, line.size() / 2)));
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) continue;
    check_hidden(with(at, line.substr(0, colon) + "x" + line.substr(colon)));
    check_hidden(with(at, line.substr(0, colon) + line.substr(colon + 1)));
    check_hidden(with(at, line.substr(0, colon) + ": [" + line.substr(colon + 1)));
  }
}

}  // namespace
}  // namespace clashlint
