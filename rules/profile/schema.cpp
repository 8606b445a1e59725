#include "rules/profile/schema.h"

#include <algorithm>
#include <limits>
#include <string>
#include <unordered_set>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/kind/parse.h"
#include "rules/profile/remedies.h"
#include "rules/profile/schema_types.h"
#include "rules/profile/typed.h"
#include "rules/value/ip.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

class SchemaCheck {
 public:
  explicit SchemaCheck(LoadContext& context) : context_(context) {}

  void section(const YamlNode& node, SchemaType type) {
    if (!is_kind(node, YamlKind::mapping, type)) return;
    for (const YamlEntry& entry : checked_entries(node).entries) {
      const std::optional<SchemaType> known = schema_type(type, entry.key->text);
      if (known) value(*entry.value, *known);
    }
  }

 private:
  void value(const YamlNode& written, SchemaType type) {
    const YamlNode& node = resolved(written);
    check_tag(node);
    if (is_null(node)) return;
    switch (type) {
      case SchemaType::text:
        if (!node.is_scalar()) wrong_type(node, type);
        return;
      case SchemaType::boolean:
        if (!yaml_typed_bool(node)) wrong_type(node, type);
        return;
      case SchemaType::number:
        if (!typed_int_value(node)) wrong_type(node, type);
        return;
      case SchemaType::integer:
        return whole_number(node, type, std::numeric_limits<std::int64_t>::max());
      case SchemaType::natural16:
        return whole_number(node, type, 0xFFFF);
      case SchemaType::natural32:
        return whole_number(node, type, 0xFFFFFFFF);
      case SchemaType::texts:
        return items(node, type, SchemaType::text);
      case SchemaType::integers:
        return items(node, type, SchemaType::integer);
      case SchemaType::naturals16:
        return items(node, type, SchemaType::natural16);
      case SchemaType::naturals32:
        return items(node, type, SchemaType::natural32);
      case SchemaType::prefixes:
      case SchemaType::addresses:
        return address_list(node, type);
      case SchemaType::tunnels:
        return tunnel_list(node);
      case SchemaType::map:
        return untyped_map(node, type);
      case SchemaType::maps:
        return map_list(node);
      case SchemaType::maps_by_name:
        return by_name(node, type, SchemaType::map);
      case SchemaType::texts_by_name:
        return by_name(node, type, SchemaType::texts);
      case SchemaType::text_by_name:
        return by_name(node, type, SchemaType::text);
      case SchemaType::sniff_by_name:
        return by_name(node, type, SchemaType::section_sniff_entry);
      case SchemaType::policy:
        return policy(node);
      case SchemaType::tunnel_mode:
      case SchemaType::log_level:
      case SchemaType::process_mode:
      case SchemaType::dns_mode:
      case SchemaType::filter_mode:
      case SchemaType::tun_stack:
        return word(node, type);
      default:
        return section(node, type);
    }
  }

  /// `!!int abc`: a tag that the value does not fit.
  void check_tag(const YamlNode& node) {
    std::string fault = yaml_tag_fault(node);
    if (!fault.empty())
      context_.refuse("wrong-type", node.span, "the tag in front does not fit this value", std::move(fault));
  }

  bool is_kind(const YamlNode& node, YamlKind kind, SchemaType type) {
    if (node.kind == kind) return true;
    wrong_type(node, type);
    return false;
  }

  void wrong_type(const YamlNode& node, SchemaType type) {
    Finding& finding =
        context_.refuse("wrong-type", node.span,
                        fmt::format("{} where the core expects {}", plain_type(node), plain_type(type)),
                        fmt::format("yaml: unmarshal errors:\n  line {}: {}", context_.line(node),
                                    cannot_unmarshal(node, go_type(type))));
    const bool quoted = node.style == YamlStyle::single_quoted || node.style == YamlStyle::double_quoted;
    const bool fits = type == SchemaType::boolean ? yaml_bool(node.text).has_value()
                                                  : type == SchemaType::integer && yaml_integer(node.text);
    if (quoted && fits) context_.remedies.unquote(finding, node.span);
    if (type == SchemaType::text) explain_text(finding, node, context_.sources);
  }

  /// `- DOMAIN-SUFFIX: openrouter.ai`, `- [MATCH, DIRECT]`: a rule in another form.
  static void explain_text(Finding& finding, const YamlNode& node, const Sources& sources) {
    if (node.is_scalar() || node.children.empty()) return;
    const std::string_view first = resolved(*node.children.front()).text;
    if (rule_kind(ascii_upper(trim_blanks(split(first, ',').front())))) {
      finding.notes.emplace_back("a rule is one text: TYPE,payload,target");
      return;
    }
    const std::string_view before = sources[node.span.file].text().substr(0, node.span.begin);
    const bool item = trim_blanks(before.substr(before.rfind('\n') + 1)).ends_with('-');
    if (item && node.is_mapping() && node.children.size() == 2) {
      finding.notes.emplace_back("`: ` in an unquoted text makes a mapping of it: put the text in quotes");
    }
  }

  void whole_number(const YamlNode& node, SchemaType type, std::int64_t max) {
    const std::optional<std::int64_t> number = node.is_scalar() ? typed_int_value(node) : std::nullopt;
    const bool natural = type != SchemaType::integer;
    if (!number || *number > max || (natural && *number < 0)) wrong_type(node, type);
  }

  void items(const YamlNode& node, SchemaType type, SchemaType item_type) {
    if (!is_kind(node, YamlKind::sequence, type)) return;
    for (const YamlNode* item : node.children) value(*item, item_type);
  }

  void address_list(const YamlNode& node, SchemaType type) {
    if (!is_kind(node, YamlKind::sequence, type)) return;
    for (const YamlNode* item : node.children) {
      const YamlNode& text = resolved(*item);
      if (is_null(text)) continue;
      if (!is_kind(text, YamlKind::scalar, SchemaType::text)) continue;
      const std::string fault =
          type == SchemaType::prefixes ? prefix_fault(text.text) : address_fault(text.text);
      if (!fault.empty()) context_.refuse("invalid-value", text.span, address_advice(text.text, type), fault);
    }
  }

  static std::string prefix_fault(std::string_view text) {
    const Result<IpPrefix> prefix = parse_prefix(text);
    return prefix ? std::string() : prefix.error();
  }

  static std::string address_fault(std::string_view text) {
    return parse_ip(text) ? std::string() : fmt::format("ParseAddr(\"{}\"): unable to parse IP", text);
  }

  static std::string address_advice(std::string_view text, SchemaType type) {
    return type == SchemaType::prefixes ? range_advice(text) : fmt::format("\"{}\" is no address", text);
  }

  /// `tcp/udp,address,target[,proxy]` or a mapping that the core hardly looks at.
  void tunnel_list(const YamlNode& node) {
    if (!is_kind(node, YamlKind::sequence, SchemaType::tunnels)) return;
    for (const YamlNode* item : node.children) {
      const YamlNode& tunnel = resolved(*item);
      if (tunnel.is_mapping()) checked_entries(tunnel);
    }
  }

  void map_list(const YamlNode& node) {
    if (!is_kind(node, YamlKind::sequence, SchemaType::maps)) return;
    for (const YamlNode* item : node.children) value(*item, SchemaType::map);
  }

  void by_name(const YamlNode& node, SchemaType type, SchemaType item_type) {
    if (!is_kind(node, YamlKind::mapping, type)) return;
    for (const YamlEntry& entry : checked_entries(node).entries) value(*entry.value, item_type);
  }

  void untyped_map(const YamlNode& node, SchemaType type) {
    if (is_kind(node, YamlKind::mapping, type)) untyped(node);
  }

  /// Everything below is decoded too, so keys must not repeat there either. A
  /// chain of aliases may be as long as the file: far down it is not followed.
  void untyped(const YamlNode& written, int depth = 0) {
    const YamlNode& node = resolved(written);
    check_tag(node);
    if (node.is_scalar() || depth > kMaxYamlDepth || !seen_.insert(&node).second) return;
    if (node.is_mapping()) {
      for (const YamlEntry& entry : checked_entries(node).entries) untyped(*entry.value, depth + 1);
    } else {
      for (const YamlNode* item : node.children) untyped(*item, depth + 1);
    }
  }

  /// Decoded by a reader of its own: repeated keys are taken there.
  void policy(const YamlNode& node) {
    if (node.is_mapping()) return;
    context_.refuse("wrong-type", node.span,
                    fmt::format("{} where the core expects a mapping", plain_type(node)),
                    fmt::format("pipeline must contain YAML mapping, has {}", node.is_sequence() ? 2 : 8));
  }

  void word(const YamlNode& node, SchemaType type) {
    const SchemaWords& row = schema_words(type);
    if (!is_kind(node, YamlKind::scalar, SchemaType::text)) return;
    const auto same = [&](std::string_view known) {
      return !known.empty() && ascii_iequals(known, node.text);
    };
    if (std::ranges::any_of(row.words, same)) return;
    std::string known;
    for (const std::string_view candidate : row.words) {
      if (!candidate.empty()) known += (known.empty() ? "" : ", ") + std::string(candidate);
    }
    Finding& finding =
        context_.refuse("invalid-value", node.span, fmt::format("\"{}\" is no {}", node.text, row.what),
                        std::string(row.core_message));
    finding.notes.push_back("the core knows: " + known);
    context_.remedies.word(finding, node.text, node.span, row.words);
  }

  /// The entries of a mapping, its faults reported once however often it is reached.
  YamlEntries checked_entries(const YamlNode& node) {
    YamlEntries entries = yaml_entries(node);
    if (!reported_.insert(&node).second) return entries;
    for (const YamlDuplicate& duplicate : entries.duplicates) {
      Finding& finding = context_.refuse(
          "duplicate-key", duplicate.second->span,
          fmt::format("the key \"{}\" again", duplicate.second->text),
          fmt::format("yaml: unmarshal errors:\n  line {}: mapping key \"{}\" already defined at line {}",
                      context_.line(*duplicate.second), duplicate.second->text,
                      context_.line(*duplicate.first)));
      finding.related.push_back({.span = duplicate.first->span, .text = "first here"});
    }
    for (const YamlNode* merge : entries.bad_merges) {
      context_.refuse("wrong-type", merge->span,
                      fmt::format("`<<` takes a mapping, and this is {}", plain_type(resolved(*merge))),
                      "yaml: map merge requires map or sequence of maps as the value");
    }
    return entries;
  }

  LoadContext& context_;
  std::unordered_set<const YamlNode*> seen_;
  std::unordered_set<const YamlNode*> reported_;
};

}  // namespace

void check_schema(LoadContext& context) { SchemaCheck(context).section(context.root, SchemaType::top); }

}  // namespace clashlint
