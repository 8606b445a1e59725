#include "cli/render/resolve_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cli/render/printable.h"
#include "cli/render/refusal.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

/// A row that is wider goes over several lines.
constexpr int kWidest = 110;

/// Rows of sections: below them a comment is worth it only where another file comes in.
constexpr int kRowDepth = 2;

class Body {
 public:
  explicit Body(const ResolveView& view) : view_(view), writer_(view.writer()), deeds_(view.deeds()) {}

  std::string text() {
    const YamlNode& root = view_.root();
    if (writer_.enter(root)) entries(root, {}, {}, {});
    return std::move(text_);
  }

  bool has_hidden() const { return writer_.has_hidden(); }

 private:
  /// Where a row comes from.
  struct Origin {
    FileId file = 0;
    std::uint32_t begin = 0;
  };

  static bool is_leaf(const YamlNode& node) { return node.is_scalar() || node.children.empty(); }

  // A value that a layer put behind a key stands where the layer is.
  static Origin origin_of(const YamlNode* key, const YamlNode& value) {
    const bool own =
        key != nullptr && (key->span.file == value.span.file || value.span.begin == value.span.end);
    const Span& span = own ? key->span : value.span;
    return {span.file, span.begin};
  }

  // Whether everything in it is of one file.
  bool is_of_one_file(const YamlNode& node, FileId file, int depth = 0) const {
    if (node.span.file != file || depth > kMaxYamlDepth) return false;
    return std::ranges::all_of(resolved(node).children, [&](const YamlNode* child) {
      return is_of_one_file(resolved(*child), file, depth + 1);
    });
  }

  // A row on one line; empty: it has to go over several.
  std::string on_one_line(const YamlNode& node, int depth, FileId file, std::size_t before) {
    if (is_leaf(node)) return node.is_scalar() ? writer_.scalar(node, false) : writer_.flow(node);
    const bool tagged = node.properties != nullptr && !node.properties->tag.empty();
    if (!tagged && (depth < kRowDepth || (depth == kRowDepth && node.is_sequence()))) return {};
    if (!tagged && view_.origins && !is_of_one_file(node, file)) return {};
    std::string flow = writer_.flow(node);
    const bool fits = static_cast<int>(before) + cell_width(flow) <= kWidest;
    return fits || tagged ? flow : std::string();
  }

  std::string comment(const Origin& origin, const YamlNode& row) const {
    if (!view_.origins) return {};
    const Source& source = view_.sources[origin.file];
    std::string text = fmt::format("  # {}:{}", printable(source.name()), source.position(origin.begin).line);
    const auto deed = deeds_.find(row.span);
    if (deed == deeds_.end()) return text;
    text += ", " + std::string(deed_words(deed->second->deed));
    if (deed->second->deed == LayerDeed::altered) text += ": " + printable(deed->second->why);
    return text;
  }

  /// Where lines are added: how far in, and whose rows they are part of.
  struct Place {
    int indent = 0;
    int depth = 0;  ///< of the collection: 0 is the profile
    std::optional<FileId>
        around;  ///< the file of the row that they belong to; nothing: they are rows themselves
  };

  static std::string blanks(int count) { return std::string(static_cast<std::size_t>(count), ' '); }

  // `lead` and `lead_comment`: what stands in front of the first key, and behind its line.
  void entries(const YamlNode& mapping, const Place& place, std::string lead, std::string lead_comment) {
    for (const YamlEntry& entry : yaml_entries(mapping).entries) {
      const YamlNode& value = resolved(*entry.value);
      const Origin origin = origin_of(entry.key, value);
      const std::string key = writer_.flow(*entry.key);
      std::string head = std::exchange(lead, {});
      if (head.empty()) head = blanks(place.indent);
      head += YamlWriter::is_simple_key(*entry.key, key) ? key + ":"
                                                         : "? " + key + "\n" + blanks(place.indent) + ":";
      std::string from = std::exchange(lead_comment, {});
      if (from.empty() && place.around != origin.file)
        from = comment(origin, value.is_scalar() ? value : *entry.key);
      const std::string line = on_one_line(value, place.depth + 1, origin.file, head.size());
      if (!line.empty() || !writer_.enter(value)) {
        text_ += head + " " + (line.empty() ? "null" : line) + from + "\n";
        continue;
      }
      // What holds rows has no place of its own.
      const bool holds_rows =
          place.depth + 1 < kRowDepth || (place.depth + 1 == kRowDepth && value.is_sequence());
      text_ += head + (holds_rows ? "" : from) + "\n";
      inside(value, {.indent = place.indent + 2,
                     .depth = place.depth + 1,
                     .around = holds_rows ? std::optional<FileId>() : origin.file});
      writer_.leave(value);
    }
  }

  void items(const YamlNode& list, const Place& place) {
    for (const YamlNode* item : list.children) {
      const YamlNode& value = resolved(*item);
      const Origin origin = origin_of(nullptr, value);
      const std::string from = place.around == origin.file ? std::string() : comment(origin, value);
      const std::string dash = blanks(place.indent) + "- ";
      const std::string line = on_one_line(value, kRowDepth + 1, origin.file, dash.size());
      const Place within{.indent = place.indent + 2, .depth = kRowDepth + 1, .around = origin.file};
      if (!line.empty() || !writer_.enter(value)) {
        text_ += dash + (line.empty() ? "null" : line) + from + "\n";
        continue;
      }
      if (value.is_mapping()) {
        entries(value, within, dash, from);
      } else {
        text_ += blanks(place.indent) + "-" + from + "\n";
        items(value, within);
      }
      writer_.leave(value);
    }
  }

  void inside(const YamlNode& value, const Place& place) {
    value.is_sequence() ? items(value, place) : entries(value, place, {}, {});
  }

  const ResolveView& view_;
  YamlWriter writer_;
  std::unordered_map<Span, const LayerEffect*, SpanHash> deeds_;
  std::string text_;
};

std::string layer_line(const ResolveView& view, const Layer& layer) {
  const std::string name = printable(view.sources[layer.file].name());
  if (!layer.why_not.empty())
    return fmt::format("# - {} ({}) is left out: {}\n", name, layer_title(layer.kind),
                       printable(layer.why_not));
  const std::string_view version = seen_in(layer.kind);
  const std::string seen = version.empty() ? "" : fmt::format(", as in {}", version);
  const std::string stops = layer.stops.empty() ? "" : ", up to here: " + printable(layer.stops);
  return fmt::format("# + {} ({}{}){}\n", name, layer_title(layer.kind), seen, stops);
}

std::string head_text(const ResolveView& view, bool hidden) {
  std::string text;
  if (hidden)
    text += "# Secrets are hidden, so this does not run as it stands: --show-secrets writes them out.\n";
  if (!view.origins) return text;
  text += fmt::format("# What runs: {}\n", printable(view.sources[view.loaded.file].name()));
  if (view.loaded.refused)
    text += fmt::format("# The core refuses it, see {}\n", check_command(view.loaded, view.sources));
  if (!view.fallback.empty()) text += "# " + view.fallback + "\n";
  if (view.loaded.layered && view.fallback.empty()) {
    for (const Layer& layer : view.loaded.layered->layers) text += layer_line(view, layer);
    for (const Unknown& unknown : view.loaded.layered->unknowns)
      text += printable(fmt::format("# Not known here: {} ({})", unknown.what, unknown.why)) + "\n";
  }
  return text + "\n";
}

}  // namespace

std::string resolve_text(const ResolveView& view) {
  Body body(view);
  std::string text = body.text();
  if (text.empty()) text = "{}\n";
  return head_text(view, body.has_hidden()) + text;
}

}  // namespace clashlint
