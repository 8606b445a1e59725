#include "analyzer/check/list_entries.h"

#include <algorithm>

#include "rules/value/text.h"

namespace clashlint {
namespace {

// From its first byte as far as the line writes it: entries keep no end.
Span place_from(const Facts& facts, FileId file, std::uint32_t begin, std::string_view text) {
  const std::string_view all = facts.sources[file].text();
  std::string_view line = all.substr(std::min<std::size_t>(begin, all.size()));
  line = trim_space(line.substr(0, line.find_first_of("\r\n")));
  const bool quoted = !line.empty() && (line.front() == '"' || line.front() == '\'');
  std::size_t size = line.size();
  if (quoted) {
    size = std::min(line.find(line.front(), 1), line.size() - 1) + 1;
  } else if (unicode_iequals(line.substr(0, text.size()), text)) {
    size = text.size();
  }
  return {.file = file, .begin = begin, .end = begin + static_cast<std::uint32_t>(size)};
}

}  // namespace

std::optional<FileId> entries_file(const Facts& facts, const RuleSet& set) {
  if (set.file) return set.file;
  // Of what is there in binary form, nothing is written anywhere.
  const bool binary = set.size && set.availability.available;
  return binary ? std::nullopt : std::optional(facts.loaded.file);
}

WrittenEntry written_entry(const Facts& facts, const RuleSet& set, std::size_t index) {
  const std::optional<FileId> file = entries_file(facts, set);
  WrittenEntry entry;
  std::uint32_t begin = 0;
  if (set.behavior == ProviderBehavior::classical) {
    const SetRows::Row row = set.rows[index];
    entry.text = set.rows.text(index);
    if (row.rule != nullptr) {
      entry.place = row.rule->span;
      return entry;
    }
    begin = row.place;
  } else {
    const NameEntry& name = set.domains.entries()[index];
    entry.text = shown_entry(name);
    begin = name.place;
  }
  if (file) entry.place = place_from(facts, *file, begin, entry.text);
  return entry;
}

}  // namespace clashlint
