#include "rules/base/source.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace clashlint {

Source::Source(std::string name, std::shared_ptr<const std::string> text)
    : name_(std::move(name)), text_(std::move(text)) {}

const std::vector<std::uint32_t>& Source::lines() const {
  if (!line_begins_.empty()) return line_begins_;
  line_begins_.push_back(0);
  for (std::size_t at = text_->find('\n'); at != std::string::npos; at = text_->find('\n', at + 1)) {
    line_begins_.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return line_begins_;
}

Position Source::position(std::uint32_t offset) const {
  const std::vector<std::uint32_t>& begins = lines();
  offset = std::min(offset, static_cast<std::uint32_t>(text_->size()));
  const auto after = std::upper_bound(begins.begin(), begins.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - begins.begin());
  return {.line = line, .column = offset - begins[line - 1] + 1};
}

std::string_view Source::line(std::uint32_t number) const {
  if (number == 0 || number > line_count()) return {};
  std::string_view rest = text().substr(lines()[number - 1]);
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  return rest;
}

std::uint32_t Source::line_begin(std::uint32_t number) const {
  if (number == 0) return 0;
  if (number > line_count()) return static_cast<std::uint32_t>(text_->size());
  return lines()[number - 1];
}

FileId Sources::add(std::string name, std::string text) {
  return add(std::move(name), std::make_shared<const std::string>(std::move(text)));
}

FileId Sources::add(std::string name, std::shared_ptr<const std::string> text) {
  files_.emplace_back(std::move(name), std::move(text));
  return static_cast<FileId>(files_.size() - 1);
}

const Source& Sources::operator[](FileId id) const {
  assert(id < files_.size() && "a span names a file of another run");
  return files_[id];
}

std::string_view Sources::text(Span span) const {
  const std::string_view all = (*this)[span.file].text();
  const std::size_t begin = std::min<std::size_t>(span.begin, all.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, all.size());
  return all.substr(begin, end - begin);
}

}  // namespace clashlint
