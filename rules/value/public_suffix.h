#pragma once

#include <cstdint>
#include <string_view>

namespace clashlint {

/// Who gives out the names right below a name, by the list of public suffixes
/// (https://publicsuffix.org/) that libpsl was built with.
enum class SuffixOwner : std::uint8_t {
  none,      ///< nobody: it is one organisation's name, or in no list
  registry,  ///< a top-level domain or what a registry has below it: `com`, `co.uk`
  company    ///< a service that gives names to its customers: `github.io`
};

/// `name` in lower case, without a dot at either end.
SuffixOwner suffix_owner(std::string_view name);

/// Whether a name is the first below a public suffix that is known:
/// `example.co.uk`, not `co.uk` and not `www.example.co.uk`.
bool is_registered_name(std::string_view name);

}  // namespace clashlint
