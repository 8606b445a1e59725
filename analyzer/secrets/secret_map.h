#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/secrets/ranges.h"
#include "rules/base/finding.h"
#include "rules/base/source.h"
#include "rules/yaml/tree.h"

namespace clashlint {

/// A source line without its secrets.
struct ShownLine {
  std::string text;

  /// Where a byte of the source line is in `text`; a byte of a secret is at its mask.
  std::size_t place(std::size_t byte) const;

  /// The same for an end: behind the mask where it is inside a secret.
  std::size_t end_place(std::size_t byte) const;

  std::vector<TextRange> hidden{};  ///< of the source line, sorted
};

/// Which bytes of a profile must not be shown: passwords, keys and tokens
/// wherever they stand, and in proxies and listeners everything that is not
/// known to be harmless. Where the text is no YAML, and so nothing is known of
/// it, more is hidden than needs be.
class SecretMap {
 public:
  /// Linear in the text; the sources must outlive the map.
  SecretMap(const Sources& sources, FileId file, const YamlTree& tree);

  /// A line of this file, or of another one (a rule list): that is judged by its look alone.
  ShownLine line(FileId file, std::uint32_t number) const;

  /// Takes every secret out of the texts of a finding that stands at one. A fix
  /// that would write one is dropped: it can no longer be told.
  void hide_in(Finding& finding) const;

 private:
  bool goes_on_with_secret(const Source& source, std::uint32_t number) const;
  std::vector<std::string_view> values_near(const Finding& finding) const;

  const Sources& sources_;
  FileId file_;
  std::size_t unread_ = 0;         ///< from here on nothing is known of the text
  std::vector<TextRange> ranges_;  ///< of the file, sorted
};

}  // namespace clashlint
