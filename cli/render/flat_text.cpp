#include "cli/render/flat_text.h"

#include "cli/render/frame.h"
#include "cli/render/table_text.h"

namespace clashlint {
namespace {

std::string headline(const Finding& finding) {
  return finding.message + (finding.primary.text.empty() ? "" : ": " + finding.primary.text);
}

std::string remarks(const Finding& finding) {
  std::string text;
  for (const std::string& line : plain_remarks(finding)) text += "\n" + line;
  return text;
}

}  // namespace

std::string flat_text(const Finding& finding) { return headline(finding) + remarks(finding); }

std::string flat_text_with_places(const Sources& sources, const Finding& finding) {
  std::string text = headline(finding);
  for (const Label& label : finding.related) {
    const Source& source = sources[label.span.file];
    text += "\n" + source.name() + ":" + std::to_string(text_place(source, label.span.begin).line) + ": " +
            label.text;
  }
  return text + remarks(finding);
}

std::string uri_of(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=@";
  std::string uri;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += '%';
      uri += kHex[byte >> 4U];
      uri += kHex[byte & 15U];
    }
  }
  return uri;
}

}  // namespace clashlint
