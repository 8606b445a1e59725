#include "rules/base/written.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace clashlint {
namespace {

/// The bytes that are found for `piece` in a scalar that is read as `value`.
std::string found(const std::string& written, std::string_view value, std::string_view piece) {
  Sources sources;
  const FileId file = sources.add("profile.yaml", "- " + written + "\n");
  const Span scalar{.file = file, .begin = 2, .end = static_cast<std::uint32_t>(2 + written.size())};
  const std::string_view part = value.substr(value.find(piece), piece.size());
  const std::optional<Span> place = written_place(sources, scalar, value, part);
  return place ? std::string(sources.text(*place)) : "nothing";
}

TEST_CASE("a piece is found where the scalar is written as it is read") {
  CHECK(found("DOMAIN,a.example,DIRECT", "DOMAIN,a.example,DIRECT", "a.example") == "a.example");
  CHECK(found("'DOMAIN,a.example,DIRECT'", "DOMAIN,a.example,DIRECT", "DIRECT") == "DIRECT");
  CHECK(found("\"DOMAIN,a.example,DIRECT\"", "DOMAIN,a.example,DIRECT", "DOMAIN") == "DOMAIN");
  CHECK(found("\"a\\x2eb\"", "a.b", "a") == "nothing");
  CHECK(found("'it''s'", "it's", "it") == "nothing");
}

TEST_CASE("where it is not, the whole scalar is shown") {
  Sources sources;
  const FileId file = sources.add("profile.yaml", "\"a\\x2eb\"");
  const Span scalar{.file = file, .begin = 0, .end = 8};
  const std::string_view value = "a.b";
  CHECK(shown_place(sources, scalar, value, value.substr(0, 1)) == scalar);
  CHECK(shown_place(sources, scalar, value, {}) == scalar);
}

}  // namespace
}  // namespace clashlint
