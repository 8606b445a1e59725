#pragma once

#include "analyzer/check/facts.h"
#include "rules/yaml/mapping.h"

namespace clashlint {

/// How programs come to the core, as far as the profile itself says.
struct Intake {
  const YamlNode* tun = nullptr;     ///< the section, where it is on
  const YamlNode* hijack = nullptr;  ///< `tun.dns-hijack`, also where it is empty; null: the default
  const YamlNode* listen = nullptr;  ///< `dns.listen`, where it is not empty
  bool udp = false;                  ///< UDP comes to it whatever programs know of it: TUN, TPROXY
  bool sniffs = false;               ///< the sniffer is on

  /// Programs ask the core for names.
  bool takes_names() const { return tun != nullptr || listen != nullptr; }
};

Intake intake_of(const Facts& facts);

/// The section `dns` as it is written; null where there is none.
const YamlNode* dns_section(const Facts& facts);

/// An entry of it: the key and the value as they are written; both null where it is absent.
YamlEntry dns_entry(const Facts& facts, std::string_view key);

}  // namespace clashlint
