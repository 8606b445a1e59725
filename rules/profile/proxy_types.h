#pragma once

#include <span>
#include <string_view>

#include "rules/profile/structure.h"

namespace clashlint {

/// Who decides whether a proxy carries UDP (`semantics.md` B.3).
enum class UdpRule : std::uint8_t { never, by_key, always };

struct ProxyType {
  std::string_view type;     ///< as written in a profile: `ss`
  std::string_view adapter;  ///< as `exclude-type` compares it: `Shadowsocks`
  UdpRule udp = UdpRule::by_key;
  std::span<const FieldSpec> fields;
};

/// The type by its exact name; null for an unknown one.
const ProxyType* find_proxy_type(std::string_view type);

/// The keys every type takes.
std::span<const FieldSpec> common_proxy_fields();

std::span<const ProxyType> proxy_types();

}  // namespace clashlint
