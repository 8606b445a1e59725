#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clashlint {

/// A fenced block of a page, and where its lines stand in the page.
struct PageBlock {
  std::string text;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A page of man/checks, as far as tests look at it.
struct Page {
  std::string whole;
  std::string title;                  ///< behind `# `
  std::vector<std::string> headings;  ///< behind `## `
  std::optional<PageBlock> example;   ///< the first block below `## Example`
  std::optional<PageBlock> output;    ///< the second
  std::optional<PageBlock> mended;    ///< the first block below `## How to mend it`

  bool has_heading(std::string_view heading) const;
  std::string with_output(std::string_view text) const;
};

Page parse_page(std::string_view text);

}  // namespace clashlint
