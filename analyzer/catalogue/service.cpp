#include "analyzer/catalogue/service.h"

#include <algorithm>
#include <array>

namespace clashlint {
namespace {

struct RoleName {
  HostRole role;
  std::string_view name;
};

constexpr std::array<RoleName, 13> kRoles = {{{HostRole::api, "api"},
                                              {HostRole::gateway, "gateway"},
                                              {HostRole::login, "login"},
                                              {HostRole::web, "web"},
                                              {HostRole::stream, "stream"},
                                              {HostRole::storage, "storage"},
                                              {HostRole::assets, "assets"},
                                              {HostRole::challenge, "challenge"},
                                              {HostRole::sso, "sso"},
                                              {HostRole::payment, "payment"},
                                              {HostRole::support, "support"},
                                              {HostRole::telemetry, "telemetry"},
                                              {HostRole::updates, "updates"}}};

bool holds(const std::vector<HostRole>& roles, HostRole role) {
  return std::ranges::find(roles, role) != roles.end();
}

}  // namespace

std::string_view to_string(HostRole role) { return std::ranges::find(kRoles, role, &RoleName::role)->name; }

std::optional<HostRole> host_role(std::string_view word) {
  const auto* const found = std::ranges::find(kRoles, word, &RoleName::name);
  return found == kRoles.end() ? std::nullopt : std::optional(found->role);
}

std::string host_role_words() {
  std::string words;
  for (const RoleName& role : kRoles) {
    if (!words.empty()) words += role.role == kRoles.back().role ? " or " : ", ";
    words += role.name;
  }
  return words;
}

bool is_session_role(HostRole role) { return role <= HostRole::stream; }

bool is_network(const ServiceHost& host) { return host.pattern.find('/') != std::string::npos; }

bool Service::is_together(HostRole role) const { return holds(together, role); }
bool Service::is_long_lived(HostRole role) const { return holds(long_lived, role); }

const Service* find_service(const std::vector<Service>& services, std::string_view id) {
  const auto found = std::ranges::find(services, id, &Service::id);
  return found == services.end() ? nullptr : &*found;
}

}  // namespace clashlint
