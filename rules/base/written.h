#pragma once

#include <optional>
#include <string_view>

#include "rules/base/source.h"

namespace clashlint {

/// The bytes of `piece`, a view into `value`, where the scalar at `scalar` is
/// written letter by letter as it is read: plain, or in quotes without escapes.
/// Nothing where the file writes it otherwise.
std::optional<Span> written_place(const Sources& sources, Span scalar, std::string_view value,
                                  std::string_view piece);

/// The same, the whole scalar where it is written otherwise or the piece is empty.
Span shown_place(const Sources& sources, Span scalar, std::string_view value, std::string_view piece);

}  // namespace clashlint
