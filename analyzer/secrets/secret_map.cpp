#include "analyzer/secrets/secret_map.h"

#include <algorithm>
#include <set>
#include <utility>

#include "analyzer/secrets/keys.h"
#include "analyzer/secrets/shapes.h"
#include "analyzer/secrets/text_line.h"
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

class Collector {
 public:
  explicit Collector(std::vector<TextRange>& ranges) : ranges_(ranges) {}

  void top(const YamlNode& root) {
    if (!root.is_mapping()) return visit(root, Zone::guarded, false);
    each_entry(root, Zone::open, [&](std::string_view key, const YamlNode& value) {
      const Zone zone = zone_of_section(key);
      visit(value, zone == Zone::guarded && is_unkeyed(key, resolved(value), value) ? Zone::open : zone,
            false);
    });
  }

 private:
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
    if (node.span.begin < node.span.end) ranges_.push_back({node.span.begin, node.span.end});
  }

  // Shapes are looked for in the value; where the file's text differs from it (escapes), all is hidden.
  void add_shapes(const YamlNode& node, Look look) {
    const std::vector<TextRange> shapes = secret_shapes(node.text, look);
    if (shapes.empty()) return;
    const std::size_t quote = node.style == YamlStyle::plain ? 0 : 1;
    if (node.span.end - node.span.begin != node.text.size() + 2 * quote) return add_whole(node);
    for (const TextRange& shape : shapes) {
      ranges_.push_back({node.span.begin + quote + shape.begin, node.span.begin + quote + shape.end});
    }
  }

  std::vector<TextRange>& ranges_;
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

SecretMap::SecretMap(const Sources& sources, FileId file, const YamlTree& tree)
    : sources_(sources), file_(file), unread_(tree.error() || tree.root() == nullptr ? 0 : tree.end()) {
  if (tree.root() != nullptr) Collector(ranges_).top(resolved(*tree.root()));
  for (const YamlComment& comment : yaml_comments(sources, file, tree)) {
    for (const TextRange& range : secrets_of_line(sources.text(comment.span))) {
      ranges_.push_back({comment.span.begin + range.begin, comment.span.begin + range.end});
    }
  }
  ranges_ = merged(std::move(ranges_));
}

// Looks up to the line where the value began; a value too long for that is taken for a key.
bool SecretMap::goes_on_with_secret(const Source& source, std::uint32_t number) const {
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
  if (file != file_) {
    hidden = secret_shapes(text, Look::rule_row);
  } else {
    const std::size_t begin = source.line_begin(number);
    if (begin + text.size() > unread_) {
      hidden = goes_on_with_secret(source, number) ? std::vector<TextRange>{{0, text.size()}}
                                                   : secrets_of_line(text);
    }
    auto at = std::ranges::lower_bound(ranges_, begin + 1, {}, &TextRange::end);
    for (; at != ranges_.end() && at->begin < begin + text.size(); ++at) {
      hidden.push_back({std::max(at->begin, begin) - begin, std::min(at->end, begin + text.size()) - begin});
    }
    hidden = merged(std::move(hidden));
  }
  std::string shown = masked(text, hidden);
  return {.text = std::move(shown), .hidden = std::move(hidden)};
}

std::vector<std::string_view> SecretMap::values_near(const Finding& finding) const {
  std::vector<std::string_view> values;
  const std::string_view text = sources_[file_].text();
  const auto add = [&](const Span& span) {
    if (span.file != file_) return;
    const Source& source = sources_[file_];
    const std::size_t begin = source.line_begin(source.position(span.begin).line);
    const std::size_t end =
        std::max<std::size_t>(span.end, source.line_begin(source.position(span.begin).line + 1));
    for (auto at = std::ranges::lower_bound(ranges_, begin + 1, {}, &TextRange::end);
         at != ranges_.end() && at->begin < end; ++at) {
      std::string_view value = text.substr(at->begin, at->end - at->begin);
      const bool quoted = value.size() > 2 && (value.front() == '"' || value.front() == '\'');
      if (quoted) value = value.substr(1, value.size() - 2);
      if (value.size() >= kShortestValue) values.push_back(value);
    }
  };
  add(finding.primary.span);
  for (const Label& label : finding.related) add(label.span);
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
