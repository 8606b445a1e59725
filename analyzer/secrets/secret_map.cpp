#include "analyzer/secrets/secret_map.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "analyzer/secrets/keys.h"
#include "analyzer/secrets/shapes.h"
#include "analyzer/secrets/text_line.h"
#include "rules/base/written.h"
#include "rules/layers/directive.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

/// Shorter values are too common as words to be searched for in messages.
constexpr std::size_t kShortestValue = 4;

/// How a part of the profile is judged.
enum class Zone {
  open,      ///< by the look, and by keys that always hold secrets
  rules,     ///< rows of rules, names of groups: only what is certain by its look
  guarded,   ///< proxies, listeners: only what is known to be harmless is shown
  provider,  ///< a proxy-provider: its link is a password
  closed     ///< nothing of it is shown
};

Zone zone_of_section(std::string_view key) {
  if (key == "rules" || key == "sub-rules" || key == "proxy-groups" || key == "payload") return Zone::rules;
  if (key == "proxies" || key == "listeners") return Zone::guarded;
  if (key == "proxy-providers") return Zone::provider;
  if (is_secret_key(key)) return Zone::closed;
  constexpr std::string_view kOpen[] = {"dns",       "hosts",   "sniffer", "tun",      "rule-providers",
                                        "profile",   "tunnels", "ntp",     "geox-url", "experimental",
                                        "cfw-bypass"};
  const bool open = std::ranges::find(kOpen, key) != std::end(kOpen);
  return open ? Zone::open : Zone::guarded;
}

/// Keys of layers behind which a profile, or parts of one, begin anew.
bool begins_profile(std::string_view key) {
  constexpr std::string_view kKeys[] = {"prepend", "append", "replace", "mixin", "yaml", "mix-object"};
  return std::ranges::find(kKeys, key) != std::end(kKeys);
}

class Collector {
 public:
  using Add = std::function<void(Span hidden)>;

  explicit Collector(Add add) : add_(std::move(add)) {}

  void top(const YamlNode& root) {
    if (!root.is_mapping()) return visit(root, Zone::guarded, false);
    each_entry(root, Zone::open, [&](std::string_view key, const YamlNode& value) { section(key, value); });
  }

  /// A layer: its keys may hold orders, and its lists may have no key in front.
  void layer(const YamlNode& root) {
    if (root.is_sequence()) return list(root);
    if (!root.is_mapping()) return visit(root, Zone::guarded, false);
    each_entry(root, Zone::open, [&](std::string_view key, const YamlNode& value) {
      const YamlNode& node = resolved(value);
      const std::optional<KeyDirective> order = directive_of(key);
      if (key == "delete") return visit(value, Zone::rules, false);  // names and rows
      if (begins_profile(key) && node.is_mapping()) return layer(node);
      if (begins_profile(key) && node.is_sequence()) return list(node);
      if (key == "parsers" && node.is_sequence()) {
        for (const YamlNode* parser : node.children) layer(resolved(*parser));
        return;
      }
      section(order ? order->section : key, value);
    });
  }

 private:
  void section(std::string_view key, const YamlNode& value) {
    const Zone zone = zone_of_section(key);
    visit(value, zone == Zone::guarded && is_unkeyed(key, resolved(value), value) ? Zone::open : zone, false);
  }

  // Texts are rows of rules or names.
  void list(const YamlNode& items) {
    for (const YamlNode* item : items.children)
      visit(*item, resolved(*item).is_scalar() ? Zone::rules : Zone::guarded, false);
  }

  // A plain value at the top level is a setting, unless it is kept there to be
  // used elsewhere; a list of plain values there holds names of nodes or rules.
  static bool is_unkeyed(std::string_view key, const YamlNode& node, const YamlNode& written) {
    if (node.is_scalar()) return written.properties == nullptr;
    return node.is_sequence() && key != "proxies" && key != "listeners" &&
           std::ranges::all_of(node.children,
                               [](const YamlNode* item) { return resolved(*item).is_scalar(); });
  }

  template <typename Each>
  void each_entry(const YamlNode& mapping, Zone zone, Each each) {
    for (std::size_t at = 0; at + 1 < mapping.children.size(); at += 2) {
      const YamlNode& key = resolved(*mapping.children[at]);
      hide_in_key(key, zone);
      each(key.text, *mapping.children[at + 1]);
    }
  }

  // A colon in the wrong place makes a key of what was to be a value.
  void hide_in_key(const YamlNode& key, Zone zone) {
    if (!key.is_scalar()) return visit(key, Zone::closed, false);
    const bool word = key.text.find_first_of(".:/@=? ") == std::string_view::npos;
    if (zone == Zone::guarded && !word) return add_whole(key);
    if (zone == Zone::closed && !is_open_key(key.text) && !is_secret_key(key.text)) return add_whole(key);
    add_shapes(key, zone == Zone::rules ? Look::rule_row : Look::value);
  }

  // `known`: the value stands behind a key that is known to be harmless.
  void visit(const YamlNode& written, Zone zone, bool known) {
    const YamlNode& node = resolved(written);
    if (node.is_scalar()) return scalar(node, zone, known);
    // What is used in several places is looked at once in each way; a bomb of aliases ends there.
    if (!seen_.emplace(&node, static_cast<int>(zone) * 2 + (known ? 1 : 0)).second) return;
    if (node.is_sequence()) {
      for (const YamlNode* item : node.children) visit(*item, zone, known);
      return;
    }
    each_entry(node, zone,
               [&](std::string_view key, const YamlNode& value) { entry(key, value, zone, node); });
  }

  void entry(std::string_view key, const YamlNode& value, Zone zone, const YamlNode&) {
    const bool merge = key == "<<";
    if (zone == Zone::closed || merge) return visit(value, zone, false);
    if (is_secret_key(key)) return visit(value, Zone::closed, false);
    // Whatever its key is called: one letter more, and `url` is another key.
    const bool is_link =
        resolved(value).is_scalar() && resolved(value).text.find("://") != std::string_view::npos;
    if (zone == Zone::provider && (key == "url" || is_link)) return link(resolved(value));
    if (zone == Zone::provider && (key == "payload" || key == "override"))
      return visit(value, Zone::guarded, false);
    visit(value, zone, is_open_key(key) && (!is_number_key(key) || holds_number(resolved(value))));
  }

  // Where a number is wanted and something else stands, lines have been mixed up.
  static bool holds_number(const YamlNode& node) {
    return !node.is_scalar() || node.text.find_first_not_of("0123456789-,/ ") == std::string_view::npos;
  }

  void scalar(const YamlNode& node, Zone zone, bool known) {
    switch (zone) {
      case Zone::closed:
        return add_whole(node);
      case Zone::guarded:
        return known ? add_shapes(node, Look::value) : add_whole(node);
      case Zone::rules:
        return add_shapes(node, Look::rule_row);
      case Zone::open:
      case Zone::provider:
        return add_shapes(node, Look::value);
    }
  }

  void link(const YamlNode& node) {
    if (node.is_scalar()) add_shapes(node, Look::private_url);
  }

  void add_whole(const YamlNode& node) {
    if (node.is_scalar() && node.text.empty()) return;  // `""` hides nothing
    if (node.span.begin < node.span.end) add_(node.span);
  }

  // Shapes are looked for in the value; where the file's text differs from it (escapes), all is hidden.
  void add_shapes(const YamlNode& node, Look look) {
    const std::vector<TextRange> shapes = secret_shapes(node.text, look);
    if (shapes.empty()) return;
    const std::size_t quote = node.style == YamlStyle::plain ? 0 : 1;
    if (node.span.end - node.span.begin != node.text.size() + 2 * quote) return add_whole(node);
    const auto begin = static_cast<std::uint32_t>(node.span.begin + quote);
    for (const TextRange& shape : shapes) {
      add_({node.span.file, begin + static_cast<std::uint32_t>(shape.begin),
            begin + static_cast<std::uint32_t>(shape.end)});
    }
  }

  Add add_;
  std::set<std::pair<const YamlNode*, int>> seen_;
};

void replace_all(std::string& text, std::string_view value) {
  for (std::size_t at = text.find(value); at != std::string::npos; at = text.find(value, at + kMask.size())) {
    text.replace(at, value.size(), kMask);
  }
}

}  // namespace

std::size_t ShownLine::place(std::size_t byte) const {
  std::size_t shift = 0;  // what masks are longer than what they hide, modulo 2^n
  for (const TextRange& range : hidden) {
    if (byte < range.begin) break;
    if (byte < range.end) return range.begin + shift;
    shift += kMask.size() - (range.end - range.begin);
  }
  return byte + shift;
}

std::size_t ShownLine::end_place(std::size_t byte) const {
  for (const TextRange& range : hidden) {
    if (byte > range.begin && byte < range.end) return place(range.end);
  }
  return place(byte);
}

SecretMap::SecretMap(const Sources& sources, FileId file, const YamlTree& tree) : sources_(sources) {
  add_text(file, tree, false);
  finish();
}

SecretMap::SecretMap(const Sources& sources, const LoadedProfile& loaded) : sources_(sources) {
  for (const ProfileText& text : loaded.texts()) add_text(text.file, *text.tree, text.layer != nullptr);
  // What a layer moves to another place may be a secret there.
  if (loaded.layered) {
    const auto add = [&](Span hidden) { files_[hidden.file].ranges.push_back({hidden.begin, hidden.end}); };
    Collector(add).top(*loaded.layered->root);
  }
  finish();
}

void SecretMap::add_text(FileId file, const YamlTree& tree, bool is_layer) {
  FileSecrets& secrets = files_[file];
  secrets.unread = tree.error() || tree.root() == nullptr ? 0 : tree.end();
  const auto add = [&](Span hidden) { secrets.ranges.push_back({hidden.begin, hidden.end}); };
  if (tree.root() != nullptr) {
    Collector collector(add);
    is_layer ? collector.layer(resolved(*tree.root())) : collector.top(resolved(*tree.root()));
  }
  for (const YamlComment& comment : yaml_comments(sources_, file, tree)) {
    for (const TextRange& range : secrets_of_line(sources_.text(comment.span)))
      secrets.ranges.push_back({comment.span.begin + range.begin, comment.span.begin + range.end});
  }
}

void SecretMap::finish() {
  for (auto& [file, secrets] : files_) secrets.ranges = merged(std::move(secrets.ranges));
}

const std::vector<TextRange>* SecretMap::ranges_of(FileId file) const {
  const auto found = files_.find(file);
  return found == files_.end() ? nullptr : &found->second.ranges;
}

// Looks up to the line where the value began; a value too long for that is taken for a key.
bool SecretMap::goes_on_with_secret(const Source& source, std::uint32_t number) {
  constexpr std::uint32_t kMaxLines = 100;
  for (std::uint32_t back = 0; back < kMaxLines && back < number; ++back) {
    const std::string_view line = source.line(number - back);
    if (!continues_value(line)) return back > 0 && begins_secret(line);
  }
  return number > kMaxLines;
}

ShownLine SecretMap::line(FileId file, std::uint32_t number) const {
  const Source& source = sources_[file];
  const std::string_view text = source.line(number);
  std::vector<TextRange> hidden;
  const auto own = files_.find(file);
  if (own == files_.end()) {
    hidden = secret_shapes(text, Look::rule_row);
  } else {
    const FileSecrets& secrets = own->second;
    const std::size_t begin = source.line_begin(number);
    if (begin + text.size() > secrets.unread) {
      hidden = goes_on_with_secret(source, number) ? std::vector<TextRange>{{0, text.size()}}
                                                   : secrets_of_line(text);
    }
    auto at = std::ranges::lower_bound(secrets.ranges, begin + 1, {}, &TextRange::end);
    for (; at != secrets.ranges.end() && at->begin < begin + text.size(); ++at) {
      hidden.push_back({std::max(at->begin, begin) - begin, std::min(at->end, begin + text.size()) - begin});
    }
    hidden = merged(std::move(hidden));
  }
  std::string shown = masked(text, hidden);
  return {.text = std::move(shown), .hidden = std::move(hidden)};
}

std::optional<std::string> SecretMap::shown_value(const YamlNode& scalar) const {
  const std::vector<TextRange>* const ranges = ranges_of(scalar.span.file);
  if (ranges == nullptr) return std::nullopt;
  const std::optional<Span> written = written_place(sources_, scalar.span, scalar.text, scalar.text);
  const Span place = written.value_or(scalar.span);
  std::vector<TextRange> hidden;
  for (auto at = std::ranges::lower_bound(*ranges, std::size_t{place.begin} + 1, {}, &TextRange::end);
       at != ranges->end() && at->begin < place.end; ++at) {
    const std::size_t begin = std::max<std::size_t>(at->begin, place.begin);
    hidden.push_back({begin - place.begin, std::min<std::size_t>(at->end, place.end) - place.begin});
  }
  if (hidden.empty()) return std::nullopt;
  return written ? masked(scalar.text, hidden) : std::string(kMask);
}

void SecretMap::add_values_near(Span span, std::vector<std::string_view>& values) const {
  const std::vector<TextRange>* const ranges = ranges_of(span.file);
  if (ranges == nullptr) return;
  const Source& source = sources_[span.file];
  const std::uint32_t line = source.position(span.begin).line;
  const std::size_t begin = source.line_begin(line);
  const std::size_t end = std::max<std::size_t>(span.end, source.line_begin(line + 1));
  for (auto at = std::ranges::lower_bound(*ranges, begin + 1, {}, &TextRange::end);
       at != ranges->end() && at->begin < end; ++at) {
    std::string_view value = source.text().substr(at->begin, at->end - at->begin);
    const bool quoted = value.size() > 2 && (value.front() == '"' || value.front() == '\'');
    if (quoted) value = value.substr(1, value.size() - 2);
    if (value.size() >= kShortestValue) values.push_back(value);
  }
}

std::vector<std::string_view> SecretMap::values_near(const Finding& finding) const {
  std::vector<std::string_view> values;
  add_values_near(finding.primary.span, values);
  for (const Label& label : finding.related) add_values_near(label.span, values);
  // A secret may be a part of a longer one.
  std::ranges::stable_sort(values, std::ranges::greater(), &std::string_view::size);
  return values;
}

void SecretMap::hide_in(Finding& finding) const {
  const std::vector<std::string_view> values = values_near(finding);
  const auto hide = [&](std::string& text) {
    for (const std::string_view value : values) replace_all(text, value);
    text = masked(text, secret_shapes(text, Look::rule_row));
  };
  hide(finding.message);
  hide(finding.primary.text);
  hide(finding.core_message);
  for (Label& label : finding.related) hide(label.text);
  for (FindingTable::Row& row : finding.table.rows) {
    for (std::string& cell : row.cells) hide(cell);
  }
  for (std::string& note : finding.notes) hide(note);
  std::erase_if(finding.fixes, [&](const Fix& fix) {
    Fix shown = fix;
    hide(shown.title);
    for (Edit& edit : shown.edits) hide(edit.text);
    return shown.title != fix.title ||
           !std::ranges::equal(shown.edits, fix.edits, {}, &Edit::text, &Edit::text);
  });
}

}  // namespace clashlint
