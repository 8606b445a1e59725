#include "cli/render/github_line.h"

namespace clashlint {
namespace {

std::string escaped(std::string_view text, bool property) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '%':
        result += "%25";
        break;
      case '\r':
        result += "%0D";
        break;
      case '\n':
        result += "%0A";
        break;
      case ':':
        result += property ? "%3A" : ":";
        break;
      case ',':
        result += property ? "%2C" : ",";
        break;
      default:
        result += c;
    }
  }
  return result;
}

}  // namespace

std::string github_text(std::string_view text) { return escaped(text, false); }

std::string github_property(std::string_view text) { return escaped(text, true); }

std::string github_line(std::string_view command, std::string_view file, std::uint32_t line,
                        std::string_view title, std::string_view message) {
  return "::" + std::string(command) + " file=" + github_property(file) + ",line=" + std::to_string(line) +
         ",title=" + github_property(title) + "::" + github_text(message) + "\n";
}

}  // namespace clashlint
