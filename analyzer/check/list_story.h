#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "analyzer/check/facts.h"

namespace clashlint {

/// What is wrong with a list as a whole. It is told once: the first of these that fits.
enum class ListFault : std::uint8_t {
  none,
  not_here,        ///< there is no file of it
  no_list,         ///< its file is something else, or damaged
  wrong_format,    ///< another `format` reads it
  wrong_behavior,  ///< another `behavior` fits what it holds
  empty,           ///< nothing is in it
};

struct ListStory {
  ListFault fault = ListFault::none;
  std::string what{};           ///< no_list: `a web page`; wrong_behavior: `address ranges`
  std::string_view meant{};     ///< the format or behavior that fits; may be empty
  std::optional<Span> place{};  ///< where its text shows it
};

/// Costs nothing for a list that is as it should be; of any other, a bounded look.
ListStory list_story(const Facts& facts, const RuleSet& set);

/// Whether single entries of the list are worth a word: nothing is wrong with it as a whole.
bool tells_of_entries(const RuleSet& set, const ListStory& story);

/// Whether what is wrong with the list of a RULE-SET or GEOSITE is told of the list, and of the
/// rule need not be.
bool is_told_of(const Facts& facts, const Rule& rule);

/// `YAML`, `plain text`, `MRS`.
std::string_view format_words(std::string_view format);

}  // namespace clashlint
