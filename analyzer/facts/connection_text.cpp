#include "analyzer/facts/connection_text.h"

#include <vector>

#include "rules/base/strings.h"

namespace clashlint {
namespace {

constexpr std::uint16_t kUsualPort = 443;

}  // namespace

std::string connection_text(const Witness& witness) {
  const Query& query = witness.query;
  std::vector<std::string> more;
  const auto add = [&](bool given, const std::string& text) {
    if (given) more.push_back(text);
  };
  const std::string address = query.dst_ip ? to_string(*query.dst_ip) : "";
  std::string text = !query.host.empty()         ? query.host
                     : !query.sniff_host.empty() ? query.sniff_host
                                                 : address;
  add(query.network == Network::udp, "udp");
  add(query.dst_port != kUsualPort, "port " + std::to_string(query.dst_port));
  add(query.dst_ip.has_value() && text != address, "at " + address);
  add(query.dns.has_value(), "resolved to " + (query.dns ? to_string(*query.dns) : ""));
  add(!query.sniff_host.empty() && text != query.sniff_host, "sniffed as " + query.sniff_host);
  add(query.src_ip.has_value(), "from " + (query.src_ip ? to_string(*query.src_ip) : ""));
  add(query.src_port != 0, "from port " + std::to_string(query.src_port));
  add(query.in_port != 0, "in at port " + std::to_string(query.in_port));
  add(query.in_type != "HTTP", "in as " + query.in_type);
  add(!query.in_name.empty(), "in at " + query.in_name);
  add(!query.in_user.empty(), "user " + query.in_user);
  add(!query.process.empty(), "process " + query.process);
  add(!query.process_path.empty(), "process " + query.process_path);
  add(query.uid != 0, "uid " + std::to_string(query.uid));
  add(query.dscp != 0, "dscp " + std::to_string(query.dscp));
  for (const auto& [group, member] : witness.selections) add(true, group + " = " + member);
  return more.empty() ? text : text + " (" + join(more, ", ") + ")";
}

}  // namespace clashlint
