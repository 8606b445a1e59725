#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/result.h"
#include "rules/base/source.h"

namespace clashlint {

/// One entry of a provider file, as the core inserts it into the set.
struct ListEntry {
  std::string text;
  Span span;  ///< the entry in its file (the line's text where they differ)
};

/// A line that the core drops without a word (`semantics.md` E.3).
struct DroppedLine {
  Span span;
};

struct ListFile {
  std::vector<ListEntry> entries;
  std::vector<DroppedLine> dropped;
};

/// `format: yaml`: read line by line, not as a document (`semantics.md` E.3).
/// Error: ``file must have a `payload` field``. Linear in the text.
Result<ListFile> read_yaml_list(const Sources& sources, FileId file);

/// `format: text` (`semantics.md` E.4). Never fails.
ListFile read_text_list(const Sources& sources, FileId file);

/// A longer line is not taken for a head: every later line may be read together with it.
inline constexpr std::size_t kMaxListHeadBytes = 4096;

}  // namespace clashlint
