#include "cli/render/refusal.h"

#include <algorithm>

#include "cli/render/printable.h"
#include "rules/base/source.h"
#include "rules/profile/load.h"

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

}  // namespace

const Finding* first_error(const LoadedProfile& loaded) {
  const auto first = std::find_if(loaded.findings.begin(), loaded.findings.end(),
                                  [](const Finding& finding) { return finding.severity == Severity::error; });
  return first == loaded.findings.end() ? nullptr : &*first;
}

std::size_t error_count(const LoadedProfile& loaded) {
  return static_cast<std::size_t>(
      std::count_if(loaded.findings.begin(), loaded.findings.end(),
                    [](const Finding& finding) { return finding.severity == Severity::error; }));
}

std::string core_words(const Finding& finding) {
  const bool repeats_fields = finding.check == "invalid-proxy" || finding.check == "invalid-listener";
  if (repeats_fields || finding.core_message == finding.message) return {};
  std::string words = on_one_line(finding.core_message);
  // `authentication: user:pass` is text where a list is wanted: the core repeats the text.
  if (finding.check == "wrong-type") hide_quoted_text(words);
  return words;
}

std::string refusal_text(const LoadedProfile& loaded, const Sources& sources) {
  const Finding* const first = first_error(loaded);
  if (first == nullptr) return "error: the core refuses this profile\n";
  const Source& source = sources[first->primary.span.file];
  const Position position = source.position(first->primary.span.begin);
  std::string text = source.name() + ":" + std::to_string(position.line) + ":" +
                     std::to_string(position.column) + " error: " + printable(first->message) + "  [" +
                     std::string(first->check) + "]\n";
  if (!first->primary.text.empty()) text += "  = " + printable(first->primary.text) + "\n";
  for (const std::string& note : first->notes) text += "  = " + printable(note) + "\n";
  if (const std::string words = core_words(*first); !words.empty()) {
    text += "  = the core says: " + printable(words) + "\n";
  }
  const std::size_t others = error_count(loaded) - 1;
  if (others > 0) text += std::to_string(others) + (others == 1 ? " more error" : " more errors") + "\n";
  return text;
}

}  // namespace clashlint
