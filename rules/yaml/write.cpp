#include "rules/yaml/write.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

/// As many steps as the core takes at most when it decodes a document.
constexpr std::size_t kMaxSteps = 4'000'000;

/// Aliases can lead deeper than any text is nested.
constexpr std::size_t kMaxDepth = 2 * kMaxYamlDepth;

/// libyaml looks for the colon of a key so far and no further.
constexpr std::size_t kLongestKey = 1000;

constexpr std::string_view kIndicators = ",[]{}#&*!|>'\"%@`";
constexpr std::string_view kFlowSigns = ",[]{}?";
constexpr std::string_view kLongTag = "tag:yaml.org,2002:";

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; }

// Line breaks of YAML 1.1 and the byte order mark, which are no letters.
constexpr std::string_view kOddCharacters[] = {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF"};

bool is_odd(std::string_view text) {
  return std::ranges::any_of(text, is_control) ||
         std::ranges::any_of(kOddCharacters,
                             [&](std::string_view odd) { return text.find(odd) != std::string_view::npos; });
}

bool begins_plain(std::string_view text) {
  const char first = text.front();
  if (first == ' ' || kIndicators.find(first) != std::string_view::npos) return false;
  if (text.starts_with("---") || text.starts_with("...")) return false;
  const bool sign = first == '-' || first == '?' || first == ':';
  return !sign || (text.size() > 1 && text[1] != ' ' && first != '?' && first != ':');
}

bool is_plain_safe(std::string_view text, bool in_flow) {
  if (text.empty() || !begins_plain(text) || text.back() == ' ' || text.back() == ':' || is_odd(text))
    return false;
  if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos) return false;
  return !in_flow || text.find_first_of(kFlowSigns) == std::string_view::npos;
}

std::string single_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

std::string escape(std::string_view text, std::size_t& at) {
  constexpr std::string_view kEscapes[] = {"\\N", "\\L", "\\P", "\\uFEFF"};
  for (std::size_t index = 0; index < std::size(kOddCharacters); ++index) {
    if (!text.substr(at).starts_with(kOddCharacters[index])) continue;
    at += kOddCharacters[index].size() - 1;
    return std::string(kEscapes[index]);
  }
  switch (const char c = text[at]) {
    case '"':
    case '\\':
      return {'\\', c};
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    default:
      return is_control(c) ? fmt::format("\\x{:02X}", static_cast<unsigned>(c)) : std::string(1, c);
  }
}

std::string double_quoted(std::string_view text) {
  std::string quoted = "\"";
  for (std::size_t at = 0; at < text.size(); ++at) quoted += escape(text, at);
  return quoted + "\"";
}

std::string tag_text(const YamlNode& node) {
  const std::string_view tag = node.properties == nullptr ? std::string_view() : node.properties->tag;
  if (tag.empty() || tag == "!") return {};
  if (tag.starts_with(kLongTag)) return "!!" + std::string(tag.substr(kLongTag.size())) + " ";
  return (tag.starts_with('!') ? std::string(tag) : "!<" + std::string(tag) + ">") + " ";
}

// `! 1` is a text: quotes say the same.
bool is_marked_text(const YamlNode& node) {
  return node.properties != nullptr && node.properties->tag == "!";
}

std::string value_text(const YamlNode& node, bool in_flow) {
  const bool plain = node.style == YamlStyle::plain && !is_marked_text(node);
  if (plain && is_plain_safe(node.text, in_flow)) return std::string(node.text);
  if (plain && node.text.empty()) return "null";
  const bool one_line = !is_odd(node.text);
  return node.style == YamlStyle::single_quoted && one_line ? single_quoted(node.text)
                                                            : double_quoted(node.text);
}

}  // namespace

std::string YamlWriter::scalar(const YamlNode& scalar, bool in_flow) {
  const std::optional<std::string> instead = hide_ ? hide_(scalar) : std::nullopt;
  if (!instead) return tag_text(scalar) + value_text(scalar, in_flow);
  hidden_ = true;
  return double_quoted(*instead);
}

std::string YamlWriter::flow(const YamlNode& node) {
  std::string text;
  add(node, text);
  return text;
}

bool YamlWriter::is_simple_key(const YamlNode& key, const std::string& written) {
  return key.is_scalar() && written.size() < kLongestKey;
}

bool YamlWriter::enter(const YamlNode& node) {
  if (++steps_ > kMaxSteps || inside_.size() >= kMaxDepth || !inside_.insert(&node).second) {
    whole_ = false;
    return false;
  }
  return true;
}

void YamlWriter::add(const YamlNode& written, std::string& text) {
  const YamlNode& node = resolved(written);
  if (node.is_scalar()) {
    ++steps_;
    text += scalar(node, true);
  } else if (!enter(node)) {
    text += "null";
  } else {
    text += tag_text(node);
    node.is_sequence() ? add_list(node, text) : add_mapping(node, text);
    leave(node);
  }
}

void YamlWriter::add_list(const YamlNode& list, std::string& text) {
  text += '[';
  for (const YamlNode* item : list.children) {
    if (item != list.children.front()) text += ", ";
    add(*item, text);
  }
  text += ']';
}

void YamlWriter::add_mapping(const YamlNode& mapping, std::string& text) {
  text += '{';
  bool first = true;
  for (const YamlEntry& entry : yaml_entries(mapping).entries) {
    if (!std::exchange(first, false)) text += ", ";
    const std::string key = flow(*entry.key);
    text += is_simple_key(*entry.key, key) ? key + ": " : "? " + key + " : ";
    add(*entry.value, text);
  }
  text += '}';
}

}  // namespace clashlint
