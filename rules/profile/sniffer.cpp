#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/profile/geodata.h"
#include "rules/profile/name_matchers.h"
#include "rules/profile/providers.h"
#include "rules/profile/remedies.h"
#include "rules/profile/sections.h"
#include "rules/profile/typed.h"
#include "rules/value/number_ranges.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

bool is_protocol(std::string_view name) {
  return ascii_iequals(name, "tls") || ascii_iequals(name, "http") || ascii_iequals(name, "quic");
}

/// The sniffer is validated whether it is on or not.
class SnifferCheck {
 public:
  SnifferCheck(LoadContext& context, const YamlNode& section) : context_(context), section_(section) {}

  void run() {
    const YamlNode* const sniff = typed_child(section_, "sniff");
    const bool modern = sniff != nullptr && sniff->is_mapping() && !sniff->children.empty();
    if (modern) {
      for (const YamlEntry& entry : yaml_entries(*sniff).entries) check_protocol(entry);
    } else {
      for (const TypedText& name : typed_strings(yaml_find(section_, "sniffing")))
        known(name.text, name.node->span);
      check_ports(yaml_find(section_, "port-whitelist"));
    }
    for (const std::string_view key : {"force-domain", "skip-domain"}) {
      NameListMatchers list = read_name_list(context_, yaml_find(section_, key), "invalid-sniffer",
                                             fmt::format("error in {}, error:", key));
      std::ranges::move(list.others, std::back_inserter(context_.profile.sniffer_names));
    }
    for (const std::string_view key : {"skip-src-address", "skip-dst-address"}) check_addresses(key);
  }

 private:
  Finding& refuse(Span span, std::string message, std::string core_message) {
    return context_.refuse("invalid-sniffer", span, std::move(message), std::move(core_message));
  }

  void known(std::string_view name, Span span) {
    if (is_protocol(name)) return;
    Finding& finding = refuse(span, fmt::format("the sniffer knows TLS, HTTP and QUIC, not \"{}\"", name),
                              fmt::format("not find the sniffer[{}]", name));
    if (ascii_iequals(name, "HTTPS")) context_.remedies.same_as(finding, "TLS", name, span);
  }

  void check_protocol(const YamlEntry& entry) {
    known(entry.key->text, entry.key->span);
    const YamlNode& value = resolved(*entry.value);
    if (value.is_mapping()) check_ports(yaml_find(value, "ports"));
  }

  void check_ports(const YamlNode* list) {
    for (const TypedText& item : typed_strings(list)) {
      const Result<NumberRanges> ranges = parse_number_ranges(item.text, 16);
      if (!ranges)
        refuse(item.node->span, fmt::format("\"{}\" is no port or range of ports", item.text),
               ranges.error());
    }
  }

  void check_addresses(std::string_view key) {
    for (const TypedText& item : typed_strings(yaml_find(section_, key))) {
      const std::string fault = address_fault(item.text);
      if (!fault.empty()) {
        refuse(item.node->span,
               split_prefix(item.text).prefix == EntryPrefix::none
                   ? range_advice(item.text)
                   : fmt::format("\"{}\" cannot be used here", item.text),
               fmt::format("error in {}, error:{}", key, fault));
      }
    }
  }

  std::string address_fault(std::string_view text) {
    const PrefixedEntry entry = split_prefix(text);
    for (const std::string& name : entry.names) {
      if (entry.prefix == EntryPrefix::geoip) {
        if (const Result<GeoipCode> code = context_.geodata.geoip(name); !code) return code.error();
      } else if (entry.prefix == EntryPrefix::rule_set) {
        const RuleSet* const set = find_rule_set(context_.profile, name);
        if (set == nullptr) return fmt::format("not found rule-set: {}", name);
        if (set->behavior == ProviderBehavior::domain)
          return "rule provider type error, except ipcidr,actual Domain";
      } else {
        const Result<IpPrefix> prefix = parse_prefix(text);
        return prefix ? std::string() : prefix.error();
      }
    }
    return {};
  }

  LoadContext& context_;
  const YamlNode& section_;
};

}  // namespace

void load_sniffer(LoadContext& context) {
  const YamlNode* const section = typed_child(context.root, "sniffer");
  if (section != nullptr && section->is_mapping()) SnifferCheck(context, *section).run();
}

}  // namespace clashlint
