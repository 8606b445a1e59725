#include "cli/render/xml.h"

#include "cli/render/printable.h"

namespace clashlint {

std::string xml(std::string_view text) {
  const std::string shown = printable(text);
  std::string result;
  for (std::size_t at = 0; at < shown.size(); ++at) {
    const std::string_view rest = std::string_view(shown).substr(at);
    if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
      result += "\xEF\xBF\xBD";
      at += 2;
      continue;
    }
    switch (shown[at]) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += shown[at];
    }
  }
  return result;
}

}  // namespace clashlint
