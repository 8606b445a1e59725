#pragma once

#include <cstddef>
#include <istream>
#include <string>

namespace clashlint {

/// A line of input holds no more; the rest of a longer one is skipped.
constexpr std::size_t kMaxInputLine = std::size_t{1} << 20;

/// Lines of a stream, without their end (LF or CRLF) and without a byte order
/// mark at the beginning. Memory stays bounded whatever comes in.
class LineReader {
 public:
  explicit LineReader(std::istream& in) : in_(in) {}

  bool next();  ///< false at the end of the stream
  const std::string& line() const { return line_; }
  bool too_long() const { return too_long_; }
  std::size_t number() const { return number_; }  ///< one-based

 private:
  std::istream& in_;
  std::string line_;
  std::size_t number_ = 0;
  bool too_long_ = false;
};

}  // namespace clashlint
