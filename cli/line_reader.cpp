#include "cli/line_reader.h"

namespace clashlint {

bool LineReader::next() {
  line_.clear();
  too_long_ = false;
  bool any = false;
  for (char c = 0; in_.get(c); any = true) {
    if (c == '\n') {
      any = true;
      break;
    }
    too_long_ = too_long_ || line_.size() == kMaxInputLine;
    if (!too_long_) line_ += c;
  }
  if (!any) return false;
  ++number_;
  if (line_.ends_with('\r')) line_.pop_back();
  if (number_ == 1 && line_.starts_with("\xEF\xBB\xBF")) line_.erase(0, 3);
  return true;
}

}  // namespace clashlint
