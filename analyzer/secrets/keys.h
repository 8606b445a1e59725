#pragma once

#include <string_view>

namespace clashlint {

/// A key under which a secret stands wherever it is: `password`, `token`, `private-key` …
bool is_secret_key(std::string_view key);

/// A key of a proxy, a listener or a provider whose value tells nothing about
/// its owner: `type`, `port`, `cipher` … Everything else there is kept private.
bool is_open_key(std::string_view key);

/// Those of them that take a number or ranges of numbers.
bool is_number_key(std::string_view key);

}  // namespace clashlint
