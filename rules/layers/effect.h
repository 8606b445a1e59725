#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/base/span.h"
#include "rules/yaml/tree.h"

namespace clashlint {

/// What happened to rows when a layer was laid over what stood there.
enum class LayerDeed : std::uint8_t {
  front,     ///< rows of the layer, before everything
  back,      ///< rows of the layer, behind everything
  inside,    ///< rows of the layer, somewhere between
  replaced,  ///< rows that are gone: something of the layer has their place
  removed,   ///< rows that are gone because the layer says so
  repeated,  ///< rows that are gone: others that read the same stand above them
  pruned,    ///< members of a group that the client takes out, as nothing has their name
  left_out,  ///< rows of the layer that its client does not take
  stray,     ///< a key that other clients take for an order, and this one does not read
  unread,    ///< something else in the layer that changes nothing
  altered    ///< rows that the client writes otherwise
};

/// One such thing. Rows are the items of a list, or the keys of a mapping.
struct LayerEffect {
  LayerDeed deed = LayerDeed::front;
  std::uint32_t layer = 0;  ///< index in the order in which layers are applied
  std::string section;      ///< `rules`, `dns.nameserver`; empty: none in particular
  Span by;                  ///< what in the layer says so
  std::vector<const YamlNode*> rows;
  const YamlNode* now = nullptr;  ///< replaced: what stands there
  std::string why;                ///< where the deed does not say it all; a part of a sentence
};

/// A part of what runs that no file holds.
struct Unknown {
  std::string what;  ///< `settings of Clash Verge Rev`
  std::string why;   ///< `ports, mode, tun`
};

}  // namespace clashlint
