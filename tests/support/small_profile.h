#pragma once

#include <string>
#include <string_view>

#include "analyzer/match/walk.h"
#include "rules/profile/load.h"

namespace clashlint {

/// Outbounds that most tests need: A and B carry UDP, H does not.
inline constexpr std::string_view kOutbounds = R"(
proxies:
  - {name: A, type: trojan, server: 192.0.2.1, port: 443, password: x, udp: true}
  - {name: B, type: trojan, server: 192.0.2.2, port: 443, password: x, udp: true}
  - {name: H, type: http, server: 192.0.2.3, port: 443}
)";

/// The folder of the tiny databases and lists.
inline constexpr std::string_view kDataHome = CLASHLINT_SOURCE_DIR "/fixtures/data";

/// A profile from a text, with the geodata of fixtures/data as its home, for
/// tests of what it means.
class SmallProfile {
 public:
  explicit SmallProfile(std::string text, std::string_view home = kDataHome);

  const Profile& operator*() const { return *loaded_.profile; }
  const LoadedProfile& loaded() const { return loaded_; }
  const Sources& sources() const { return sources_; }

  /// `rule index → target`, as in `1 → A`; `- → DIRECT` where no rule won.
  std::string route(const Query& query, const Selections& selections = {}) const;

 private:
  Sources sources_;
  LoadedProfile loaded_;
};

/// `host`, `host udp`, `1.2.3.4`, `host =10.0.0.5` (what resolving gives), `host :8080`, `host sniff:x.com`.
Query query_of(std::string_view text);

}  // namespace clashlint
