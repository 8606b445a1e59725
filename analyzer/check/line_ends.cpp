#include "analyzer/check/line_ends.h"

#include <string>

namespace clashlint {
namespace {

bool has_windows_ends(const Source& source) {
  const std::size_t end = source.text().find('\n');
  return end != std::string_view::npos && end > 0 && source.text()[end - 1] == '\r';
}

// A piece of the file that is moved has them already.
std::string with_windows_ends(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n' && !result.ends_with('\r')) result += '\r';
    result += c;
  }
  return result;
}

}  // namespace

void keep_line_ends(const Sources& sources, Findings& findings) {
  for (Finding& finding : findings) {
    for (Fix& fix : finding.fixes) {
      for (Edit& edit : fix.edits) {
        if (edit.text.find('\n') != std::string::npos && has_windows_ends(sources[edit.span.file]))
          edit.text = with_windows_ends(edit.text);
      }
    }
  }
}

}  // namespace clashlint
