// A misspelt key that is written right takes effect: whatever its value is, the
// core must take the profile as it did before.
#include "analyzer/keys/rename.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/check/fix.h"
#include "analyzer/check/inspect.h"
#include "rules/profile/load.h"

namespace clashlint {
namespace {

struct Result {
  bool refused = false;
  std::string mended;
  std::size_t made = 0;
};

Result mend(const std::string& text) {
  Sources sources;
  const FileId file = sources.add("profile.yaml", text);
  const LoadedProfile loaded = load_profile_text(sources, file, {.home = "."});
  Settings settings;
  settings.choices = {{.pattern = "*", .on = false}, {.pattern = "unknown-key", .on = true}};
  const Findings findings = inspect(sources, loaded, settings).findings;
  const FixedText fixed = apply_fixes(sources, file, findings, true);
  return {.refused = loaded.refused, .mended = fixed.text, .made = fixed.made};
}

const std::vector<std::string_view> kValues = {"true",        "off",
                                               "1",           "-1",
                                               "70000",       "text",
                                               "fake-ip",     "./x",
                                               "../x",        "\"\"",
                                               "[]",          "[a.b]",
                                               "[a..b]",      "[1.1.1.1]",
                                               "[geosite:x]", "[~]",
                                               "{a: b}",      "~",
                                               "\"1\"",       "bad/0",
                                               "[1.1.1.1/8]", "rule",
                                               "tls://x:y",   "[nonsense://a]",
                                               "h2mux",       "http://a.example"};

// One letter too many, in the middle where no other key is meant.
std::string misspelt(std::string_view key) {
  std::string word(key);
  return word.insert(word.size() / 2, 1, 'q');
}

std::size_t try_all(KeyPlace place, std::string_view type, std::string_view before, std::string_view after) {
  std::size_t made = 0;
  for (const KnownKey& key : known_keys(place, type)) {
    for (const std::string_view value : kValues) {
      std::string text(before);
      text.append(misspelt(key.name)).append(": ").append(value).append(after);
      const Result first = mend(text);
      if (first.refused || first.made == 0) continue;
      ++made;
      CHECK_MESSAGE(!mend(first.mended).refused, first.mended);
    }
  }
  return made;
}

TEST_CASE("no mended key makes the core refuse a profile") {
  const std::string_view rules = "\nrules: ['MATCH,DIRECT']\n";
  CHECK(try_all(KeyPlace::top, {}, "", rules) > 50);
  CHECK(try_all(KeyPlace::dns, {}, "dns:\n  ", rules) > 20);
  CHECK(try_all(KeyPlace::dns, {}, "dns:\n  nameserver: []\n  fake-ip-filter: [a..b]\n  ", rules) > 20);
  CHECK(try_all(KeyPlace::dns, {}, "dns:\n  fallback-filter: {ipcidr: [x]}\n  ", rules) > 20);
  CHECK(try_all(KeyPlace::tun, {}, "tun:\n  ", rules) > 20);
  CHECK(try_all(KeyPlace::sniffer, {}, "sniffer:\n  ", rules) > 5);
  CHECK(try_all(KeyPlace::group, {}, "proxy-groups:\n- name: G\n  type: select\n  proxies: [DIRECT]\n  ",
                rules) > 10);
  CHECK(try_all(KeyPlace::proxy_provider, {}, "proxy-providers:\n  p:\n    type: http\n    url: a\n    ",
                rules) > 3);
  CHECK(try_all(KeyPlace::rule_provider, {},
                "rule-providers:\n  p:\n    type: http\n    behavior: domain\n    ", rules) > 3);
  for (const std::string_view type : {"ss", "vmess", "vless", "trojan", "snell", "hysteria2", "tuic"}) {
    std::string proxy = "proxies:\n- name: P\n  type: ";
    proxy += type;
    proxy +=
        "\n  server: a.example\n  port: 1\n  password: p\n  uuid: u\n  cipher: auto\n  alterId: 0\n  psk: "
        "p\n  ";
    if (type == "ss") proxy.replace(proxy.find("auto"), 4, "aes-128-gcm");
    CHECK_MESSAGE(try_all(KeyPlace::proxy, type, proxy, rules) > 3, type);
  }
  CHECK(try_all(KeyPlace::smux, {}, "proxies:\n- name: P\n  type: direct\n  smux:\n    protocol: bad\n    ",
                rules) > 3);
}

}  // namespace
}  // namespace clashlint
