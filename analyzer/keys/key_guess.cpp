#include "analyzer/keys/key_guess.h"

#include <fmt/format.h>

#include "analyzer/keys/rename.h"
#include "rules/profile/other_keys.h"

namespace clashlint {
namespace {

KeyGuess did_you_mean(const MeantKey& meant) {
  return {.label = fmt::format("did you mean \"{}\"?", meant.key.name),
          .key = meant.key,
          .sure = meant.one_letter};
}

KeyGuess known_slip(const KeyUse& use, const OtherKey& other) {
  if (other.now.empty()) return {.label = std::string(other.note)};
  return {.label = fmt::format("did you mean \"{}\"?", other.now),
          .note = std::string(other.note),
          .key = KeyBook::find(use.place, use.proxy_type, other.now),
          .sure = true};
}

std::string belongs(KeyPlace place) {
  switch (place) {
    case KeyPlace::top:
      return "it belongs to the top level";
    case KeyPlace::proxy:
      return "it belongs into the proxies";
    case KeyPlace::group:
      return "it belongs into the proxy group";
    case KeyPlace::proxy_provider:
      return "it belongs into the proxy-provider";
    default:
      return fmt::format("it belongs into `{}`", name_of(place));
  }
}

/// `interval:180`; a policy, or a provider, that stands in the wrong column.
std::optional<KeyGuess> by_shape(const KeyUse& use) {
  const std::string_view key = use.entry.key->text;
  const bool policy =
      key.starts_with("geosite:") || key.starts_with("rule-set:") || key.find('.') != std::string_view::npos;
  if (use.place == KeyPlace::dns && policy) return KeyGuess{.label = "it belongs into `nameserver-policy`"};
  const std::size_t colon = key.find(':');
  if (colon != std::string_view::npos && KeyBook::find(use.place, use.proxy_type, key.substr(0, colon)))
    return KeyGuess{.label = "a blank is missing behind the colon"};
  const bool provider = use.place == KeyPlace::proxy_provider || use.place == KeyPlace::rule_provider;
  if (provider && yaml_find(*use.entry.value, "type") != nullptr)
    return KeyGuess{.label = "a provider of its own? its lines begin too far to the right"};
  return std::nullopt;
}

}  // namespace

std::optional<KeyGuess> guess_at(const KeyUse& use, KeyBook& book) {
  if (const OtherKey* const other = other_key(use.place, use.proxy_type, use.entry.key->text))
    return known_slip(use, *other);
  if (std::optional<KeyGuess> shape = by_shape(use)) return shape;
  const std::optional<MeantKey> meant = book.meant(use);
  if (meant && meant->one_letter) return did_you_mean(*meant);
  if (const std::optional<KeyPlace> place = book.belongs_into(use)) return KeyGuess{.label = belongs(*place)};
  // Of two that are only alike, the one that stands there was not meant.
  if (!meant || key_beside(use, meant->key.name) != nullptr) return std::nullopt;
  return did_you_mean(*meant);
}

}  // namespace clashlint
