#include "analyzer/config/config.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analyzer/check/registry.h"
#include "rules/layers/kind.h"
#include "tests/support/scratch_dir.h"

namespace clashlint {
namespace {

LoadedConfig read(const std::string& text) {
  Sources sources;
  const FileId file = sources.add(".clashlint.yaml", text);
  return read_config(sources, file, "here");
}

bool on(const LoadedConfig& loaded, std::string_view path, std::string_view id) {
  return settings_for(loaded.config, path).settings.enabled(*find_check(id));
}

TEST_CASE("an empty configuration says nothing") {
  for (const char* text : {"", "# nothing\n", "{}", "~"}) {
    CAPTURE(text);
    const LoadedConfig loaded = read(text);
    CHECK(loaded.faults.empty());
    CHECK(on(loaded, "a.yaml", "unknown-target"));
    CHECK_FALSE(on(loaded, "a.yaml", "late-resolve"));
  }
}

TEST_CASE("the last word on a check is the one that counts") {
  const LoadedConfig loaded = read(
      "ignore: unknown-target\n"
      "select: ['*']\n"
      "paths:\n"
      "  - match: a/\n"
      "    select: unknown-target\n"
      "  - match: [a/b.yaml, 'c*']\n"
      "    ignore: ['unknown-*']\n");
  REQUIRE(loaded.faults.empty());
  CHECK_FALSE(on(loaded, "x.yaml", "unknown-target"));
  CHECK(on(loaded, "x.yaml", "late-resolve"));
  CHECK(on(loaded, "a/x.yaml", "unknown-target"));
  CHECK_FALSE(on(loaded, "a/b.yaml", "unknown-target"));
  CHECK_FALSE(on(loaded, "c/d/e.yaml", "unknown-rule-set"));
  CHECK(on(loaded, "a/c.yaml", "unknown-rule-set"));
}

TEST_CASE("presets hold each other") {
  for (const char* preset : {"default", "strict", "all"}) {
    CAPTURE(preset);
    const LoadedConfig loaded = read(std::string("preset: ") + preset);
    CHECK(on(loaded, "x.yaml", "unknown-target"));
    CHECK(on(loaded, "x.yaml", "late-resolve") == (std::string_view(preset) != "default"));
  }
}

TEST_CASE("severities and options are set by check") {
  const LoadedConfig loaded = read(
      "severity: {'unknown-*': warning, unknown-target: info}\n"
      "options: {invalid-suppression: {require-reason: yes}}\n");
  REQUIRE(loaded.faults.empty());
  const Settings settings = settings_for(loaded.config, "x.yaml").settings;
  CHECK(settings.severity(*find_check("unknown-rule-set")) == Severity::warning);
  CHECK(settings.severity(*find_check("unknown-target")) == Severity::info);
  CHECK(settings.severity(*find_check("yaml-syntax")) == Severity::error);
  CHECK(settings.option(*find_check("invalid-suppression"), "require-reason"));
  CHECK_FALSE(Settings().option(*find_check("invalid-suppression"), "require-reason"));
}

TEST_CASE("every fault is told, and nothing is taken for granted") {
  struct Row {
    std::string text;
    std::size_t faults;
  };
  const std::vector<Row> rows = {
      {"[a]", 1},
      {"text", 1},
      {"a: [", 1},
      {"nothing: 1\nelse: 2\n", 2},
      {"preset: all\npreset: strict\n", 1},
      {"preset: [all]\n", 1},
      {"select: {a: b}\n", 1},
      {"select: [[a]]\n", 1},
      {"select: [unknown-target, ~]\n", 1},
      {"severity: [a]\n", 1},
      {"severity: {nothing: error}\n", 1},
      {"fail-on: always\n", 1},
      {"home: ''\n", 1},
      {"paths: {match: a}\n", 1},
      {"paths: [{match: a, exclude: b}]\n", 1},
      {"paths: [a]\n", 1},
      {"options: {invalid-suppression: {require-reason: 1}}\n", 1},
      {"zones: {a: b}\n", 1},
      {"zones: [+.corp.example, .corp.example, corp example, 'https://corp.example', 'corp.']\n", 5},
      {"services: [a]\n", 1},
      {"services: {openroute: {may-differ: login}}\n", 1},
      {"services: {gw: {hosts: {apis: gw.corp.example}}}\n", 1},
      {"services: {gw: {hosts: {api: [https://gw.corp.example, gw corp]}}}\n", 2},
      {"services: {gw: {hosts: {api: [a.example, A.example]}}}\n", 1},
      {"services: {gw: {hosts: {api: {+.a.example: b.example}}}}\n", 1},
      {"services: {gw: {hosts: {api: a.example}, together: [api, web]}}\n", 1},
      {"services: {openrouter: {hosts: {web: openrouter.ai}}}\n", 1},
      {"services: {openrouter: {host: {}}}\n", 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(read(row.text).faults.size() == row.faults);
  }
}

TEST_CASE("zones are names in lower case") {
  const LoadedConfig loaded = read("zones: [corp.example, LAN.example, ad]\n");
  REQUIRE(loaded.faults.empty());
  const std::vector<std::string> zones = {"corp.example", "lan.example", "ad"};
  CHECK(settings_for(loaded.config, "x.yaml").settings.zones == zones);
}

const Service* service_in(const LoadedConfig& loaded, std::string_view id) {
  return find_service(*settings_for(loaded.config, "x.yaml").settings.services, id);
}

TEST_CASE("services are added, changed and switched off") {
  const LoadedConfig loaded = read(
      "services:\n"
      "  llm:\n"
      "    hosts: {api: [LLM.corp.example, +.llm.example], login: sso.corp.example, assets: 192.0.2.0/24}\n"
      "  openrouter:\n"
      "    hosts: {gateway: gw.corp.example}\n"
      "    may-differ: login\n"
      "  claude: {together: challenge}\n"
      "  telegram: {off: true}\n");
  REQUIRE(loaded.faults.empty());
  const Service* const own = service_in(loaded, "llm");
  REQUIRE(own != nullptr);
  CHECK(own->name == "llm");
  CHECK(own->hosts[0].pattern == "llm.corp.example");
  CHECK(own->hosts[1].probe == "www.llm.example");
  CHECK(own->hosts[3].probe == "192.0.2.1");
  CHECK(own->together == std::vector{HostRole::api, HostRole::login});
  const Service* const changed = service_in(loaded, "openrouter");
  CHECK(changed->together == std::vector{HostRole::api, HostRole::gateway});
  CHECK(changed->hosts.back().pattern == "gw.corp.example");
  CHECK(changed->declared);
  CHECK_FALSE(service_in(loaded, "claude")->declared);
  CHECK(service_in(loaded, "claude")->is_together(HostRole::challenge));
  CHECK(service_in(loaded, "claude")->is_together(HostRole::api));
  CHECK(service_in(loaded, "telegram") == nullptr);
  CHECK_FALSE(service_in(loaded, "cursor")->declared);
}

TEST_CASE("globs over paths") {
  CHECK(path_matches("a.yaml", "a.yaml"));
  CHECK(path_matches("./a.yaml", "a.yaml"));
  CHECK(path_matches("*.yaml", "b/a.yaml"));
  CHECK(path_matches("b/", "b/c/a.yaml"));
  CHECK_FALSE(path_matches("b/", "bc/a.yaml"));
  CHECK_FALSE(path_matches("a.yaml", "b/a.yaml"));
}

TEST_CASE("thresholds") {
  CHECK(reaches(Severity::error, FailOn::error));
  CHECK_FALSE(reaches(Severity::warning, FailOn::error));
  CHECK(reaches(Severity::warning, FailOn::warning));
  CHECK(reaches(Severity::info, FailOn::info));
  CHECK_FALSE(reaches(Severity::error, FailOn::never));
}

// The published schema and the reader know the same keys.
TEST_CASE("every key of the schema is read") {
  const auto schema =
      nlohmann::json::parse(read_bytes(std::string(CLASHLINT_SOURCE_DIR) + "/man/config.schema.json"));
  const auto known = [](const std::string& text) {
    for (const Finding& fault : read(text).faults) {
      if (fault.message.starts_with("there is no key")) return false;
    }
    return true;
  };
  const auto& top = schema.at("properties");
  for (const auto& entry : top.items()) CHECK_MESSAGE(known(entry.key() + ": x\n"), entry.key());
  for (const auto& entry : top.at("paths").at("items").at("properties").items()) {
    CHECK_MESSAGE(known("paths: [{match: a, " + entry.key() + ": x}]\n"), entry.key());
  }
  CHECK(top.size() == 12);
  for (const auto& entry : schema.at("$defs").at("service").at("properties").items()) {
    CHECK_MESSAGE(known("services: {openrouter: {" + entry.key() + ": x}}\n"), entry.key());
  }
  const auto& kinds = schema.at("$defs").at("layer").at("oneOf").at(1).at("properties").at("kind");
  const auto listed = kinds.at("enum").get<std::vector<std::string>>();
  const std::vector<std::string_view> words = layer_words();
  CHECK(std::equal(listed.begin(), listed.end(), words.begin(), words.end()));
  for (const auto& role : schema.at("$defs").at("role").at("enum")) CHECK(host_role(role.get<std::string>()));
  CHECK_FALSE(known("x: y\n"));
}

}  // namespace
}  // namespace clashlint
