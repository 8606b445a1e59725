#include <algorithm>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/profile/names.h"
#include "rules/profile/remedies.h"
#include "rules/profile/sections.h"
#include "rules/profile/typed.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

bool is_host_port(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) return false;
  const std::string_view host = text.substr(0, colon);
  return host.find(':') == std::string_view::npos || (host.starts_with('[') && host.ends_with(']'));
}

class TunnelCheck {
 public:
  explicit TunnelCheck(LoadContext& context) : context_(context) {}

  void check(const YamlNode& node) {
    if (node.is_scalar() && !is_null(node)) return check_text(node);
    if (node.is_mapping()) check_proxy(typed_string(node, "proxy").value_or(""), node.span);
  }

 private:
  void refuse(Span span, std::string message, std::string core_message) {
    context_.refuse("invalid-value", span, std::move(message), std::move(core_message));
  }

  /// `tcp/udp,address,target[,proxy]`
  void check_text(const YamlNode& node) {
    std::vector<std::string_view> parts = split(node.text, ',');
    for (std::string_view& part : parts) part = trim_space(part);
    if (parts.size() != 3 && parts.size() != 4) {
      return refuse(node.span, "a tunnel is `network,address,target` and perhaps a proxy",
                    fmt::format("invalid tunnel config {}", node.text));
    }
    for (const std::string_view network : split(parts[0], '/')) {
      if (!ascii_iequals(network, "tcp") && !ascii_iequals(network, "udp")) {
        return refuse(node.span, fmt::format("\"{}\" is neither tcp nor udp", network),
                      fmt::format("invalid tunnel network {}", parts[0]));
      }
    }
    if (!is_host_port(parts[1]) || !is_host_port(parts[2])) {
      return refuse(node.span, "a tunnel's address and target need a port",
                    fmt::format("invalid tunnel target or address {}", node.text));
    }
    if (parts.size() == 4) check_proxy(parts[3], node.span);
  }

  void check_proxy(std::string_view name, Span span) {
    if (name.empty() || find_outbound(context_.profile, name) != nullptr) return;
    Finding& finding =
        context_.refuse("unknown-target", span, fmt::format("no proxy or group is called \"{}\"", name),
                        fmt::format("tunnel proxy {} not found", name));
    context_.remedies.outbound(finding, name, span);
  }

  LoadContext& context_;
};

}  // namespace

void load_tunnels(LoadContext& context) {
  const YamlNode* const list = typed_child(context.root, "tunnels");
  if (list == nullptr || !list->is_sequence()) return;
  TunnelCheck check(context);
  for (const YamlNode* item : list->children) check.check(resolved(*item));
}

}  // namespace clashlint
