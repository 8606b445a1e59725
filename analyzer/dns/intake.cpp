#include "analyzer/dns/intake.h"

#include <algorithm>

#include "analyzer/check/definitions.h"
#include "rules/profile/typed.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

const YamlNode* section(const Facts& facts, std::string_view key) {
  const YamlNode* const node = top_level(facts, key);
  return node != nullptr && node->is_mapping() ? node : nullptr;
}

bool has_port(const Facts& facts, std::string_view key) {
  const YamlNode* const port = top_level(facts, key);
  return port != nullptr && typed_int_value(*port).value_or(0) != 0;
}

bool has_listener(const Facts& facts) {
  const YamlNode* const list = top_level(facts, "listeners");
  if (list == nullptr) return false;
  return std::ranges::any_of(list->children, [](const YamlNode* item) {
    const std::string type = Structure(resolved(*item), KeyStyle::fold_underscore).text("type").value_or("");
    return type == "tun" || type == "tproxy";
  });
}

}  // namespace

Intake intake_of(const Facts& facts) {
  Intake intake;
  const YamlNode* const tun = section(facts, "tun");
  if (tun != nullptr && typed_bool(*tun, "enable").value_or(false)) {
    intake.tun = tun;
    intake.hijack = yaml_find(*tun, "dns-hijack");
  }
  const YamlNode* const dns = dns_section(facts);
  const YamlNode* const listen = dns == nullptr ? nullptr : typed_child(*dns, "listen");
  if (listen != nullptr && listen->is_scalar() && !listen->text.empty()) intake.listen = listen;
  intake.udp = intake.tun != nullptr || has_port(facts, "tproxy-port") || has_listener(facts);
  const YamlNode* const sniffer = section(facts, "sniffer");
  intake.sniffs = sniffer != nullptr && typed_bool(*sniffer, "enable").value_or(false);
  return intake;
}

const YamlNode* dns_section(const Facts& facts) { return section(facts, "dns"); }

YamlEntry dns_entry(const Facts& facts, std::string_view key) {
  const YamlNode* const dns = dns_section(facts);
  if (dns == nullptr) return {};
  for (const YamlEntry& entry : yaml_entries(*dns).entries) {
    if (entry.key->text == key) return entry;
  }
  return {};
}

}  // namespace clashlint
