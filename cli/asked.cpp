#include "cli/asked.h"

#include <limits>

#include "cli/query_fields.h"

namespace clashlint {

Result<AskedRow> read_row(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  AskedRow row;
  if (colon != std::string::npos) row.file = text.substr(0, colon);
  const Result<std::uint32_t> line =
      read_number(std::string_view(text).substr(colon == std::string::npos ? 0 : colon + 1),
                  std::numeric_limits<std::uint32_t>::max());
  if (!line) return Error{line.error()};
  row.line = *line;
  return row;
}

bool stands_on(const Sources& sources, const Rule& rule, const AskedRow& row) {
  const bool here = row.file.empty() ? rule.span.file == 0 : sources[rule.span.file].name() == row.file;
  return here && sources.position(rule.span).line == row.line;
}

}  // namespace clashlint
