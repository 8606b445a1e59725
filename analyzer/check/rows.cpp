#include "analyzer/check/rows.h"

#include <algorithm>

namespace clashlint {
namespace {

/// One line of the file, in bytes.
struct Line {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// The items of a list or the entries of a mapping.
class Rows {
 public:
  explicit Rows(const YamlNode& node) : children_(node.children), step_(node.is_mapping() ? 2 : 1) {}

  std::size_t size() const { return children_.size() / step_; }
  const YamlNode& first(std::size_t row) const { return *children_[row * step_]; }
  const YamlNode& last(std::size_t row) const { return *children_[row * step_ + step_ - 1]; }

  /// The first row that begins at `offset` or behind it.
  std::size_t from(std::uint32_t offset) const {
    std::size_t low = 0;
    for (std::size_t high = size(); low < high;) {
      const std::size_t middle = low + (high - low) / 2;
      if (first(middle).span.begin < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

 private:
  std::span<const YamlNode* const> children_;
  std::size_t step_;
};

// End of the outermost row that begins in the line; 0: none does.
std::uint32_t row_end(const YamlNode& root, const Line& line) {
  const YamlNode* node = &root;
  for (;;) {
    const Rows rows(*node);
    const std::size_t row = rows.from(line.begin);
    if (row < rows.size() && rows.first(row).span.begin < line.end) {
      return node == &root ? line.end : rows.last(row).span.end;
    }
    if (row == 0 || rows.last(row - 1).span.end <= line.begin) return 0;
    node = &rows.last(row - 1);
  }
}

}  // namespace

Span row_at(const Sources& sources, FileId file, const YamlNode* root, std::uint32_t line) {
  const Source& source = sources[file];
  const Line bytes{source.line_begin(line), source.line_begin(line + 1)};
  const std::uint32_t end = root == nullptr ? 0 : row_end(*root, bytes);
  return {file, bytes.begin, std::max(end, bytes.end)};
}

}  // namespace clashlint
