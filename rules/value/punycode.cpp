#include "rules/value/punycode.h"

#include <idn2.h>

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

// Of a name: what else is in ASCII is no part of one, and may be a wildcard.
bool may_be_in_name(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return code >= 0x80 || std::isalnum(code) != 0 || byte == '-' || byte == '_';
}

std::optional<std::string> punycode_label(std::string_view label) {
  if (is_ascii(label)) return std::string(label);
  if (!std::ranges::all_of(label, may_be_in_name)) return std::nullopt;
  char* ascii = nullptr;
  const int failed = idn2_to_ascii_8z(std::string(label).c_str(), &ascii, IDN2_NONTRANSITIONAL);
  if (failed != IDN2_OK) return std::nullopt;
  std::string result(ascii);
  idn2_free(ascii);
  return result;
}

// A label that does not come back as it was is shown as it is: it would be another name.
std::optional<std::string> unicode_label(std::string_view label) {
  if (label.size() < 4 || !ascii_iequals(label.substr(0, 4), "xn--")) return std::nullopt;
  char* unicode = nullptr;
  if (idn2_to_unicode_8z8z(std::string(label).c_str(), &unicode, 0) != IDN2_OK) return std::nullopt;
  std::string result(unicode);
  idn2_free(unicode);
  if (punycode_label(result) != ascii_lower(label)) return std::nullopt;
  return result;
}

}  // namespace

std::optional<std::string> punycode_name(std::string_view name) {
  std::vector<std::string> labels;
  for (const std::string_view label : split(name, '.')) {
    std::optional<std::string> ascii = punycode_label(label);
    if (!ascii) return std::nullopt;
    labels.push_back(std::move(*ascii));
  }
  return join(labels, ".");
}

std::optional<std::string> unicode_name(std::string_view name) {
  std::vector<std::string> labels;
  bool any = false;
  for (const std::string_view label : split(name, '.')) {
    std::optional<std::string> unicode = unicode_label(label);
    any = any || unicode;
    labels.push_back(unicode ? *std::move(unicode) : std::string(label));
  }
  return any ? std::optional(join(labels, ".")) : std::nullopt;
}

}  // namespace clashlint
