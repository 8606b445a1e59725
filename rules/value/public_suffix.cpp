#include "rules/value/public_suffix.h"

#include <libpsl.h>

#include <string>

namespace clashlint {
namespace {

// Without the list's last rule, which takes every name without a dot for a suffix.
bool listed(const std::string& name, int section) {
  const psl_ctx_t* const list = psl_builtin();
  return list != nullptr && !name.empty() && name.front() != '.' && name.back() != '.' &&
         psl_is_public_suffix2(list, name.c_str(), section | PSL_TYPE_NO_STAR_RULE) != 0;
}

}  // namespace

SuffixOwner suffix_owner(std::string_view name) {
  const std::string text(name);
  if (listed(text, PSL_TYPE_ICANN)) return SuffixOwner::registry;
  return listed(text, PSL_TYPE_PRIVATE) ? SuffixOwner::company : SuffixOwner::none;
}

bool is_registered_name(std::string_view name) {
  const std::size_t dot = name.find('.');
  return dot != std::string_view::npos && suffix_owner(name) == SuffixOwner::none &&
         suffix_owner(name.substr(dot + 1)) != SuffixOwner::none;
}

}  // namespace clashlint
