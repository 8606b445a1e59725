#include "analyzer/check/layer_remedy.h"

#include <array>
#include <string_view>

#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

struct Pair {
  std::string_view back;
  std::string_view front;
};

// Keys of all kinds: no two clients mean different things by one of them.
constexpr std::array<Pair, 3> kPairs = {
    {{"rules+", "+rules"}, {"append-rules", "prepend-rules"}, {"append__rules", "prepend__rules"}}};

bool has_key(const Layer& layer, std::string_view key) {
  const YamlNode* const root = layer.tree.root();
  return root != nullptr && yaml_find(*root, key) != nullptr;
}

}  // namespace

std::string way_to_front(LayerKind kind) {
  switch (kind) {
    case LayerKind::own:
      return "under `prepend`";
    case LayerKind::verge_global_merge:
    case LayerKind::verge_merge:
      return "under `prepend` in the profile's Edit Rules";
    case LayerKind::verge_rules:
      return "under `prepend`";
    case LayerKind::party:
    case LayerKind::openclash_module:
      return "under `+rules`";
    case LayerKind::party_rules:
      return "under `prepend`, or as `1,…`: one place before the end";
    case LayerKind::cfw_parser:
      return "under `prepend-rules`";
    case LayerKind::cfw_mixin:
      return "under `prepend-rules` of a parser";
    case LayerKind::nikki:
    case LayerKind::nikki_luci:
      return "under `nikki-rules`";
    case LayerKind::flclash:
      return "under `profile-added`";
    case LayerKind::stash:
      return "under `rules`, without `#!replace`";
    case LayerKind::nyanpasu:
      return "under `prepend__rules`";
    case LayerKind::shellcrash_user:
    case LayerKind::shellcrash_others:
      return "in rules.yaml";
    case LayerKind::verge_proxies:
    case LayerKind::verge_groups:
    case LayerKind::openclash_top:
    case LayerKind::openclash_bottom:
    case LayerKind::openclash_bottom_046:
    case LayerKind::cmfa:
    case LayerKind::shellcrash_groups:
    case LayerKind::shellcrash_proxies:
    case LayerKind::shellcrash_rules:
    case LayerKind::script:
      break;
  }
  return {};
}

std::optional<Edit> to_front(const Sources& sources, const Layer& layer, Span key) {
  const std::string_view written = sources.text(key);
  for (const Pair& pair : kPairs) {
    if (written == pair.back && !has_key(layer, pair.front))
      return Edit{.span = key, .text = std::string(pair.front)};
  }
  return std::nullopt;
}

}  // namespace clashlint
