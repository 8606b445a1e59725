#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/secrets/ranges.h"
#include "rules/base/finding.h"
#include "rules/base/source.h"
#include "rules/profile/load.h"

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

  /// The same with the layers of a profile.
  SecretMap(const Sources& sources, const LoadedProfile& loaded);

  /// A line of these files, or of another one (a rule list): that is judged by its look alone.
  ShownLine line(FileId file, std::uint32_t number) const;

  /// The value of a scalar of what runs without its secrets; nothing where it holds none.
  std::optional<std::string> shown_value(const YamlNode& scalar) const;

  /// Takes every secret out of the texts of a finding that stands at one. A fix
  /// that would write one is dropped: it can no longer be told.
  void hide_in(Finding& finding) const;

 private:
  struct FileSecrets {
    std::size_t unread = 0;         ///< from here on nothing is known of the text
    std::vector<TextRange> ranges;  ///< sorted
  };

  void add_text(FileId file, const YamlTree& tree, bool is_layer);
  void finish();
  const std::vector<TextRange>* ranges_of(FileId file) const;
  static bool goes_on_with_secret(const Source& source, std::uint32_t number);
  void add_values_near(Span span, std::vector<std::string_view>& values) const;
  std::vector<std::string_view> values_near(const Finding& finding) const;

  const Sources& sources_;
  std::map<FileId, FileSecrets> files_;
};

}  // namespace clashlint
