#include "rules/base/written.h"

#include <cstdint>

namespace clashlint {

std::optional<Span> written_place(const Sources& sources, Span scalar, std::string_view value,
                                  std::string_view piece) {
  const std::string_view written = sources.text(scalar);
  const bool quoted =
      written.size() == value.size() + 2 && (written.front() == '"' || written.front() == '\'');
  const std::size_t quote = quoted ? 1 : 0;
  if (written.size() != value.size() + 2 * quote || written.substr(quote, value.size()) != value)
    return std::nullopt;
  const auto begin = scalar.begin + static_cast<std::uint32_t>(
                                        quote + static_cast<std::size_t>(piece.data() - value.data()));
  return Span{.file = scalar.file, .begin = begin, .end = begin + static_cast<std::uint32_t>(piece.size())};
}

Span shown_place(const Sources& sources, Span scalar, std::string_view value, std::string_view piece) {
  return piece.empty() ? scalar : written_place(sources, scalar, value, piece).value_or(scalar);
}

}  // namespace clashlint
