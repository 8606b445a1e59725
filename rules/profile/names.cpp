#include "rules/profile/names.h"

#include <fmt/format.h>

namespace clashlint {

const Outbound* find_outbound(const Profile& profile, std::string_view name) {
  const auto found = profile.by_name.find(name);
  return found == profile.by_name.end() ? nullptr : found->second;
}

Outbound& add_unnamed(Profile& profile, std::unique_ptr<Outbound> outbound) {
  profile.outbounds.push_back(std::move(outbound));
  return *profile.outbounds.back();
}

Outbound& add_named(Profile& profile, std::unique_ptr<Outbound> outbound) {
  Outbound& added = add_unnamed(profile, std::move(outbound));
  // The key is a view into the outbound's own name: an old entry's key must go with it.
  profile.by_name.erase(added.name);
  profile.by_name.emplace(added.name, &added);
  return added;
}

void point_at(Finding& finding, const Outbound& other) {
  if (other.span == Span{}) {
    finding.notes.push_back(fmt::format("{} is built into the core", other.name));
  } else {
    finding.related.push_back({.span = other.span, .text = "first here"});
  }
}

bool is_group(OutboundKind kind) {
  switch (kind) {
    case OutboundKind::select:
    case OutboundKind::url_test:
    case OutboundKind::fallback:
    case OutboundKind::load_balance:
    case OutboundKind::smart:
      return true;
    default:
      return false;
  }
}

}  // namespace clashlint
