#include <algorithm>

#include <fmt/format.h>

#include "rules/profile/fields.h"
#include "rules/profile/remedies.h"
#include "rules/profile/sections.h"
#include "rules/profile/structure.h"
#include "rules/profile/typed.h"
#include "rules/value/ip.h"
#include "rules/value/number_ranges.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

constexpr std::string_view kTypes[] = {"socks",  "http",   "tproxy",      "redir",           "mixed",
                                       "tunnel", "tun",    "shadowsocks", "snell",           "vmess",
                                       "vless",  "trojan", "hysteria2",   "hysteria2-realm", "tuic",
                                       "anytls", "mieru",  "sudoku",      "trusttunnel"};

// `port` is text there: a number or a range.
constexpr FieldSpec kFields[] = {{"name", FieldType::text, true},
                                 {"listen", FieldType::text},
                                 {"port", FieldType::text},
                                 {"rule", FieldType::text},
                                 {"proxy", FieldType::text}};

class ListenerCheck {
 public:
  ListenerCheck(LoadContext& context, const YamlNode& node, int index)
      : context_(context),
        fields_(node, KeyStyle::fold_underscore),
        prefix_(fmt::format("proxy {}: ", index)) {}

  void run() {
    const YamlNode* const type = fields_.find_exact("type");
    if (type == nullptr || yaml_type(*type) != YamlType::string) {
      return refuse(type, "a listener needs a `type`", "missing type");
    }
    if (std::ranges::find(kTypes, type->text) == std::end(kTypes)) {
      refuse(type, fmt::format("the core knows no listener type \"{}\"", type->text),
             fmt::format("unsupport proxy type: {}", type->text));
      return context_.remedies.word(context_.findings.back(), type->text, type->span, kTypes);
    }
    for (const StructureFault& fault : fields_.check(kFields)) {
      context_.refuse("invalid-listener", fault.span, fault.message, prefix_ + fault.core_message);
    }
    check_address();
    check_port();
    check_name();
  }

 private:
  void refuse(const YamlNode* node, std::string message, const std::string& core_message) {
    context_.refuse("invalid-listener", node == nullptr ? fields_.title() : node->span, std::move(message),
                    prefix_ + core_message);
  }

  void check_address() {
    const std::string listen = fields_.text("listen").value_or("");
    if (listen.empty() || parse_ip(listen)) return;
    refuse(fields_.find("listen"), fmt::format("\"{}\" is no address", listen),
           fmt::format("ParseAddr(\"{}\"): unable to parse IP", listen));
  }

  void check_port() {
    const std::string port = fields_.text("port").value_or("");
    const Result<NumberRanges> ranges = parse_number_ranges(port, 16);
    if (!ranges)
      refuse(fields_.find("port"), fmt::format("\"{}\" is no port or range of ports", port), ranges.error());
  }

  /// The core compares the name with the listener's own keys where it means other listeners.
  void check_name() {
    const std::string name = fields_.text("name").value_or("");
    const bool clash = std::ranges::any_of(fields_.entries(),
                                           [&](const YamlEntry& entry) { return entry.key->text == name; });
    if (!clash) return;
    context_.refuse("duplicate-name", fields_.find("name")->span,
                    "the core refuses a listener that is called like one of its own keys",
                    fmt::format("listener {} is the duplicate name", name));
  }

  LoadContext& context_;
  Structure fields_;
  std::string prefix_;
};

}  // namespace

std::span<const FieldSpec> listener_fields() { return kFields; }

void load_listeners(LoadContext& context) {
  const YamlNode* const list = typed_child(context.root, "listeners");
  if (list == nullptr || !list->is_sequence()) return;
  int index = 0;
  for (const YamlNode* item : list->children) ListenerCheck(context, *item, index++).run();
}

}  // namespace clashlint
