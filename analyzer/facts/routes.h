#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "analyzer/facts/judged_lists.h"

namespace clashlint {

/// What becomes of a connection in the end, when every group takes its first choice.
enum class Exit : std::uint8_t { direct, reject, proxy };

/// Of a target. Nodes that are not known here are taken for proxies.
Exit exit_of(const Profile& profile, std::string_view target);

/// It refuses, or is a group that lets its user choose to: a switch for QUIC, say.
bool may_refuse(const Profile& profile, std::string_view target);

/// Behind "goes": `DIRECT`, `to 🚀 Proxy`.
std::string way_words(std::string_view target);

/// Where a connection goes.
struct Route {
  const Rule* rule = nullptr;  ///< null: no rule takes it, or the mode looks at none
  std::string target{};
  Exit exit = Exit::direct;

  /// The rule was written for such names by name: it is no list, and not MATCH.
  bool is_named() const;
};

/// Where names go whose address no rule takes, as lists that are missing hold
/// nothing. A microsecond a question. Of a profile that the core refuses nothing
/// is known: everything is DIRECT.
class Routes {
 public:
  Routes(const Profile& profile, JudgedLists& lists) : profile_(profile), lists_(lists) {}

  Route of(std::string_view name, Network network, std::uint16_t port);
  /// The same where its address is known.
  Route of(std::string_view name, const IpAddress& address, Network network, std::uint16_t port);
  /// Of a connection that comes by its address alone.
  Route of(const IpAddress& address, Network network, std::uint16_t port);

 private:
  Route find(const Example& example);

  const Profile& profile_;
  JudgedLists& lists_;
};

}  // namespace clashlint
