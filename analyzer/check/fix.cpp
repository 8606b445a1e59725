#include "analyzer/check/fix.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

namespace clashlint {
namespace {

/// Edits that were accepted, by their beginning.
class Accepted {
 public:
  bool add(const Fix& fix, FileId file) {
    const bool fits = std::ranges::all_of(
        fix.edits, [&](const Edit& edit) { return edit.span.file == file && free(edit.span); });
    if (!fits || fix.edits.empty() || clashes_with_itself(fix)) return false;
    for (const Edit& edit : fix.edits) edits_.emplace(edit.span.begin, &edit);
    return true;
  }

  std::string written(std::string_view text) const {
    std::string result;
    std::size_t at = 0;
    for (const auto& [begin, edit] : edits_) {
      result.append(text.substr(at, begin - at)).append(edit->text);
      at = edit->span.end;
    }
    return result.append(text.substr(at));
  }

 private:
  // Two insertions at one place would have no order: they touch as well.
  static bool touch(const Span& a, const Span& b) {
    return a.begin == b.begin || (a.begin < b.end && b.begin < a.end);
  }

  bool free(const Span& span) const {
    auto next = edits_.lower_bound(span.begin);
    if (next != edits_.end() && touch(next->second->span, span)) return false;
    return next == edits_.begin() || !touch(std::prev(next)->second->span, span);
  }

  static bool clashes_with_itself(const Fix& fix) {
    for (std::size_t a = 0; a < fix.edits.size(); ++a) {
      for (std::size_t b = a + 1; b < fix.edits.size(); ++b) {
        if (touch(fix.edits[a].span, fix.edits[b].span)) return true;
      }
    }
    return false;
  }

  std::map<std::uint32_t, const Edit*> edits_;
};

}  // namespace

FixedText apply_fixes(const Sources& sources, FileId file, const Findings& findings, bool with_unsafe) {
  Accepted accepted;
  FixedText result;
  for (const Finding& finding : findings) {
    const auto fix = std::ranges::find_if(finding.fixes, [&](const Fix& each) {
      return with_unsafe || each.applicability == Applicability::safe;
    });
    if (fix != finding.fixes.end() && accepted.add(*fix, file)) ++result.made;
  }
  result.text = accepted.written(sources[file].text());
  return result;
}

}  // namespace clashlint
