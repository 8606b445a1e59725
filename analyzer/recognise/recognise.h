#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rules/yaml/tree.h"

namespace clashlint {

enum class FileKind : std::uint8_t {
  profile,
  rule_list,        ///< content of a rule-provider
  proxy_list,       ///< content of a proxy-provider, or a profile of proxies alone
  client_override,  ///< what a client merges into a profile
  web_page,
  share_links,   ///< `vmess://…` lines, plain or in base64
  other_config,  ///< of another program: sing-box, Surge, a script
  unknown
};

/// What a text is, whether or not the core would take it.
struct Recognised {
  FileKind kind = FileKind::unknown;
  std::string what;    ///< `an HTML page`; empty for a profile and where it is unknown
  std::string remedy;  ///< one sentence: what to do about it; may be empty
};

/// Looks at the keys of the top level, and at the beginning of a text that has
/// none (at most kMaxLook bytes). Repeats nothing of the text but names of keys.
Recognised recognise(std::string_view text, const YamlTree& tree);

/// What a file is that was downloaded or checked out in place of a list, to be
/// put behind "is": `a web page`, `the answer "404: Not Found"`. Empty: nothing of the kind.
std::string instead_of_list(std::string_view text);

/// Whether a file that nobody named is worth a look: a profile, or something
/// that was to be one.
bool meant_as_profile(const Recognised& recognised);

inline constexpr std::size_t kMaxLook = 65536;

}  // namespace clashlint
