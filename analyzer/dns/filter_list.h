#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/check/facts.h"
#include "analyzer/match/dns_view.h"
#include "rules/yaml/mapping.h"

namespace clashlint {

/// An entry of `fake-ip-filter` that is no row of rule mode: a pattern, `geosite:cn` …
struct FilterEntry {
  std::string text{};
  const YamlNode* node = nullptr;  ///< null: of the core's own list
  std::size_t place = 0;           ///< in the list
};

/// `dns.fake-ip-filter` as the file writes it.
class FilterList {
 public:
  explicit FilterList(const Facts& facts);

  /// Null: the profile has none, and the core's own list holds.
  const YamlNode* key() const { return entry_.key; }
  /// What stands for it: its key, else `fake-ip` behind `enhanced-mode`.
  Span title() const;

  /// Every entry, in order; none in rule mode.
  const std::vector<FilterEntry>& entries() const { return entries_; }
  /// The first that takes a name, as the filter's `view` says it was taken; null
  /// for a row of rule mode and where nothing took it.
  const FilterEntry* taker(std::string_view name, const FilterView& view) const;
  /// The edit that takes an entry out.
  std::optional<Edit> remove(const FilterEntry& entry) const;

  /// The edit that puts entries in, quoted and laid out as those that are
  /// there; in front of the one at `before`, else at the end. Where there is no
  /// list, one that holds what is of use in the core's own, too. Nothing where
  /// it cannot be done cleanly (an alias, a merge key, a flow mapping).
  std::optional<Edit> add(const std::vector<std::string>& entries, std::optional<Span> before) const;

 private:
  std::optional<Edit> add_list(std::vector<std::string> entries) const;
  std::optional<Edit> add_to_flow(const YamlNode& list, const std::vector<std::string>& entries,
                                  std::optional<Span> before) const;

  const Facts& facts_;
  YamlEntry entry_;
  YamlEntry mode_;
  std::vector<FilterEntry> entries_;
};

/// A filter's entry as a row of `fake-ip-filter-mode: rule`.
std::string filter_row(std::string_view entry, std::string_view action);

}  // namespace clashlint
