#include "tests/support/vectors.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <sstream>

namespace clashlint {
namespace {

using nlohmann::json;

std::string decode_base64(std::string_view text) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t value = kLetters.find(c);
    if (value == std::string_view::npos) break;  // padding
    buffer = (buffer << 6) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<char>((buffer >> bits) & 0xFF));
  }
  return bytes;
}

JsonFields fields(const json& object) {
  JsonFields result;
  for (const auto& [key, value] : object.items()) result[key] = value.dump();
  return result;
}

std::map<std::string, std::string> files_of(const json& object) {
  std::map<std::string, std::string> files;
  for (const auto& [path, content] : object.items()) {
    const bool text = content.is_string();
    files[path] = text ? content.get<std::string>() : decode_base64(content.at("base64").get<std::string>());
  }
  return files;
}

void read_verdict(const json& object, VectorCase& one) {
  if (object.contains("refused")) one.refused = object["refused"].get<std::string>();
  if (object.contains("line")) one.line = object["line"].get<int>();
}

VectorCase case_of(const json& object) {
  VectorCase one;
  one.name = object.at("name").get<std::string>();
  one.profile = object.at("profile").get<std::string>();
  one.files = files_of(object.at("files"));
  read_verdict(object, one);
  if (!object.contains("queries")) return one;
  for (const json& query : object["queries"]) {
    one.queries.push_back({query.at("ask").dump(), fields(query.at("expect"))});
  }
  return one;
}

}  // namespace

std::vector<VectorCase> read_vectors(const std::filesystem::path& file) {
  std::vector<VectorCase> cases;
  std::istringstream lines(read_bytes(file));
  for (std::string line; std::getline(lines, line);) cases.push_back(case_of(json::parse(line)));
  return cases;
}

std::vector<ShadowCase> read_shadows(const std::filesystem::path& file) {
  std::vector<ShadowCase> cases;
  std::istringstream lines(read_bytes(file));
  for (std::string line; std::getline(lines, line);) {
    const json object = json::parse(line);
    ShadowCase one{.name = object.at("name"), .profile = object.at("profile"), .dead = {}};
    for (const json& dead : object.at("dead")) one.dead[dead.at("rule_index")] = dead.at("covered_by").size();
    cases.push_back(std::move(one));
  }
  return cases;
}

WonQuery won_query(const VectorQuery& asked) {
  const json ask = json::parse(asked.ask);
  WonQuery won{.query = {}, .rule_index = json::parse(asked.expect.at("rule_index"))};
  Query& query = won.query;
  const auto text = [&](const char* key, std::string& to) {
    if (ask.contains(key)) to = ask.at(key).get<std::string>();
  };
  const auto number = [&](const char* key, auto& to) {
    if (ask.contains(key)) to = ask.at(key).get<std::remove_reference_t<decltype(to)>>();
  };
  const auto address = [&](const char* key, std::optional<IpAddress>& to) {
    if (ask.contains(key)) to = parse_ip(ask.at(key).get<std::string>());
  };
  text("host", query.host);
  text("in_name", query.in_name);
  text("in_user", query.in_user);
  text("in_type", query.in_type);
  text("process", query.process);
  text("process_path", query.process_path);
  text("sniff_host", query.sniff_host);
  text("sub_rules", query.sub_rules);
  number("dst_port", query.dst_port);
  number("src_port", query.src_port);
  number("in_port", query.in_port);
  number("uid", query.uid);
  number("dscp", query.dscp);
  address("dst_ip", query.dst_ip);
  address("dns", query.dns);
  address("src_ip", query.src_ip);
  if (ask.value("network", "tcp") == "udp") query.network = Network::udp;
  return won;
}

std::vector<VectorCase> read_corpus(const std::filesystem::path& file) {
  std::vector<VectorCase> cases;
  const json all = json::parse(read_bytes(file));
  for (const auto& [name, said] : all.at("profiles").items()) {
    VectorCase one;
    one.name = name;
    read_verdict(said, one);
    if (said.contains("answers")) {
      const json& answers = said["answers"];
      REQUIRE(answers.size() == all["ask"].size());
      for (std::size_t i = 0; i < answers.size(); ++i) {
        one.queries.push_back({all["ask"][i].dump(), fields(answers[i])});
      }
    }
    cases.push_back(std::move(one));
  }
  return cases;
}

std::optional<JsonFields> parse_answer(const std::string& line) {
  const json object = json::parse(line, nullptr, false);
  if (!object.is_object()) return std::nullopt;
  return fields(object);
}

std::vector<std::string> string_list(const std::string& json_text) {
  return json::parse(json_text).get<std::vector<std::string>>();
}

void lay_case(const ScratchDir& scratch, const VectorCase& one) {
  for (const auto& [path, bytes] : one.files) scratch.write(path, bytes);
  scratch.write("profile.yaml", one.profile);
}

}  // namespace clashlint
