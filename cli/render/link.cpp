#include "cli/render/link.h"

#include <filesystem>

#include "cli/render/flat_text.h"

namespace fs = std::filesystem;

namespace clashlint {

std::string link_to_file(std::string_view path, std::string_view text) {
  std::error_code error;
  const fs::path whole = fs::absolute(path, error).lexically_normal();
  // The standard input is no file.
  if (error || !fs::exists(whole, error)) return std::string(text);
  const std::string uri = "file://" + uri_of(whole.generic_string());
  return "\x1b]8;;" + uri + "\x1b\\" + std::string(text) + "\x1b]8;;\x1b\\";
}

}  // namespace clashlint
