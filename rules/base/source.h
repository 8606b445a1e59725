#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/span.h"

namespace clashlint {

/// One-based line and one-based column in bytes.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// The text of one file and where its lines begin. The text never changes
/// after construction: views into it live as long as the `Source`, and as
/// `shared_text`. For one thread: lines are looked for when first asked for.
class Source {
 public:
  /// `name` is what a person sees: the path as given, never made absolute.
  Source(std::string name, std::shared_ptr<const std::string> text);

  const std::string& name() const { return name_; }
  std::string_view text() const { return *text_; }
  const std::shared_ptr<const std::string>& shared_text() const { return text_; }

  /// Whether a view is a part of this text.
  bool holds(std::string_view view) const {
    return std::less_equal<>()(text_->data(), view.data()) &&
           std::less_equal<>()(view.data() + view.size(), text_->data() + text_->size());
  }

  /// Place of a byte; an offset behind the end gives the end. O(log lines).
  Position position(std::uint32_t offset) const;

  /// Text of a one-based line without its line break; empty past the end.
  std::string_view line(std::uint32_t number) const;

  std::uint32_t line_count() const { return static_cast<std::uint32_t>(lines().size()); }

  /// Offset of the first byte of a one-based line (the end of the text past the last line).
  std::uint32_t line_begin(std::uint32_t number) const;

 private:
  const std::vector<std::uint32_t>& lines() const;

  std::string name_;
  std::shared_ptr<const std::string> text_;
  mutable std::vector<std::uint32_t> line_begins_;  ///< empty: not looked for yet
};

/// Every file of one run. Adding a file never moves the others.
class Sources {
 public:
  FileId add(std::string name, std::string text);
  FileId add(std::string name, std::shared_ptr<const std::string> text);
  const Source& operator[](FileId id) const;
  std::size_t size() const { return files_.size(); }

  /// The bytes a span covers.
  std::string_view text(Span span) const;
  Position position(Span span) const { return (*this)[span.file].position(span.begin); }

 private:
  std::deque<Source> files_;
};

}  // namespace clashlint
