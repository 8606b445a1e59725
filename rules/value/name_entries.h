#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "rules/base/text_store.h"
#include "rules/value/domain_set.h"
#include "rules/value/name_entry.h"

namespace clashlint {

/// Letters in lower case, digits, `-` and `_`, with single dots between them: a
/// pattern whatever of `+.` and `.` stands in front, and nearly every entry is one.
bool is_usual_name(std::string_view text);

/// What became of an entry.
enum class EntryTaken : std::uint8_t {
  no,      ///< no pattern (`domain_pattern.h`)
  usual,   ///< a usual name
  unusual  ///< a `*`, another script, or something that no name has
};

/// Collects the entries of a domain list. Texts in lower case that last are
/// not copied, and nearly all are.
class NameEntries {
 public:
  /// `owner` keeps the texts that last; null where they outlive the set anyway.
  explicit NameEntries(std::shared_ptr<const void> owner = {}) : kept_(std::make_shared<Kept>()) {
    kept_->owner = std::move(owner);
  }

  /// A pattern as it is written.
  EntryTaken add(std::string_view pattern, std::uint32_t place, bool lasts);

  /// An entry of GeoSite.dat, `below`: of the type domain, which is `+.value`. It lasts.
  bool add_geosite(std::string_view value, bool below);

  std::size_t size() const { return entries_.size(); }
  DomainSet finish() &&;

 private:
  struct Kept {
    std::shared_ptr<const void> owner;
    TextStore texts;
  };
  std::shared_ptr<Kept> kept_;
  std::vector<NameEntry> entries_;
};

}  // namespace clashlint
