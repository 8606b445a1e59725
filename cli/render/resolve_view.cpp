#include "cli/render/resolve_view.h"

namespace clashlint {

YamlWriter ResolveView::writer() const {
  if (secrets == nullptr) return YamlWriter();
  return YamlWriter([map = secrets](const YamlNode& scalar) { return map->shown_value(scalar); });
}

std::unordered_map<Span, const LayerEffect*, SpanHash> ResolveView::deeds() const {
  std::unordered_map<Span, const LayerEffect*, SpanHash> all;
  if (!loaded.layered) return all;
  for (const LayerEffect& effect : loaded.layered->effects) {
    if (deed_words(effect.deed).empty()) continue;
    for (const YamlNode* row : effect.rows) all[resolved(*row).span] = &effect;
  }
  return all;
}

std::string_view deed_words(LayerDeed deed) {
  switch (deed) {
    case LayerDeed::front:
      return "put in front";
    case LayerDeed::back:
      return "put behind";
    case LayerDeed::inside:
      return "put in between";
    case LayerDeed::altered:
      return "written otherwise";
    case LayerDeed::replaced:
    case LayerDeed::removed:
    case LayerDeed::repeated:
    case LayerDeed::pruned:
    case LayerDeed::left_out:
    case LayerDeed::stray:
    case LayerDeed::unread:
      break;
  }
  return {};
}

std::string_view deed_name(LayerDeed deed) {
  switch (deed) {
    case LayerDeed::front:
      return "front";
    case LayerDeed::back:
      return "back";
    case LayerDeed::inside:
      return "inside";
    case LayerDeed::replaced:
      return "replaced";
    case LayerDeed::removed:
      return "removed";
    case LayerDeed::repeated:
      return "repeated";
    case LayerDeed::pruned:
      return "pruned";
    case LayerDeed::left_out:
      return "left_out";
    case LayerDeed::stray:
      return "stray";
    case LayerDeed::unread:
      return "unread";
    case LayerDeed::altered:
      return "altered";
  }
  return {};
}

}  // namespace clashlint
