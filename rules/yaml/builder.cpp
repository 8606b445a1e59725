#include "rules/yaml/builder.h"

#include <algorithm>
#include <cstring>

namespace clashlint {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_break(char c) { return c == '\n' || c == '\r'; }

// Any break that YAML 1.1 knows: CR, LF, NEL, LS, PS.
bool has_break(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_break) || text.find("\xC2\x85") != std::string_view::npos ||
         text.find("\xE2\x80\xA8") != std::string_view::npos ||
         text.find("\xE2\x80\xA9") != std::string_view::npos;
}

std::uint32_t trim_end(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  while (end > begin && (is_blank(text[end - 1]) || is_break(text[end - 1]))) --end;
  return end;
}

std::uint32_t skip_gap(std::string_view text, std::uint32_t at) {
  while (at < text.size()) {
    if (text[at] == '#') {
      while (at < text.size() && !is_break(text[at])) ++at;
    } else if (is_blank(text[at]) || is_break(text[at])) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

bool is_anchor_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

}  // namespace

std::optional<YamlFault> TreeBuilder::scalar(const YamlEvent& event) {
  std::uint32_t begin = event.begin;
  std::uint32_t end = event.end;
  if (!event.anchor.empty() || !event.tag.empty()) {
    begin = after_properties(event);
    if (begin >= end) begin = end;  // properties and nothing else: a null
  } else if (begin == end) {
    begin = end = empty_place(begin);
  }
  const bool is_block = event.style == YamlStyle::literal || event.style == YamlStyle::folded;
  if (is_block) end = trim_end(text_, begin, end);
  YamlNode* node = add(event, begin, end);
  node->text = scalar_text(event, begin, end);
  attach(node);
  return check_scalar(*node);
}

std::optional<YamlFault> TreeBuilder::alias(const YamlEvent& event) {
  if (repairs_.touches(event.begin, event.end)) spoilt_.push_back({file_, event.begin, event.end});
  const auto target = anchors_.find(event.anchor);
  if (target == anchors_.end()) {
    const YamlMark at = mark_at(text_, event.begin);
    return YamlFault{YamlStage::composer, "unknown anchor '" + std::string(event.anchor) + "' referenced", at,
                     at};
  }
  YamlNode* node = arena_.new_object<YamlNode>();
  node->kind = YamlKind::alias;
  node->span = {file_, event.begin, event.end};
  node->text = target->first;
  node->target = target->second;
  attach(node);
  return std::nullopt;
}

std::optional<YamlFault> TreeBuilder::open(const YamlEvent& event) {
  const std::uint32_t begin = collection_begin(event);
  if (open_.size() >= static_cast<std::size_t>(kMaxYamlDepth)) {
    const YamlMark at = mark_at(text_, begin);
    return YamlFault{YamlStage::composer, "nested too deeply", at, at};
  }
  YamlNode* node = add(event, begin, std::max(begin, event.end));
  attach(node);
  const bool has_bracket = event.style == YamlStyle::flow && event.end > event.begin && text_[begin] != '?';
  open_.push_back({node, pending_.size(), has_bracket});
  return std::nullopt;
}

void TreeBuilder::close(std::uint32_t end) { close_top(end); }

void TreeBuilder::add_rows(std::span<const PlainRow> rows) {
  for (const PlainRow& row : rows) {
    YamlNode* node = arena_.new_object<YamlNode>();
    node->style = row.style;
    node->span = {file_, row.begin, row.end};
    const std::uint32_t quote = row.style == YamlStyle::plain ? 0 : 1;
    node->text = text_.substr(row.begin + quote, row.end - row.begin - 2 * quote);
    attach(node);
  }
}

const YamlNode* TreeBuilder::finish() {
  while (!open_.empty()) close_top(read_to_);
  return root_;
}

YamlNode* TreeBuilder::add(const YamlEvent& event, std::uint32_t begin, std::uint32_t end) {
  YamlNode* node = arena_.new_object<YamlNode>();
  node->kind = event.kind;
  node->style = event.style;
  node->span = {file_, begin, end};
  if (!event.anchor.empty() || !event.tag.empty()) {
    node->properties = arena_.new_object<YamlProperties>(YamlProperties{keep(event.anchor), keep(event.tag)});
    // A later anchor of the same name takes over, and an anchor is known
    // inside its own node: that is how a value can contain itself.
    if (!event.anchor.empty()) anchors_[node->properties->anchor] = node;
  }
  return node;
}

void TreeBuilder::attach(YamlNode* node) {
  read_to_ = std::max(read_to_, node->span.end);
  if (open_.empty()) {
    root_ = node;
  } else {
    pending_.push_back(node);
  }
}

void TreeBuilder::close_top(std::uint32_t end) {
  const Open top = open_.back();
  open_.pop_back();
  std::size_t count = pending_.size() - top.first_child;
  // A fault between key and value leaves a key alone: readers rely on pairs.
  if (top.node->is_mapping()) count -= count % 2;
  const YamlNode** children = arena_.allocate_object<const YamlNode*>(std::max<std::size_t>(count, 1));
  std::copy_n(pending_.begin() + static_cast<std::ptrdiff_t>(top.first_child), count, children);
  pending_.resize(top.first_child);
  top.node->children = {children, count};

  Span& span = top.node->span;
  if (top.has_bracket && end > span.begin) {
    span.end = end;
  } else if (count > 0) {
    span.end = std::max(span.end, children[count - 1]->span.end);
  }
  read_to_ = std::max(read_to_, span.end);
}

std::string_view TreeBuilder::keep(std::string_view text) {
  if (text.empty()) return {};
  char* copy = arena_.allocate_object<char>(text.size());
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

// Most values are bytes of the source and need no copy.
std::string_view TreeBuilder::scalar_text(const YamlEvent& event, std::uint32_t begin, std::uint32_t end) {
  const std::string_view source = text_.substr(begin, end - begin);
  if (event.style == YamlStyle::plain) {
    if (event.is_one_line || !has_break(source)) return source;
    return repairs_.touches(begin, end) ? keep(fold_plain(source)) : keep(event.value);
  }
  if (repairs_.touches(begin, end)) spoilt_.push_back({file_, begin, end});
  const bool is_quoted = event.style == YamlStyle::single_quoted || event.style == YamlStyle::double_quoted;
  if (is_quoted && source.size() == event.value.size() + 2 &&
      source.substr(1, event.value.size()) == event.value)
    return source.substr(1, event.value.size());
  return keep(event.value);
}

std::uint32_t TreeBuilder::after_properties(const YamlEvent& event) {
  std::uint32_t at = event.begin;
  for (int left = (event.anchor.empty() ? 0 : 1) + (event.tag.empty() ? 0 : 1); left > 0; --left) {
    at = skip_gap(text_, at);
    if (at >= text_.size()) break;
    if (text_[at] == '&') {
      ++at;
      while (at < text_.size() && is_anchor_letter(text_[at])) ++at;
    } else {
      while (at < event.end && !is_blank(text_[at]) && !is_break(text_[at])) ++at;
      if (at < text_.size() && text_[at] == ',') short_tags_.push_back(at);
    }
  }
  return skip_gap(text_, at);
}

// libyaml puts the null of `? key` at the next token, lines below.
std::uint32_t TreeBuilder::empty_place(std::uint32_t mark) const {
  if (open_.empty() || pending_.size() == open_.back().first_child) return mark;
  const std::uint32_t before = pending_.back()->span.end;
  const bool is_far = before < mark && has_break(text_.substr(before, mark - before));
  const bool is_value =
      open_.back().node->is_mapping() && (pending_.size() - open_.back().first_child) % 2 == 1;
  return is_far && is_value ? before : mark;
}

std::uint32_t TreeBuilder::collection_begin(const YamlEvent& event) const {
  if (event.style == YamlStyle::flow) {
    return event.end > event.begin ? event.end - 1 : event.begin;
  }
  if (event.kind == YamlKind::mapping) return event.end;
  // A list at its key's own indentation begins with the `-` token itself, any
  // other with a token of no width in front of it.
  const bool is_dash = event.end < text_.size() && text_[event.end] == '-';
  return is_dash || event.end == 0 ? event.end : event.end - 1;
}

std::optional<YamlFault> TreeBuilder::check_scalar(const YamlNode& node) const {
  const std::string_view source = text_.substr(node.span.begin, node.span.end - node.span.begin);
  if (node.style == YamlStyle::double_quoted) {
    if (const auto slash = find_slash_escape(source)) {
      const auto at = static_cast<std::uint32_t>(node.span.begin + *slash);
      return YamlFault{YamlStage::scanner, "found unknown escape character", mark_at(text_, node.span.begin),
                       mark_at(text_, at)};
    }
  }
  const bool in_flow = !open_.empty() && open_.back().node->style == YamlStyle::flow;
  if (in_flow && node.style == YamlStyle::plain) {
    const std::size_t at = source.find('?');
    if (at != std::string_view::npos) {
      return question_mark_fault(node.span.begin + static_cast<std::uint32_t>(at));
    }
  }
  return std::nullopt;
}

// In a flow collection the older scanner ends a plain scalar at `?` and reads
// the `?` as the beginning of a key, where only `,` or a bracket may stand.
YamlFault TreeBuilder::question_mark_fault(std::uint32_t at) const {
  std::size_t level = open_.size() - 1;
  while (level > 0 && !open_[level].has_bracket) --level;
  const YamlNode& collection = *open_[level].node;
  const char* problem =
      collection.is_mapping() ? "did not find expected ',' or '}'" : "did not find expected ',' or ']'";
  return {YamlStage::parser, problem, mark_at(text_, collection.span.begin), mark_at(text_, at)};
}

}  // namespace clashlint
