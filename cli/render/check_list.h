#pragma once

#include <span>
#include <string>
#include <string_view>

#include "analyzer/check/check.h"

namespace clashlint {

/// A table of checks under the names of their categories.
std::string check_list_text(std::span<const Check* const> checks);

/// What it is about, its level, and when it is on: one line.
std::string check_facts(const Check& check);

/// A check's page, its facts behind the title.
std::string check_page_text(const Check& check, std::string_view page);

/// A check as one JSON object on one line.
std::string check_json(const Check& check, std::string_view page);

}  // namespace clashlint
