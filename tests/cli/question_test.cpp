#include "cli/command/question.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/render/json.h"

using namespace clashlint;

TEST_CASE("a question has the fields of the conformance vectors") {
  const Result<Query> query = read_question(
      R"({"host":"A.com","dst_ip":"192.0.2.1","dns":"::1","network":"udp","dst_port":443,"src_ip":"10.0.0.1",)"
      R"("src_port":1,"in_port":2,"in_name":"n","in_user":"u","in_type":"TUN","process":"p","process_path":"/p",)"
      R"("uid":4294967295,"dscp":63,"sniff_host":"s","sub_rules":"r"})");
  REQUIRE_MESSAGE(query.ok(), query.error());
  CHECK(query->host == "A.com");
  CHECK(query->dst_ip == parse_ip("192.0.2.1"));
  CHECK(query->dns == parse_ip("::1"));
  CHECK(query->network == Network::udp);
  CHECK(query->dst_port == 443);
  CHECK(query->src_ip == parse_ip("10.0.0.1"));
  CHECK(query->src_port == 1);
  CHECK(query->in_port == 2);
  CHECK(query->in_name == "n");
  CHECK(query->in_user == "u");
  CHECK(query->in_type == "TUN");
  CHECK(query->process == "p");
  CHECK(query->process_path == "/p");
  CHECK(query->uid == 4294967295U);
  CHECK(query->dscp == 63);
  CHECK(query->sniff_host == "s");
  CHECK(query->sub_rules == "r");
}

TEST_CASE("what is absent, null or empty is not given") {
  for (const std::string line :
       {"{}", R"({"in_type":null,"network":null,"dns":null,"dst_port":null})",
        R"({"in_type":"","network":"","dns":"","dst_ip":"","host":""})", " \t{ } \r"}) {
    CAPTURE(line);
    const Result<Query> query = read_question(line);
    REQUIRE_MESSAGE(query.ok(), query.error());
    CHECK(query->host.empty());
    CHECK(query->in_type == "HTTP");
    CHECK(query->network == Network::tcp);
    CHECK_FALSE(query->dns.has_value());
    CHECK_FALSE(query->dst_ip.has_value());
    CHECK(query->dst_port == 0);
  }
}

TEST_CASE("what is no question is refused with a reason") {
  struct Row {
    std::string line;
    std::string part;
  };
  const std::vector<Row> rows = {
      {"", "not valid JSON"},
      {"{", "not valid JSON"},
      {"{}x", "not valid JSON"},
      {"{} {}", "not valid JSON"},
      {"{'host':1}", "not valid JSON"},
      {R"({"dst_port":NaN})", "not valid JSON"},
      {R"({"dst_port":01})", "not valid JSON"},
      {R"({"dst_port":1e999})", "not valid JSON"},
      {"{\"host\":\"\xff\"}", "not valid JSON"},
      {R"({"host":"\ud800"})", "not valid JSON"},
      {std::string("{\"host\":\"a\0b\"}", 14), "not valid JSON"},
      {"[]", "must be an object"},
      {"1", "must be an object"},
      {"null", "must be an object"},
      {R"("host")", "must be an object"},
      {R"({"host":["a"]})", "\"host\" must not be a list"},
      {R"({"host":{"a":1}})", "\"host\" must not be an object"},
      {R"({"host":1})", "\"host\" must be a string, not a number"},
      {R"({"host":true})", "\"host\" must be a string, not true or false"},
      {R"({"dst_port":"443"})", "\"dst_port\" must be a whole number from 0 to 65535, not a string"},
      {R"({"dst_port":65536})", "\"dst_port\" must be a whole number from 0 to 65535, not 65536"},
      {R"({"dst_port":-1})", "\"dst_port\" must be a whole number"},
      {R"({"dst_port":443.0})", "\"dst_port\" must be a whole number"},
      {R"({"dst_port":18446744073709551616})", "\"dst_port\" must be a whole number"},
      {R"({"uid":4294967296})", "\"uid\" must be"},
      {R"({"dscp":64})", "\"dscp\" must be a whole number from 0 to 63, not 64"},
      {R"({"dns":"1.2.3.4.5"})", "\"dns\" must be an IPv4 or IPv6 address"},
      {R"({"dns":"none"})", "\"dns\" must be an IPv4 or IPv6 address"},
      {R"({"network":"icmp"})", "\"network\" must be tcp or udp"},
      {R"({"in_type":"MIXED"})", "\"in_type\" must say"},
      {R"({"hots":"a.com"})", "unknown field \"hots\" (did you mean \"host\"?)"},
      {R"({"Host":"a.com"})", "unknown field \"Host\" (did you mean \"host\"?)"},
      {R"({"host":"a","host":"b"})", "\"host\" stands there twice"},
      {std::string(1U << 20U, '['), "must be an object"},
      {R"({"host":)" + std::string(1U << 20U, '['), "must not be a list"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line.substr(0, 100));
    const Result<Query> query = read_question(row.line);
    REQUIRE_FALSE(query.ok());
    CHECK_MESSAGE(query.error().find(row.part) != std::string::npos, query.error());
  }
}

TEST_CASE("many fields end the reading early") {
  std::string line = "{";
  for (int i = 0; i < 1000; ++i) line += "\"k" + std::to_string(i) + "\":1,";
  CHECK(read_question(line + "\"z\":1}").error() == "the object has too many fields");
}

TEST_CASE("an error is an object too, whatever bytes are in it") {
  CHECK(input_error_json("bad \xff \"x\"", 7) == "{\"error\":\"bad \xEF\xBF\xBD \\\"x\\\"\",\"line\":7}");
}
