#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clashlint {

/// What a host of a service is there for.
enum class HostRole : std::uint8_t {
  api,
  gateway,
  login,
  web,
  stream,     ///< web sockets, media
  storage,    ///< up- and downloads
  assets,     ///< scripts, fonts, pictures
  challenge,  ///< is it a human?
  sso,        ///< sign-in by an account of somebody else
  payment,
  support,
  telemetry,
  updates
};

std::string_view to_string(HostRole role);
std::optional<HostRole> host_role(std::string_view word);
/// `api, gateway, login …`: for a sentence that says what is allowed.
std::string host_role_words();
/// There is no session without such hosts: api, gateway, login, web, stream.
bool is_session_role(HostRole role);

struct ServiceHost {
  std::string pattern{};  ///< `openrouter.ai`, `+.t.me` for everything under it, `91.108.56.0/22`
  std::string probe{};    ///< a name or an address of it to ask about
  HostRole role = HostRole::api;
};

/// Whether the host is a network: it is reached without a name.
bool is_network(const ServiceHost& host);

/// A service as people know it, with the hosts that take part in one session.
struct Service {
  std::string id{};
  std::string name{};
  std::string category{};
  std::vector<std::string> called{};   ///< other words by which a group is named for it
  std::vector<ServiceHost> hosts{};    ///< in the order of the file, each pattern once
  std::vector<HostRole> together{};    ///< have to leave by one outbound
  std::vector<HostRole> long_lived{};  ///< their connections last
  bool declared = false;               ///< the user has given hosts of it in `.clashlint.yaml`

  bool is_together(HostRole role) const;
  bool is_long_lived(HostRole role) const;
};

/// Null: there is no such service.
const Service* find_service(const std::vector<Service>& services, std::string_view id);

}  // namespace clashlint
