#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/base/span.h"
#include "rules/base/text_store.h"
#include "rules/kind/parse.h"

namespace clashlint {

/// Why something that is written in a list is not in its set (`semantics.md` E.3, E.5).
enum class EntryLoss : std::uint8_t {
  line,     ///< of a YAML list: the core's line reader passes over it without a word
  pattern,  ///< no domain pattern
  range,    ///< no address range
  rule,     ///< no rule of a list; `fault` says why
};

struct LostEntry {
  EntryLoss loss = EntryLoss::line;
  std::string_view text;  ///< as the core reads it; of a line: without the blanks around it
  Span span;
  RuleFault fault{};
};

/// Everything of one list that the core drops, in the order of the list.
struct LostEntries {
  std::vector<LostEntry> entries;
  TextStore texts;  ///< those that the file does not hold letter by letter
};

}  // namespace clashlint
