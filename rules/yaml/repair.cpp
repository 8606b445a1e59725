#include "rules/yaml/repair.h"

#include <algorithm>

namespace clashlint {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::string_view kBomDisguise = "\xE4\xB8\x80";  // any other letter of three bytes
constexpr std::string_view kFlowIndicators = ",[]{}?";

bool contains(const std::vector<std::uint32_t>& sorted, std::uint32_t value) {
  return std::binary_search(sorted.begin(), sorted.end(), value);
}

void insert(std::vector<std::uint32_t>& sorted, std::uint32_t value) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), value);
  if (at == sorted.end() || *at != value) sorted.insert(at, value);
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_break(char c) { return c == '\n' || c == '\r'; }

// A colon that the older scanner reads as part of a plain scalar, as far as
// its neighbours tell: no indicator, quote or blank in front of it.
bool may_end_plain(std::string_view text, std::size_t at) {
  if (at == 0 || at + 1 >= text.size()) return false;
  const char before = text[at - 1];
  if (is_blank(before) || is_break(before) ||
      std::string_view(",[]{}\"'").find(before) != std::string_view::npos)
    return false;
  return kFlowIndicators.find(text[at + 1]) != std::string_view::npos;
}

// `- # comment`: what follows the dashes is a comment.
bool is_dash_comment(std::string_view line) {
  const std::size_t first = line.find_first_not_of("- \t");
  return line.starts_with("- ") && first != std::string_view::npos && line[first] == '#';
}

}  // namespace

YamlRepairs::YamlRepairs(std::string_view text) : text_(text) {
  for (std::size_t at = text.find(kBom, 1); at != std::string_view::npos; at = text.find(kBom, at + 1)) {
    if (is_break(text[at - 1])) changed_.push_back(static_cast<std::uint32_t>(at));
  }
  rebuild();
}

bool YamlRepairs::touches(std::uint32_t begin, std::uint32_t end) const {
  const auto at = std::lower_bound(changed_.begin(), changed_.end(), begin);
  return at != changed_.end() && *at < end;
}

bool YamlRepairs::take_back(const std::vector<Span>& ranges) {
  if (ranges.empty()) return false;
  for (const Span& range : ranges) {
    const auto first = std::lower_bound(changed_.begin(), changed_.end(), range.begin);
    kept_.insert(kept_.end(), first, std::lower_bound(first, changed_.end(), range.end));
  }
  std::sort(kept_.begin(), kept_.end());
  kept_.erase(std::unique(kept_.begin(), kept_.end()), kept_.end());
  std::erase_if(changed_, [&](std::uint32_t at) { return contains(kept_, at); });
  rebuild();
  return true;
}

bool YamlRepairs::lengthen_tags(const std::vector<std::uint32_t>& commas) {
  if (commas.empty()) return false;
  for (const std::uint32_t at : commas) insert(changed_, at);
  rebuild();
  return true;
}

bool YamlRepairs::mend(const YamlFault& fault) {
  const std::uint32_t at = fault.at.offset;
  if (at >= text_.size() || contains(changed_, at) || contains(kept_, at)) return false;
  if (fault.problem == "found unexpected ':'") {
    insert(changed_, at);
    disguise_colons();
  } else if (fault.problem == "did not find expected whitespace or line break" &&
             std::string_view(",[]").find(text_[at]) != std::string_view::npos) {
    insert(changed_, at);
  } else if (fault.problem == "found character that cannot start any token" && text_[at] == '\t') {
    if (!disguise_tabs()) return false;
  } else {
    return false;
  }
  rebuild();
  return true;
}

// One such colon seldom comes alone: reading again for each would cost the
// square of the text.
void YamlRepairs::disguise_colons() {
  std::vector<std::uint32_t> found;
  for (std::size_t at = text_.find(':'); at != std::string_view::npos; at = text_.find(':', at + 1)) {
    const auto offset = static_cast<std::uint32_t>(at);
    if (may_end_plain(text_, at)) found.push_back(offset);
  }
  add(found);
}

bool YamlRepairs::disguise_tabs() {
  std::vector<std::uint32_t> found;
  std::vector<std::uint32_t> waiting;  // tabs behind a comment, of lines that may lead to another
  bool is_behind_comment = false;
  for (std::size_t begin = 0; begin < text_.size();) {
    const std::size_t end = std::min(text_.find_first_of("\r\n", begin), text_.size());
    const std::size_t first = std::min(text_.find_first_not_of(" \t", begin), end);
    for (std::size_t at = begin; is_behind_comment && at < first; ++at) {
      if (text_[at] == '\t') waiting.push_back(static_cast<std::uint32_t>(at));
    }
    if (first < end) {
      const bool is_comment = text_[first] == '#';
      if (is_comment) found.insert(found.end(), waiting.begin(), waiting.end());
      waiting.clear();
      is_behind_comment = is_comment || is_dash_comment(text_.substr(first, end - first));
    }
    begin = end + 1;
  }
  return add(found);
}

// True when one of them is new.
bool YamlRepairs::add(const std::vector<std::uint32_t>& found) {
  const std::size_t before = changed_.size();
  std::vector<std::uint32_t> all;
  std::set_union(changed_.begin(), changed_.end(), found.begin(), found.end(), std::back_inserter(all));
  std::erase_if(all, [&](std::uint32_t at) { return contains(kept_, at); });
  changed_ = std::move(all);
  return changed_.size() != before;
}

void YamlRepairs::rebuild() {
  disguised_.clear();
  if (changed_.empty()) return;
  disguised_ = text_;
  for (const std::uint32_t at : changed_) disguise(at);
}

void YamlRepairs::disguise(std::uint32_t offset) {
  if (text_[offset] == kBom[0]) {
    disguised_.replace(offset, kBom.size(), kBomDisguise);
  } else {
    disguised_[offset] = text_[offset] == '\t' ? ' ' : '-';
  }
}

std::string fold_plain(std::string_view source) {
  std::string value;
  std::size_t breaks = 0;
  while (!source.empty()) {
    const std::size_t end = source.find_first_of("\r\n");
    std::string_view line = source.substr(0, end);
    while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    if (!line.empty()) {
      if (breaks == 1) value += ' ';
      if (breaks > 1) value.append(breaks - 1, '\n');
      value += line;
      breaks = 0;
    }
    if (end == std::string_view::npos) break;
    ++breaks;
    source.remove_prefix(source.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
  }
  return value;
}

std::optional<std::size_t> find_slash_escape(std::string_view quoted) {
  for (std::size_t at = quoted.find('\\'); at != std::string_view::npos; at = quoted.find('\\', at + 2)) {
    if (at + 1 < quoted.size() && quoted[at + 1] == '/') return at;
  }
  return std::nullopt;
}

}  // namespace clashlint
