#include "cli/report/html.h"

#include <algorithm>
#include <cstdint>

#include "cli/render/printable.h"
#include "rules/profile/sha256.h"

namespace clashlint {
namespace {

std::string base64(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    const std::size_t here = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t byte = 0; byte < 3; ++byte)
      group = group << 8U | (byte < here ? static_cast<unsigned char>(bytes[at + byte]) : 0U);
    for (std::size_t letter = 0; letter < 4; ++letter)
      text += letter <= here ? kLetters[group >> (18 - 6 * letter) & 63U] : '=';
  }
  return text;
}

std::string bytes_of_hex(std::string_view hex) {
  const auto digit = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
  std::string bytes;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
    bytes += static_cast<char>(digit(hex[at]) << 4U | digit(hex[at + 1]));
  return bytes;
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string script_json(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '<' || c == '>' || c == '&') {
      out += c == '<' ? "\\u003c" : c == '>' ? "\\u003e" : "\\u0026";
    } else if (json.substr(at, 3) == "\xE2\x80\xA8" || json.substr(at, 3) == "\xE2\x80\xA9") {
      out += json[at + 2] == '\xA8' ? "\\u2028" : "\\u2029";
      at += 2;
    } else {
      out += c;
    }
  }
  return out;
}

std::string element(std::string_view tag, std::string_view text) {
  const std::string name(tag.substr(0, tag.find(' ')));
  return "<" + std::string(tag) + ">" + html_text(text) + "</" + name + ">";
}

std::string csp_hash(std::string_view content) {
  return "sha256-" + base64(bytes_of_hex(sha256_hex(content)));
}

std::string counted_words(std::size_t count, std::string_view one, std::string_view many) {
  std::string digits = std::to_string(count);
  // U+202F keeps the number together.
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, "\u202F");
  return digits + " " + std::string(count == 1 ? one : many);
}

}  // namespace clashlint
