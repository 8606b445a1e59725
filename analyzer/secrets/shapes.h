#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/secrets/ranges.h"

namespace clashlint {

/// What is taken for a secret by its look.
enum class Look {
  rule_row,    ///< names of hosts may be long and odd: only what is certain
  value,       ///< also long runs of letters and digits, queries of links
  private_url  ///< a subscription: all behind `https://`
};

/// Parts of a text that look like secrets: UUIDs, share links (`vmess://…`),
/// user and password, query and token-like path of a link, long runs that mix
/// letters and digits, PEM blocks. Linear.
std::vector<TextRange> secret_shapes(std::string_view text, Look look);

/// The text with each of the ranges as `•••`.
std::string masked(std::string_view text, const std::vector<TextRange>& ranges);

inline constexpr std::string_view kMask = "•••";

}  // namespace clashlint
