#include "analyzer/query/read_wanted.h"

#include <algorithm>
#include <charconv>

#include "analyzer/catalogue/catalogue.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr std::uint32_t kLastPort = 0xFFFF;

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool fine = fault == std::errc() && end == text.data() + text.size() && value <= kLastPort;
  return fine ? std::optional(value) : std::nullopt;
}

std::string zone_of(std::string_view text) {
  if (text.starts_with("+.")) text.remove_prefix(2);
  return ascii_lower(text);
}

template <typename Read, typename Value>
void read_each(const YamlNode& node, StrictReader& reader, Read read, std::string_view what,
               std::vector<Value>& into) {
  for (const YamlNode* item : reader.items(node)) {
    const std::string_view text = reader.text(*item);
    if (text.empty()) continue;  // said already
    if (auto value = read(text)) {
      into.push_back(*value);
    } else {
      reader.fault(*item, "this must be " + std::string(what));
    }
  }
}

std::optional<Network> network_named(std::string_view word) {
  if (ascii_iequals(word, "tcp")) return Network::tcp;
  if (ascii_iequals(word, "udp")) return Network::udp;
  return std::nullopt;
}

}  // namespace

std::optional<IpPrefix> read_range(std::string_view text) {
  if (const std::optional<IpAddress> address = parse_ip(text))
    return IpPrefix{.address = *address, .bits = address->bit_count()};
  const Result<IpPrefix> prefix = parse_prefix(text);
  return prefix ? std::optional(*prefix) : std::nullopt;
}

std::optional<NumberRange> read_ports(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = number(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : number(text.substr(dash + 1));
  if (!first || !last || *last < *first) return std::nullopt;
  return NumberRange{.first = *first, .last = *last};
}

bool read_wanted_key(const YamlNode& key, const YamlNode& value, StrictReader& reader, Wanted& wanted) {
  const auto texts = [&](std::vector<std::string>& into, auto changed) {
    for (const std::string& text : reader.texts(value)) {
      if (!text.empty()) into.push_back(changed(text));
    }
  };
  const auto same = [](const std::string& text) { return text; };
  if (key.text == "under") {
    texts(wanted.under, zone_of);
  } else if (key.text == "matching") {
    texts(wanted.matching, ascii_lower);
  } else if (key.text == "process") {
    texts(wanted.processes, [](const std::string& text) { return unicode_lower(text); });
  } else if (key.text == "in-name") {
    texts(wanted.inbounds, same);
  } else if (key.text == "in-type") {
    texts(wanted.in_types, ascii_upper);
  } else if (key.text == "port") {
    read_each(value, reader, read_ports, "a port or a range such as 8000-9000", wanted.ports);
  } else if (key.text == "ip") {
    read_each(value, reader, read_range, "an address or a range such as 10.0.0.0/8", wanted.addresses);
  } else if (key.text == "src-ip") {
    read_each(value, reader, read_range, "an address or a range such as 10.0.0.0/8", wanted.sources);
  } else if (key.text == "network") {
    if (const auto network = reader.word(value, network_named, "tcp or udp")) wanted.network = network;
  } else {
    return false;
  }
  return true;
}

bool read_hosts_key(const YamlNode& key, const YamlNode& value, StrictReader& reader, const HostParser& parse,
                    std::vector<AskedHost>& hosts) {
  if (key.text == "service") {
    for (const YamlNode* item : reader.items(value)) {
      const Service* const service = find_service(built_in_services(), reader.text(*item));
      if (service == nullptr) {
        reader.fault(*item, "there is no such service; clashlint checks service-split has the list");
        continue;
      }
      for (const ServiceHost& host : service->hosts)
        hosts.push_back({.text = host.probe, .host = host.probe, .span = item->span});
    }
    return true;
  }
  if (key.text != "host" && key.text != "hosts" && key.text != "url" && key.text != "urls") return false;
  for (const YamlNode* item : reader.items(value)) {
    const std::string_view text = reader.text(*item);
    if (text.empty()) continue;  // said already
    Result<AskedHost> host = parse(text);
    if (host) {
      host->span = item->span;
      hosts.push_back(std::move(*host));
    } else {
      reader.fault(*item, "this is no host: " + host.error());
    }
  }
  return true;
}

}  // namespace clashlint
