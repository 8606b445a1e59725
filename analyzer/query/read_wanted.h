#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "analyzer/catalogue/strict_reader.h"
#include "analyzer/query/wanted.h"
#include "rules/base/result.h"

namespace clashlint {

/// What somebody wrote for a host: a name, an address, `host:port` or a URL.
struct AskedHost {
  std::string text;  ///< as written
  std::string host;
  std::optional<std::uint16_t> port{};
  std::optional<Network> network{};
  Span span{};
};
using HostParser = std::function<Result<AskedHost>(std::string_view)>;

/// Reads one key of a file of ours that says which connections are meant: `under`, `matching`,
/// `port`, `network`, `process`, `ip`, `src-ip`, `in-name`, `in-type`. False: it is none of them.
bool read_wanted_key(const YamlNode& key, const YamlNode& value, StrictReader& reader, Wanted& wanted);

/// `host`, `hosts`, `url`, `urls` are read with `parse`; `service` gives the hosts of one.
bool read_hosts_key(const YamlNode& key, const YamlNode& value, StrictReader& reader, const HostParser& parse,
                    std::vector<AskedHost>& hosts);

/// `10.0.0.0/8`, or a single address.
std::optional<IpPrefix> read_range(std::string_view text);
/// `443`, `8000-9000`.
std::optional<NumberRange> read_ports(std::string_view text);

}  // namespace clashlint
