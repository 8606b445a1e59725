#include "analyzer/dns/node_servers.h"

#include "analyzer/check/definitions.h"
#include "analyzer/match/chain.h"
#include "rules/value/ip.h"

namespace clashlint {

NodeServers::NodeServers(const Facts& facts) : profile_(facts.profile) {
  const YamlNode* const list = top_level(facts, "proxies");
  if (list == nullptr || !list->is_sequence()) return;
  for (const YamlNode* item : list->children) {
    const Structure node(resolved(*item), KeyStyle::fold_underscore);
    const std::optional<std::string> name = node.text("name");
    if (const YamlNode* const server = node.find("server"); name && server != nullptr)
      servers_.try_emplace(*name, server);
  }
}

NodeServers::Server NodeServers::behind(const Outbound& target) const {
  const Chain chain = follow(profile_, target, {});
  Server found{.node = chain.hops.back()};
  const auto server = servers_.find(found.node->name);
  if (found.node->kind != OutboundKind::proxy || server == servers_.end()) return found;
  const YamlNode& value = *server->second;
  found.known = true;
  found.span = value.span;
  if (!parse_ip(value.text)) found.name = value.text;
  return found;
}

}  // namespace clashlint
