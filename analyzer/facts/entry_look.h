#pragma once

#include <cstdint>
#include <string_view>

namespace clashlint {

/// What an entry of a list looks like, whatever list it stands in.
enum class EntryLook : std::uint8_t {
  name,       ///< `a.example`
  pattern,    ///< `+.a.example`, `*.a.example`, `.a.example`
  address,    ///< `10.0.0.1`
  range,      ///< `10.0.0.0/8`
  rule,       ///< `DOMAIN-SUFFIX,a.example`
  yaml_head,  ///< `payload:`
  yaml_item,  ///< `- a.example`
  comment,    ///< `; lists`, `! lists`
  commented,  ///< `a.example # ours`
  link,       ///< `https://a.example/b`, `a.example/b`
  hosts_row,  ///< `0.0.0.0 a.example`
  ad_filter,  ///< `||a.example^`
  quoted,     ///< `'a.example'`
  other,
};

EntryLook look_of_entry(std::string_view text);

}  // namespace clashlint
