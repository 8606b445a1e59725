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

std::string github_line(std::string_view command, std::string_view file, std::uint32_t line,
                        std::string_view title, std::string_view message) {
  return "::" + std::string(command) + " file=" + escaped(file, true) + ",line=" + std::to_string(line) +
         ",title=" + escaped(title, true) + "::" + escaped(message, false) + "\n";
}

}  // namespace clashlint
