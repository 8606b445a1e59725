#include "cli/line_reader.h"

#include <streambuf>

namespace clashlint {

bool LineReader::next() {
  using Traits = std::istream::traits_type;
  line_.clear();
  too_long_ = false;
  std::streambuf* const bytes = in_.rdbuf();
  if (bytes == nullptr || !in_.good()) return false;
  bool any = false;
  for (Traits::int_type c = bytes->sbumpc();; c = bytes->sbumpc()) {
    if (Traits::eq_int_type(c, Traits::eof())) {
      in_.setstate(std::ios::eofbit);
      if (!any) return false;
      break;
    }
    any = true;
    if (c == '\n') break;
    too_long_ = too_long_ || line_.size() == kMaxInputLine;
    if (!too_long_) line_ += Traits::to_char_type(c);
  }
  ++number_;
  if (line_.ends_with('\r')) line_.pop_back();
  if (number_ == 1 && line_.starts_with("\xEF\xBB\xBF")) line_.erase(0, 3);
  return true;
}

}  // namespace clashlint
