#include "analyzer/check/removal.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace clashlint {
namespace {

bool has_anchor(const YamlNode& node) {
  return node.properties != nullptr ||
         std::ranges::any_of(node.children, [](const YamlNode* child) { return has_anchor(*child); });
}

/// The nodes of one row: the item, or key and value.
class Row {
 public:
  Row(const YamlNode& collection, std::size_t index)
      : step_(collection.is_mapping() ? 2 : 1), nodes_(collection.children.subspan(index * step_, step_)) {}

  std::uint32_t begin() const { return nodes_.front()->span.begin; }
  std::uint32_t end() const { return std::max(nodes_.front()->span.end, nodes_.back()->span.end); }
  // A layer may put a value of its own behind a key.
  bool is_in(FileId file) const {
    return std::ranges::all_of(nodes_, [&](const YamlNode* node) { return node->span.file == file; });
  }
  bool movable() const {
    return std::ranges::none_of(nodes_, [](const YamlNode* node) { return has_anchor(*node); }) &&
           ends_on_its_line();
  }

 private:
  // The end of a block scalar is not where its text ends.
  bool ends_on_its_line() const {
    const YamlNode* last = nodes_.back();
    while (last->style == YamlStyle::block && !last->children.empty()) last = last->children.back();
    return last->style != YamlStyle::literal && last->style != YamlStyle::folded;
  }

  std::size_t step_;
  std::span<const YamlNode* const> nodes_;
};

// `dashes`: those of a list stand in front of its items.
std::optional<Span> lines_of(const Source& source, FileId file, const Row& row, std::ptrdiff_t dashes) {
  const std::uint32_t first = source.position(row.begin()).line;
  const std::uint32_t last = source.position(row.end()).line;
  const std::string_view text = source.text();
  const std::uint32_t begin = source.line_begin(first);
  const std::string_view before = text.substr(begin, row.begin() - begin);
  const std::string_view behind = source.line(last).substr(row.end() - source.line_begin(last));
  const std::size_t rest = behind.find_first_not_of(" \t\r");
  const bool alone = before.find_first_not_of(" -") == std::string_view::npos &&
                     std::ranges::count(before, '-') == dashes &&
                     (rest == std::string_view::npos || (rest > 0 && behind[rest] == '#'));
  if (!alone) return std::nullopt;
  return Span{.file = file, .begin = begin, .end = source.line_begin(last + 1)};
}

// Items that stand side by side have nothing else between them.
bool is_comma(std::string_view gap) {
  return std::ranges::count(gap, ',') == 1 && gap.find_first_not_of(", \t\r\n") == std::string_view::npos;
}

}  // namespace

std::optional<Edit> removal_of(const Sources& sources, const YamlNode& collection, std::size_t index) {
  const std::size_t step = collection.is_mapping() ? 2 : 1;
  const std::size_t count = collection.children.size() / step;
  const Row row(collection, index);
  const FileId file = collection.span.file;
  if (count < 2 || !row.is_in(file) || !row.movable()) return std::nullopt;
  if (collection.style == YamlStyle::block) {
    const std::optional<Span> lines = lines_of(sources[file], file, row, collection.is_mapping() ? 0 : 1);
    return lines ? std::optional(Edit{.span = *lines, .text = ""}) : std::nullopt;
  }
  const bool last = index + 1 == count;
  // An anchor or tag in front of the next is no part of its place.
  if (!last && collection.children[(index + 1) * step]->properties != nullptr) return std::nullopt;
  const Row beside(collection, last ? index - 1 : index + 1);
  const Span gap = last ? Span{.file = file, .begin = beside.end(), .end = row.begin()}
                        : Span{.file = file, .begin = row.end(), .end = beside.begin()};
  if (!beside.is_in(file) || !is_comma(sources.text(gap))) return std::nullopt;
  const Span cut = last ? Span{.file = file, .begin = beside.end(), .end = row.end()}
                        : Span{.file = file, .begin = row.begin(), .end = beside.begin()};
  // A comment in between would go with it.
  if (sources.text(cut).find_first_of("#\n") != std::string_view::npos) return std::nullopt;
  return Edit{.span = cut, .text = ""};
}

}  // namespace clashlint
