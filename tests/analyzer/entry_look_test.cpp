#include <doctest/doctest.h>

#include <string_view>

#include "analyzer/facts/entry_look.h"
#include "analyzer/recognise/recognise.h"

namespace clashlint {
namespace {

TEST_CASE("entries are told apart by their looks") {
  using enum EntryLook;
  struct Row {
    std::string_view text;
    EntryLook look;
  };
  const Row rows[] = {
      {"a.example", name},
      {"WWW.A.example", name},
      {"nas_1", name},
      {"bücher.example", name},
      {"+.a.example", pattern},
      {".a.example", pattern},
      {"*.a.example", pattern},
      {"time.*.example", pattern},
      {"*", pattern},
      {"192.0.2.1", address},
      {"2001:db8::1", address},
      {"192.0.2.0/24", range},
      {"2001:db8::/32", range},
      {"DOMAIN-SUFFIX,a.example", rule},
      {"domain,a.example", rule},
      {"USER-AGENT,x*", rule},
      {"AND,((DOMAIN,a.example),(NETWORK,udp))", rule},
      {"payload:", yaml_head},
      {"rules:", yaml_head},
      {"payload: [a.example]", yaml_head},
      {"- a.example", yaml_item},
      {"-", yaml_item},
      {"; lists", comment},
      {"! lists", comment},
      {"// lists", comment},
      {"[Adblock Plus 2.0]", comment},
      {"a.example # ours", commented},
      {"a.example\t// ours", commented},
      {"10.0.0.0/8 # ours", commented},
      {"https://a.example/b", link},
      {"a.example/b", link},
      {"0.0.0.0 a.example", hosts_row},
      {"::1\tlocalhost", hosts_row},
      {"||a.example^", ad_filter},
      {"@@||a.example^", ad_filter},
      {"a.example##.ad", ad_filter},
      {"'a.example'", quoted},
      {"\"a.example\"", quoted},
      {"full:a.example", other},
      {"^ad[0-9]+", other},
      {"", other},
      {"+", other},
      {"a b", other},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(look_of_entry(row.text) == row.look);
  }
}

TEST_CASE("files that came in place of a list") {
  CHECK(instead_of_list("<!DOCTYPE html>\n<html>") == "a web page");
  CHECK(instead_of_list("\xEF\xBB\xBF\n <HTML>") == "a web page");
  CHECK(instead_of_list("404: Not Found") == "the answer \"404: Not Found\"");
  CHECK(instead_of_list("503 Service Unavailable\n") == "the answer \"503 Service Unavailable\"");
  CHECK(instead_of_list("version https://git-lfs.github.com/spec/v1\noid sha256:00\n") ==
        "a pointer of Git LFS, not the list");
  for (const std::string_view list : {"", "payload:\n  - a.example\n", "404.example\n", "4040\n", "444"})
    CHECK(instead_of_list(list).empty());
}

}  // namespace
}  // namespace clashlint
