#include "analyzer/keys/key_book.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "rules/profile/other_keys.h"
#include "rules/value/similar.h"

namespace clashlint {
namespace {

constexpr std::array kSections = {KeyPlace::top,      KeyPlace::dns,         KeyPlace::fallback_filter,
                                  KeyPlace::tun,      KeyPlace::sniffer,     KeyPlace::profile,
                                  KeyPlace::geox_url, KeyPlace::experimental};
constexpr std::array kWithProxy = {KeyPlace::dns,     KeyPlace::fallback_filter, KeyPlace::tun,
                                   KeyPlace::sniffer, KeyPlace::profile,         KeyPlace::geox_url,
                                   KeyPlace::proxy};
constexpr std::array kOfGroup = {KeyPlace::proxy, KeyPlace::proxy_provider};
constexpr std::array kOfProvider = {KeyPlace::health_check, KeyPlace::provider_override};
constexpr std::array kOfHealthCheck = {KeyPlace::group, KeyPlace::proxy_provider};
constexpr std::array kOfOverride = {KeyPlace::proxy_provider, KeyPlace::proxy};

/// Where a key may have been meant to stand that stands in `place`.
std::span<const KeyPlace> neighbours(KeyPlace place) {
  switch (place) {
    case KeyPlace::top:
      return kWithProxy;
    case KeyPlace::group:
      return kOfGroup;
    case KeyPlace::proxy_provider:
      return kOfProvider;
    case KeyPlace::health_check:
      return kOfHealthCheck;
    case KeyPlace::provider_override:
      return kOfOverride;
    default:
      return std::ranges::find(kSections, place) == kSections.end() ? std::span<const KeyPlace>() : kSections;
  }
}

/// How many letters may differ where one of many unknown keys may be meant.
std::size_t strict_limit(std::string_view key) {
  if (key.size() < 5) return 0;
  return key.size() < 9 ? 1 : 2;
}

}  // namespace

bool KeyBook::knows(KeyPlace place, const std::string& compared) {
  const auto [known, fresh] = compared_.try_emplace(place);
  if (fresh) {
    for (const KnownKey& key : known_keys(place)) known->second.insert(compared_key(place, key.name));
  }
  return known->second.contains(compared);
}

bool KeyBook::knows(const KeyUse& use) {
  const std::string compared = compared_key(use.place, use.entry.key->text);
  return knows(use.place, compared) || (!holds_all_keys(use.place) && is_seen_key(compared));
}

std::optional<KnownKey> KeyBook::find(KeyPlace place, std::string_view proxy_type, std::string_view key) {
  const std::string wanted = compared_key(place, key);
  const std::vector<KnownKey> keys = known_keys(place, proxy_type);
  const auto found = std::ranges::find_if(
      keys, [&](const KnownKey& each) { return compared_key(place, each.name) == wanted; });
  return found == keys.end() ? std::nullopt : std::optional(*found);
}

std::optional<MeantKey> KeyBook::meant(const KeyUse& use) {
  const std::string name =
      fmt::format("{}/{}/{}", static_cast<int>(use.place), use.proxy_type, use.entry.key->text);
  const auto [meant, fresh] = meant_.try_emplace(name);
  if (fresh) meant->second = nearest_key(use);
  return meant->second;
}

std::optional<MeantKey> KeyBook::nearest_key(const KeyUse& use) {
  const std::string_view word = use.entry.key->text;
  std::vector<std::string_view> names;
  for (const KnownKey& key : known_keys(use.place, use.proxy_type)) {
    const OtherKey* const other = other_key(use.place, use.proxy_type, key.name);
    if (other == nullptr || other->story != KeyStory::removed) names.push_back(key.name);
  }
  const std::optional<Meant> near = nearest(word, names);
  if (!near) return std::nullopt;
  const bool same_letters = have_same_letters(word, near->text);
  const std::size_t edits = same_letters ? 0 : edit_distance(word, near->text);
  if (!holds_all_keys(use.place) && edits > strict_limit(word)) return std::nullopt;
  return MeantKey{.key = *find(use.place, use.proxy_type, near->text), .one_letter = edits <= 1};
}

std::optional<KeyPlace> KeyBook::belongs_into(const KeyUse& use) {
  std::optional<KeyPlace> found;
  for (const KeyPlace place : neighbours(use.place)) {
    if (place == use.place || !knows(place, compared_key(place, use.entry.key->text))) continue;
    if (found) return std::nullopt;
    found = place;
  }
  return found;
}

}  // namespace clashlint
