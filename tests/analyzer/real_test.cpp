#include "analyzer/secrets/real.h"

#include <doctest/doctest.h>

#include <string_view>

namespace clashlint {
namespace {

TEST_CASE("what stands in place of a secret is none") {
  for (const std::string_view text : {"",
                                      "   ",
                                      "abc",
                                      "password",
                                      "Password1",
                                      "your-password",
                                      "YOUR_TOKEN_HERE",
                                      "yourpassword",
                                      "my secret key",
                                      "user1",
                                      "xxxxxxxx",
                                      "XXXX-XXXX",
                                      "********",
                                      "........",
                                      "123456",
                                      "12345678-1234-1234-1234-123456789abc",
                                      "00000000-0000-4000-8000-000000000000",
                                      "b831381d-6324-4d53-ad4f-8cda48b30811",
                                      "AAAAAAAAAAAAAAAAAAAAAA==",
                                      "00000000-0000-4000-8000-000000000002",
                                      "tskey-auth-...",
                                      "<your password>",
                                      "[password]",
                                      "${UUID}",
                                      "$PASSWORD",
                                      "%PASSWORD%",
                                      "{{ node.password }}",
                                      "{% if x %}",
                                      "你的密码"}) {
    CAPTURE(text);
    CHECK_FALSE(is_real_secret(text));
  }
}

TEST_CASE("a secret is one, weak or not") {
  for (const std::string_view text :
       {"hunter2", "k7-swordfish", "5f3c2a41-90be-4d8f-a0c7-13d4f95e2b66", "Zm9vYmFyYmF6cXV4Zm9v", "9f2b71c4",
        "correct horse battery staple", "admin8642097", "p@ssw0rd-2026-work"}) {
    CAPTURE(text);
    CHECK(is_real_secret(text));
  }
}

TEST_CASE("links that open something to whoever has them") {
  for (const std::string_view link :
       {"https://sub.nodes.internal/subscribe?token=4f1c9e0a7b2d4c6e",
        "https://sub.nodes.internal/link/Ab3dE5gH7jK9mN1p?clash=1",
        "https://sub.nodes.internal/s/5f3c2a41-90be-4d8f-a0c7-13d4f95e2b66",
        "https://me:hunter2-door@lists.nodes.internal/a.yaml",
        "http://127.0.0.1:25500/"
        "sub?target=clash&url=https%3A%2F%2Fsub.nodes.internal%2Fx%3Ftoken%3D4f1c9e0a7b2d",
        "trojan://hunter2-hk@hk.nodes.internal:443?sni=a#HK",
        "vless://5f3c2a41-90be-4d8f-a0c7-13d4f95e2b66@jp.nodes.internal:443",
        "vmess://eyJhZGQiOiJqcC5ub2Rlcy5pbnRlcm5hbCIsImlkIjoiNWYzYzJhNDEifQ"}) {
    CAPTURE(link);
    CHECK(is_secret_link(link));
  }
}

TEST_CASE("links that do not") {
  for (const std::string_view link :
       {"", "https://", "not a link", "https://sub.nodes.internal/clash.yaml",
        "https://sub.nodes.internal/subscribe?token=xxxxxxxx",
        "https://sub.nodes.internal/sub?token=your-token",
        "https://sub.example.com/subscribe?token=4f1c9e0a7b2d4c6e",
        "https://airport.com/link/Ab3dE5gH7jK9mN1p", "https://192.168.1.2/sub?token=4f1c9e0a7b2d4c6e",
        "https://你的域名/sub?token=4f1c9e0a7b2d4c6e",
        "https://raw.githubusercontent.com/corp/rules/0a1b2c3d4e5f60718293a4b5c6d7e8f901234567/a.yaml",
        "https://wiki.nodes.internal/handbook/clash-verge-rev-v2-guide-2026/",
        "https://lists.nodes.internal/a.yaml?udp=1&emoji=true&filter=US",
        "trojan://password@hk.nodes.internal:443", "vless://uuid@jp.nodes.internal:443"}) {
    CAPTURE(link);
    CHECK_FALSE(is_secret_link(link));
  }
}

}  // namespace
}  // namespace clashlint
