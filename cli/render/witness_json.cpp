#include "cli/render/witness_json.h"

namespace clashlint {

Json ask_json(const Query& query) {
  Json json = Json::object();
  const auto text = [&](const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
  };
  const auto number = [&](const char* key, std::uint32_t value) {
    if (value != 0) json[key] = value;
  };
  const auto address = [&](const char* key, const std::optional<IpAddress>& value) {
    if (value) json[key] = to_string(*value);
  };
  text("host", query.host);
  address("dst_ip", query.dst_ip);
  address("dns", query.dns);
  if (query.network == Network::udp) json["network"] = "udp";
  number("dst_port", query.dst_port);
  address("src_ip", query.src_ip);
  number("src_port", query.src_port);
  number("in_port", query.in_port);
  text("in_name", query.in_name);
  text("in_user", query.in_user);
  if (query.in_type != "HTTP") text("in_type", query.in_type);
  text("process", query.process);
  text("process_path", query.process_path);
  number("uid", query.uid);
  number("dscp", query.dscp);
  text("sniff_host", query.sniff_host);
  text("sub_rules", query.sub_rules);
  return json;
}

}  // namespace clashlint
