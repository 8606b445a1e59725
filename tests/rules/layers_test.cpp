// Laws of layers. What each client does is in fixtures/resolve, example by example.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "rules/layers/kind.h"
#include "tests/support/layered.h"

namespace clashlint {
namespace {

struct Laid {
  Laid(const std::string& profile, std::vector<LayerText> layers)
      : loaded(load_profile_text(sources, sources.add("profile.yaml", profile),
                                 {.home = ".", .geodata_home = {}, .layers = std::move(layers)})) {}

  std::string shown() const { return shown_tree(loaded.tree.root()); }

  Sources sources;
  LoadedProfile loaded;
};

LayerText layer(LayerKind kind, const std::string& text) {
  return {.kind = kind, .name = "layer.yaml", .text = text};
}

constexpr const char* kProfile = R"(mixed-port: 7890
dns: &dns {enable: true, nameserver: [192.0.2.1], nameserver-policy: {a.example: 192.0.2.2}}
proxies:
  - {name: A, type: socks5, server: a.example, port: 1080}
proxy-groups:
  - {name: Proxy, type: select, proxies: [A, DIRECT]}
rules:
  - "DOMAIN-SUFFIX,a.example,Proxy"
  - GEOIP,CN,DIRECT,no-resolve
  - MATCH,Proxy
x-dns: *dns
)";

TEST_CASE("without layers there is the profile itself, and nothing is kept beside it") {
  const Laid plain(kProfile, {});
  CHECK(plain.loaded.layered == nullptr);
  REQUIRE(plain.loaded.texts().size() == 1);
  CHECK(plain.loaded.texts().front().tree == &plain.loaded.tree);
}

TEST_CASE("a layer that says nothing changes nothing, whoever reads it") {
  const std::string before = Laid(kProfile, {}).shown();
  for (const std::string_view word : layer_words()) {
    const LayerKind kind = *layer_kind_named(word);
    // These do something whatever their files say.
    const LayerClient client = client_of(kind);
    if (client == LayerClient::shellcrash) continue;
    for (const char* text : {"", "# nothing\n", "{}\n"}) {
      CAPTURE(word);
      CAPTURE(text);
      CHECK(Laid(kProfile, {layer(kind, text)}).shown() == before);
    }
  }
}

TEST_CASE("a layer that cannot be applied leaves everything as it was, and says why") {
  const std::string before = Laid(kProfile, {}).shown();
  struct Row {
    LayerKind kind;
    const char* text;
  };
  const std::vector<Row> rows = {{LayerKind::own, "prepend: ["},
                                 {LayerKind::own, "- a\n"},
                                 {LayerKind::verge_rules, "prepend: [\"MATCH,DIRECT\"]\nappend: []\n"},
                                 {LayerKind::verge_rules, "prepend: []\nappend: []\ndelete: [1]\n"},
                                 {LayerKind::party, "+mixed-port: [1]\n"},
                                 {LayerKind::party, "a: &a {b: *a}\n"},
                                 {LayerKind::openclash_top, "- 1\n"},
                                 {LayerKind::nikki, "text\n"}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Laid laid(kProfile, {layer(row.kind, row.text)});
    REQUIRE(laid.loaded.layered != nullptr);
    const Layer& told = laid.loaded.layered->layers.front();
    const bool circle = std::string_view(row.text).find("*a") != std::string_view::npos;
    if (!circle) CHECK(laid.shown() == before);
    if (!circle) CHECK_MESSAGE(told.is_fault, told.why_not);
  }
}

TEST_CASE("a layer over an anchored part changes that place alone") {
  const Laid laid(kProfile, {layer(LayerKind::nikki, "dns: {nameserver: [192.0.2.9]}\n")});
  CHECK(laid.shown().find("dns: {enable: true, nameserver: [192.0.2.9]") != std::string::npos);
  CHECK(laid.shown().find("x-dns: {enable: true, nameserver: [192.0.2.1]") != std::string::npos);
}

TEST_CASE("what a layer adds is never what it takes away") {
  const Laid laid(kProfile, {layer(LayerKind::own, R"(prepend: {rules: ["GEOIP,CN,DIRECT,no-resolve"]}
delete: {rules: ["GEOIP, CN ,DIRECT,no-resolve"], dns: {nameserver-policy: [a.example]}}
)")});
  REQUIRE(laid.loaded.profile->rules.size() == 3);
  CHECK(laid.loaded.profile->rules.front().text == "GEOIP,CN,DIRECT,no-resolve");
  CHECK(laid.loaded.profile->rules.front().span.file == 1);
  CHECK(laid.shown().find("nameserver-policy: {}") != std::string::npos);
}

TEST_CASE("append goes in front of the MATCH rows that close a list") {
  const Laid laid("rules: ['DOMAIN,a.example,DIRECT', 'MATCH,DIRECT', 'match,REJECT']\n",
                  {layer(LayerKind::own, "append: {rules: ['DOMAIN,b.example,DIRECT']}\n")});
  REQUIRE(laid.loaded.profile->rules.size() == 4);
  CHECK(laid.loaded.profile->rules[1].text == "DOMAIN,b.example,DIRECT");
}

TEST_CASE("every place leads to a text that reads the same") {
  const std::vector<LayerText> all = {
      layer(LayerKind::own,
            "prepend: {rules: [\"DOMAIN,n.example,DIRECT\"]}\nreplace: {dns: {ipv6: true}}\n"),
      layer(LayerKind::party,
            "+rules: ['DOMAIN,p.example,DIRECT']\ndns: {nameserver-policy: {'+<+.b.example>': [x]}}\n"),
      layer(LayerKind::party_rules, "prepend: [\"1,DOMAIN,i.example,DIRECT\"]\n"),
      layer(LayerKind::cfw_parser,
            "commands:\n  - proxy-groups.Proxy.proxies=[]proxyNames\n  - rules.0+MATCH\n"),
      layer(LayerKind::openclash_top, "- IP-CIDR,10.0.0.1,DIRECT\n"),
      layer(LayerKind::nikki, "nikki-rules: [\"DOMAIN,k.example,DIRECT\"]\n"),
      layer(LayerKind::verge_merge, "DNS: {ipv6: true}\n"),
      layer(LayerKind::stash, "rules:\n  - DOMAIN,s.example,DIRECT\n"),
      layer(LayerKind::nyanpasu, "append__dns.nameserver: [192.0.2.7]\n")};
  for (const LayerText& one : all) {
    CAPTURE(one.text);
    const Laid laid(kProfile, {one});
    CHECK(laid.loaded.layered->layers.front().why_not == "");
    const auto misplaced = misplaced_scalar(laid.sources, laid.loaded);
    CHECK_MESSAGE(!misplaced, misplaced.value_or(""));
  }
}

TEST_CASE("layers of two clients do not go together, ours go with all") {
  CHECK(layer_clash({LayerKind::own, LayerKind::party, LayerKind::script, LayerKind::party_rules}).empty());
  CHECK_FALSE(layer_clash({LayerKind::party, LayerKind::nikki}).empty());
}

TEST_CASE("kinds have words, and other words are told apart") {
  for (const std::string_view word : layer_words()) CHECK(layer_word(*layer_kind_named(word)) == word);
  CHECK(layer_kind_fault("verge-rule").find("did you mean \"verge-rules\"?") != std::string::npos);
  CHECK(layer_kind_fault("clashmi").find("nobody can read") != std::string::npos);
}

}  // namespace
}  // namespace clashlint
