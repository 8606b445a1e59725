#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "rules/base/result.h"
#include "rules/base/source.h"

namespace clashlint {

/// One entry of a provider file, as the core inserts it into the set, and where
/// it stands. The text is good as long as the file where it is a part of it
/// (`Source::holds`), else only during the call.
using ListVisit = std::function<void(std::string_view text, Span span)>;

/// `format: yaml`: read line by line, not as a document (`semantics.md` E.3).
/// Gives the lines that the core drops without a word. Error: ``file must have
/// a `payload` field``. Linear in the text.
Result<std::vector<Span>> read_yaml_list(const Sources& sources, FileId file, const ListVisit& each);

/// `format: text` (`semantics.md` E.4). Never fails.
void read_text_list(const Sources& sources, FileId file, const ListVisit& each);

/// A longer line is not taken for a head: every later line may be read together with it.
inline constexpr std::size_t kMaxListHeadBytes = 4096;

}  // namespace clashlint
