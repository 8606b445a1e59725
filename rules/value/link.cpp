#include "rules/value/link.h"

#include "rules/base/strings.h"

namespace clashlint {

std::optional<Link> parse_link(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos) return std::nullopt;
  Link link{.scheme = ascii_lower(text.substr(0, scheme)), .user = {}, .host = {}, .path = {}, .query = {}};
  std::string_view rest = text.substr(scheme + 3);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t query = rest.find('?');
  if (query != std::string_view::npos) link.query = rest.substr(query + 1);
  rest = rest.substr(0, query);
  const std::size_t slash = rest.find('/');
  if (slash != std::string_view::npos) link.path = rest.substr(slash + 1);
  std::string_view authority = rest.substr(0, slash);
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    link.user = authority.substr(0, at);
    authority.remove_prefix(at + 1);
  }
  const bool bracketed = authority.starts_with('[');
  link.host =
      bracketed ? authority.substr(1, authority.find(']') - 1) : authority.substr(0, authority.find(':'));
  return link;
}

}  // namespace clashlint
