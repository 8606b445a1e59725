#include "analyzer/keys/key_groups.h"

#include <algorithm>

#include <fmt/format.h>

namespace clashlint {
namespace {

/// More places say nothing new.
constexpr std::size_t kMaxPlaces = 3;

}  // namespace

void KeyGroups::add(const KeyUse& use) {
  if (!told_.insert(use.entry.key).second) return;
  const std::string name = fmt::format("{}/{}/{}", static_cast<int>(use.place), use.proxy_type,
                                       compared_key(use.place, use.entry.key->text));
  const auto [place, fresh] = places_.emplace(name, groups_.size());
  if (fresh) {
    groups_.push_back({.first = use, .others = {}});
  } else {
    groups_[place->second].others.push_back(use);
  }
}

void add_places(Finding& finding, std::span<const Span> others, std::string_view label) {
  const std::size_t shown = std::min(others.size(), kMaxPlaces);
  for (std::size_t at = 0; at < shown; ++at)
    finding.related.push_back({.span = others[at], .text = std::string(label)});
  if (shown < others.size()) finding.notes.push_back(fmt::format("and {} more", others.size() - shown));
}

void add_other_places(Finding& finding, const KeyGroup& group) {
  std::vector<Span> keys;
  for (const KeyUse& use : group.others) keys.push_back(use.entry.key->span);
  add_places(finding, keys, "also here");
}

}  // namespace clashlint
