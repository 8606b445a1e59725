#include <algorithm>

#include "rules/yaml/tree.h"

namespace clashlint {
namespace {

// Where a `#` is content: a scalar's text. For block scalars the header line
// may end in a comment, so only the lines below it count.
std::vector<Span> content_of(std::string_view text, const YamlNode* root) {
  std::vector<Span> content;
  std::vector<const YamlNode*> left;
  if (root != nullptr) left.push_back(root);
  while (!left.empty()) {
    const YamlNode& node = *left.back();
    left.pop_back();
    if (node.is_scalar()) {
      Span span = node.span;
      if (node.style == YamlStyle::literal || node.style == YamlStyle::folded) {
        const std::size_t header_end = text.find_first_of("\r\n", span.begin);
        span.begin = static_cast<std::uint32_t>(std::min<std::size_t>(header_end, span.end));
      }
      if (span.begin < span.end) content.push_back(span);
    }
    left.insert(left.end(), node.children.rbegin(), node.children.rend());
  }
  return content;
}

}  // namespace

std::vector<YamlComment> yaml_comments(const Sources& sources, FileId file, const YamlTree& tree) {
  const std::string_view text = sources[file].text().substr(0, tree.end());
  const std::vector<Span> content = content_of(text, tree.root());
  std::vector<YamlComment> comments;
  auto next = content.begin();
  std::size_t at = 0;
  while ((at = text.find('#', at)) != std::string_view::npos) {
    while (next != content.end() && next->end <= at) ++next;
    if (next != content.end() && next->begin <= at) {
      at = next->end;
      continue;
    }
    // A CR alone ends a line too.
    std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    comments.push_back({{file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}});
    at = end;
  }
  return comments;
}

}  // namespace clashlint
