#include "cli/pages.h"

#include <algorithm>

#include "cli/pages_embedded.h"

namespace clashlint {

std::string_view check_page(std::string_view id) {
  const auto page = std::ranges::find(kEmbeddedPages, id, &EmbeddedText::name);
  return page == kEmbeddedPages.end() ? std::string_view() : page->text;
}

}  // namespace clashlint
