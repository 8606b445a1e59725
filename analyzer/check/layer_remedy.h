#pragma once

#include <optional>
#include <string>

#include "rules/base/finding.h"
#include "rules/base/source.h"
#include "rules/layers/layer.h"

namespace clashlint {

/// Where rows that are to stand in front of the profile's rules are written in
/// this kind of layer: `under +rules`. Empty where there is no such place.
std::string way_to_front(LayerKind kind);

/// The edit that makes an order to append one to prepend, by renaming its key:
/// `rules+` to `+rules`. Nothing where the kind has no such pair of keys, or the
/// layer has the other one already.
std::optional<Edit> to_front(const Sources& sources, const Layer& layer, Span key);

}  // namespace clashlint
