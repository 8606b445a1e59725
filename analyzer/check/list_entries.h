#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "analyzer/check/facts.h"

namespace clashlint {

/// Where the entries of a set are written: its file, or the profile. Nothing for an MRS file.
std::optional<FileId> entries_file(const Facts& facts, const RuleSet& set);

/// An entry of a set as its list writes it.
struct WrittenEntry {
  std::string text;           ///< as the core reads it, in lower case where it compares so
  std::optional<Span> place;  ///< quotes included
};

/// `index` counts the entries of `domains` or `rows`, whichever the set has.
WrittenEntry written_entry(const Facts& facts, const RuleSet& set, std::size_t index);

}  // namespace clashlint
