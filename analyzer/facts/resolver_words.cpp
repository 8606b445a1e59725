#include "analyzer/facts/resolver_words.h"

#include <fmt/format.h>

namespace clashlint {

std::string nameserver_name(std::string_view server) {
  std::string_view scheme = server.substr(0, server.find("://"));
  std::string_view rest = scheme.size() == server.size() ? server : server.substr(scheme.size() + 3);
  rest = rest.substr(0, rest.find('#'));
  std::string_view authority = rest.substr(0, rest.find('/'));
  std::string_view path = rest.substr(authority.size());
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos)
    authority.remove_prefix(at + 1);
  if (scheme == "udp") {
    if (authority.ends_with(":53")) authority.remove_suffix(3);
    return std::string(authority);
  }
  if (scheme.size() == server.size()) return std::string(authority);
  if (scheme == "https" && authority.ends_with(":443")) authority.remove_suffix(4);
  const bool usual = path.empty() || path == "/dns-query";
  return std::string(scheme) + "://" + std::string(authority) + std::string(usual ? path : "/…");
}

std::string resolver_words(const Profile& profile) {
  if (!profile.dns.enable || profile.dns.nameservers.empty()) return "the system's resolver";
  const std::string first = nameserver_name(profile.dns.nameservers.front());
  const std::size_t more = profile.dns.nameservers.size() - 1;
  return more == 0 ? first : fmt::format("{} and {} more", first, more);
}

}  // namespace clashlint
