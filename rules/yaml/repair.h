#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/yaml/fault.h"

namespace clashlint {

/// The core reads YAML with a port of an older libyaml (gopkg.in/yaml.v3) than
/// the one used here (0.2.5). What the older one takes and the newer one does
/// not is disguised, byte for byte, before libyaml sees it:
/// - `:` in front of `, [ ] { } ?` inside a flow collection (`{password:, a: b}`,
///   `[fe80::, x]`) belongs to the plain scalar;
/// - a BOM at the beginning of a later line belongs to the scalar;
/// - `,` `[` `]` in a tag belong to the tag;
/// - a comment line below a comment line may be indented with tabs.
/// Values of plain scalars are taken from the text itself, so the disguise is
/// not seen; where one lies in a quoted or block scalar it is taken back.
class YamlRepairs {
 public:
  explicit YamlRepairs(std::string_view text);

  /// What libyaml is to read: as long as the text, character by character.
  std::string_view input() const { return changed_.empty() ? text_ : std::string_view(disguised_); }

  /// Whether a disguised byte lies in the range.
  bool touches(std::uint32_t begin, std::uint32_t end) const;

  /// Takes back every disguise in the ranges: they were no plain scalars.
  /// False when there is none.
  bool take_back(const std::vector<Span>& ranges);

  /// Disguises commas that belong to a tag; false when there is none.
  bool lengthen_tags(const std::vector<std::uint32_t>& commas);

  /// Disguises what libyaml stumbled over; false when the core refuses it too.
  bool mend(const YamlFault& fault);

 private:
  void disguise(std::uint32_t offset);
  void disguise_colons();
  bool disguise_tabs();
  bool add(const std::vector<std::uint32_t>& found);
  void rebuild();

  std::string_view text_;
  std::string disguised_;
  std::vector<std::uint32_t> changed_;  ///< sorted
  std::vector<std::uint32_t> kept_;     ///< sorted: taken back, never again to be disguised
};

/// How often a text is read again with another disguise.
inline constexpr int kMaxYamlRepairs = 12;

/// Value of a plain scalar that goes over several lines: lines are trimmed and folded.
std::string fold_plain(std::string_view source);

/// Offset of a `\/` in the text of a double-quoted scalar: the core knows no such escape.
std::optional<std::size_t> find_slash_escape(std::string_view quoted);

}  // namespace clashlint
