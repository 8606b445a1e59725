#include "rules/provider/list_file.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "rules/provider/list_line.h"
#include "rules/value/text.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

// A YAML provider file is no document to the core: it finds the head line and
// then reads each later line together with the head as a tiny document of its
// own. Nearly every line is one of a few forms that need no YAML reader
// (list_line.h); the others get one.

namespace clashlint {
namespace {

/// What the core's typed decoding of a tiny document gives.
struct TinyList {
  bool refused = false;            ///< no YAML, or not the shape of a list file
  const YamlNode* item = nullptr;  ///< the first of `payload`, else of `rules`
};

// The first item of a list of strings; null items vanish. False where the core
// refuses the value.
bool first_item(const YamlNode& list, const YamlNode*& item) {
  switch (yaml_type(list)) {
    case YamlType::null:
      return true;
    case YamlType::sequence:
      break;
    default:
      return false;
  }
  for (const YamlNode* child : resolved(list).children) {
    const YamlType type = yaml_type(*child);
    if (type == YamlType::sequence || type == YamlType::mapping) return false;
    if (type != YamlType::null && item == nullptr) item = child;
  }
  return true;
}

TinyList decode_tiny(const YamlTree& tree) {
  if (tree.error()) return {.refused = true};
  if (tree.root() == nullptr || yaml_type(*tree.root()) == YamlType::null) return {};
  if (!resolved(*tree.root()).is_mapping()) return {.refused = true};
  const YamlEntries entries = yaml_entries(*tree.root());
  if (!entries.duplicates.empty() || !entries.bad_merges.empty()) return {.refused = true};
  const YamlNode* payload = nullptr;
  const YamlNode* rules = nullptr;
  for (const YamlEntry& entry : entries.entries) {
    if (!entry.key->is_scalar()) continue;
    if (entry.key->text == "payload" && !first_item(*entry.value, payload)) return {.refused = true};
    if (entry.key->text == "rules" && !first_item(*entry.value, rules)) return {.refused = true};
  }
  return {.item = payload != nullptr ? payload : rules};
}

bool is_skipped(std::string_view line) {
  const std::string_view text = trim_space(line);
  return text.empty() || text.front() == '#';
}

class YamlListReader {
 public:
  YamlListReader(std::string_view text, FileId file, const ListVisit& each)
      : text_(text), file_(file), each_(each) {}

  Result<std::vector<Span>> read() {
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t newline = text_.find('\n', begin);
      const bool last = newline == std::string_view::npos;
      const std::size_t end = last ? text_.size() : newline + 1;
      const std::string_view line = text_.substr(begin, end - begin);
      // The core does not look at an open last line when it has no head yet.
      if (last && head_.empty()) return Error{"file must have a `payload` field"};
      if (head_.empty()) {
        take_head(line);
      } else {
        take_line(line, begin);
      }
      begin = end;
    }
    return std::move(dropped_);
  }

 private:
  void take_head(std::string_view line) {
    if (line.size() > kMaxListHeadBytes || is_skipped(line)) return;
    Sources scratch;
    scratch.add({}, std::string(line) + "  - ''");
    const YamlTree tree = parse_yaml(scratch, 0);
    const TinyList list = decode_tiny(tree);
    if (list.refused || list.item == nullptr) return;
    plain_head_ = read_plain_head(line);
    head_ = plain_head_ ? plain_head_->text : std::string(line);
  }

  void take_line(std::string_view line, std::size_t at) {
    const QuickLine quick = plain_head_ ? read_quick_line(line, plain_head_->indent) : QuickLine{};
    switch (quick.answer) {
      case QuickAnswer::entry:
        each_(quick.text, span(at + quick.begin, at + quick.end));
        return;
      case QuickAnswer::nothing:
        return;
      case QuickAnswer::unsure:
        break;
    }
    if (!is_skipped(line)) take_line_slowly(line, at);
  }

  void take_line_slowly(std::string_view line, std::size_t at) {
    Sources scratch;
    scratch.add({}, head_ + std::string(line));
    const YamlTree tree = parse_yaml(scratch, 0);
    const TinyList list = decode_tiny(tree);
    if (list.refused) dropped_.push_back(line_span(line, at));
    if (list.refused || list.item == nullptr) return;
    const std::string_view text = resolved(*list.item).text;
    if (!text.empty()) each_(text, item_span(*list.item, line, at));
  }

  Span span(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  Span line_span(std::string_view line, std::size_t at) const {
    const std::string_view text = trim_space(line);
    const auto before = static_cast<std::size_t>(text.data() - line.data());
    return span(at + before, at + before + text.size());
  }

  // The scratch text is the head and the line: a node of the line moves by the difference.
  Span item_span(const YamlNode& item, std::string_view line, std::size_t at) const {
    if (item.span.begin < head_.size()) return line_span(line, at);
    return span(at + item.span.begin - head_.size(), at + item.span.end - head_.size());
  }

  std::string_view text_;
  FileId file_;
  std::string head_;  ///< empty until it is found
  std::optional<PlainHead> plain_head_;
  const ListVisit& each_;
  std::vector<Span> dropped_;
};

}  // namespace

Result<std::vector<Span>> read_yaml_list(const Sources& sources, FileId file, const ListVisit& each) {
  return YamlListReader(sources[file].text(), file, each).read();
}

void read_text_list(const Sources& sources, FileId file, const ListVisit& each) {
  const std::string_view all = sources[file].text();
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    const std::string_view text = trim_space(all.substr(begin, end - begin));
    if (!text.empty() && text.front() != '#' && !text.starts_with("//")) {
      const auto at = static_cast<std::uint32_t>(text.data() - all.data());
      each(text, {file, at, at + static_cast<std::uint32_t>(text.size())});
    }
    begin = end + 1;
  }
}

}  // namespace clashlint
