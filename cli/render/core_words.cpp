#include "cli/render/core_words.h"

#include <string_view>

#include "rules/base/finding.h"

namespace clashlint {
namespace {

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool blank = c == '\n' || c == ' ';
    if (!blank) line += c;
    if (blank && !line.ends_with(' ')) line += ' ';
  }
  return line;
}

void hide_quoted_text(std::string& words) {
  const std::size_t open = words.find("!!str `");
  const std::size_t close = words.rfind('`');
  if (open != std::string::npos && close > open + 6) words.replace(open + 7, close - open - 7, "…");
}

void hide_quotes(std::string& words) {
  const std::size_t open = words.find('"');
  const std::size_t close = words.rfind('"');
  if (open != std::string::npos && close > open + 1) words.replace(open + 1, close - open - 1, "…");
}

}  // namespace

std::string core_words(const Finding& finding) {
  if (finding.core_message == finding.message) return {};
  std::string words = on_one_line(finding.core_message);
  // What could not be read as a number or a key may be a password in the wrong place.
  if (finding.check == "invalid-proxy" || finding.check == "invalid-listener") hide_quotes(words);
  // `authentication: user:pass` is text where a list is wanted: the core repeats the text.
  if (finding.check == "wrong-type") hide_quoted_text(words);
  return words;
}

}  // namespace clashlint
