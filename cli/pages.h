#pragma once

#include <string_view>

namespace clashlint {

/// The page of a check, Markdown, from man/checks; empty: there is none.
std::string_view check_page(std::string_view id);

}  // namespace clashlint
