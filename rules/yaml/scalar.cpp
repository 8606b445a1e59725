#include "rules/yaml/scalar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace clashlint {
namespace {

constexpr std::string_view kLongPrefix = "tag:yaml.org,2002:";

template <std::size_t Size>
bool is_one_of(std::string_view text, const std::array<std::string_view, Size>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_null(std::string_view text) {
  constexpr std::array<std::string_view, 5> kWords = {"", "~", "null", "Null", "NULL"};
  return is_one_of(text, kWords);
}

// What a plain scalar without a tag is (the order is the core's).
YamlType plain_type(std::string_view text) {
  if (is_null(text)) return YamlType::null;
  const char first = text[0];
  const bool may_be_number = (first >= '0' && first <= '9') || first == '+' || first == '-' || first == '.';
  if (!may_be_number) {
    if (text == "<<") return YamlType::merge;
    return yaml_bool(text) ? YamlType::boolean : YamlType::string;
  }
  if (yaml_is_timestamp(text)) return YamlType::timestamp;
  if (yaml_integer(text)) return YamlType::integer;
  return yaml_float(text) ? YamlType::floating : YamlType::string;
}

std::string_view written_tag(const YamlNode& node) {
  const std::string_view tag = node.properties == nullptr ? std::string_view() : node.properties->tag;
  return tag == "!" ? std::string_view() : tag;
}

bool is_plain(const YamlNode& node) { return node.style == YamlStyle::plain; }

// A tag as the core's messages write it: `!!int` for `tag:yaml.org,2002:int`.
std::string short_tag(const YamlNode& node) {
  const std::string_view tag = written_tag(node);
  if (tag.starts_with(kLongPrefix)) return fmt::format("!!{}", tag.substr(kLongPrefix.size()));
  if (!tag.empty()) return std::string(tag);
  return std::string(yaml_tag(yaml_type(node)));
}

std::optional<YamlType> known_tag(std::string_view tag) {
  if (!tag.starts_with(kLongPrefix)) return std::nullopt;
  tag.remove_prefix(kLongPrefix.size());
  constexpr std::array<YamlType, 8> kScalars = {YamlType::null,     YamlType::boolean, YamlType::integer,
                                                YamlType::floating, YamlType::string,  YamlType::timestamp,
                                                YamlType::binary,   YamlType::merge};
  for (const YamlType type : kScalars) {
    if (yaml_tag(type).substr(2) == tag) return type;
  }
  return std::nullopt;
}

// With a tag `!!timestamp` in force dates are tried first, with none they are,
// with another tag they are not.
YamlType resolved_under(YamlType tag, std::string_view text) {
  if (is_null(text)) return YamlType::null;
  const YamlType type = plain_type(text);
  if (type == YamlType::timestamp && tag != YamlType::timestamp) {
    return yaml_integer(text) ? YamlType::integer : yaml_float(text) ? YamlType::floating : YamlType::string;
  }
  return type;
}

// Go's encoding/base64, standard alphabet, padded; line breaks are skipped.
bool is_base64(std::string_view text) {
  std::string plain(text);
  std::erase_if(plain, [](char c) { return c == '\n' || c == '\r'; });
  std::string_view letters = plain;
  for (int padding = 0; padding < 2 && letters.ends_with('='); ++padding) letters.remove_suffix(1);
  const auto is_letter = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  };
  return plain.size() % 4 == 0 && std::all_of(letters.begin(), letters.end(), is_letter);
}

// A character that the cut goes through is shown as one replacement sign.
std::string cut(std::string_view text) {
  constexpr std::size_t kShown = 7;
  std::size_t end = kShown;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return fmt::format("{}{}...", text.substr(0, end), end < kShown ? "\uFFFD" : "");
}

}  // namespace

YamlType yaml_type(const YamlNode& given) {
  const YamlNode& node = resolved(given);
  if (node.is_sequence()) return YamlType::sequence;
  if (node.is_mapping()) return YamlType::mapping;
  if (!node.is_scalar()) return YamlType::string;
  const std::string_view tag = written_tag(node);
  if (tag.empty()) return is_plain(node) ? plain_type(node.text) : YamlType::string;
  // An unknown tag leaves the text a string.
  return known_tag(tag).value_or(YamlType::string);
}

std::string_view yaml_tag(YamlType type) {
  switch (type) {
    case YamlType::null:
      return "!!null";
    case YamlType::boolean:
      return "!!bool";
    case YamlType::integer:
      return "!!int";
    case YamlType::floating:
      return "!!float";
    case YamlType::timestamp:
      return "!!timestamp";
    case YamlType::string:
      return "!!str";
    case YamlType::binary:
      return "!!binary";
    case YamlType::merge:
      return "!!merge";
    case YamlType::sequence:
      return "!!seq";
    case YamlType::mapping:
      return "!!map";
  }
  return "";
}

std::optional<bool> yaml_bool(std::string_view text) {
  if (text == "true" || text == "True" || text == "TRUE") return true;
  if (text == "false" || text == "False" || text == "FALSE") return false;
  return std::nullopt;
}

std::optional<bool> yaml_typed_bool(const YamlNode& given) {
  const YamlNode& node = resolved(given);
  const YamlType type = yaml_type(node);
  if (type == YamlType::boolean) return yaml_bool(node.text);
  if (type != YamlType::string || !node.is_scalar()) return std::nullopt;
  constexpr std::array<std::string_view, 8> kYes = {"y", "Y", "yes", "Yes", "YES", "on", "On", "ON"};
  constexpr std::array<std::string_view, 8> kNo = {"n", "N", "no", "No", "NO", "off", "Off", "OFF"};
  if (is_one_of(node.text, kYes)) return true;
  if (is_one_of(node.text, kNo)) return false;
  return std::nullopt;
}

std::string cannot_unmarshal(const YamlNode& given, std::string_view wanted) {
  const YamlNode& node = resolved(given);
  const std::string tag = short_tag(node);
  if (tag == "!!seq" || tag == "!!map") return fmt::format("cannot unmarshal {} into {}", tag, wanted);
  constexpr std::size_t kLongest = 10;
  const std::string value = node.text.size() > kLongest ? cut(node.text) : std::string(node.text);
  return fmt::format("cannot unmarshal {} `{}` into {}", tag, value, wanted);
}

std::string yaml_tag_fault(const YamlNode& given) {
  const YamlNode& node = resolved(given);
  const std::optional<YamlType> tag = known_tag(written_tag(node));
  if (!node.is_scalar() || !tag || tag == YamlType::string || tag == YamlType::merge) return {};
  if (tag == YamlType::binary) {
    return is_base64(node.text) ? std::string() : "yaml: !!binary value contains invalid base64 data";
  }
  const YamlType found = resolved_under(*tag, node.text);
  const bool is_fit = found == *tag || (tag == YamlType::floating && found == YamlType::integer);
  if (is_fit) return {};
  return fmt::format("yaml: cannot decode {} `{}` as a {}", yaml_tag(found), node.text, yaml_tag(*tag));
}

}  // namespace clashlint
