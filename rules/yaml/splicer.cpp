#include "rules/yaml/splicer.h"

#include <span>

namespace clashlint {
namespace {

// The last row may go on in the line below it.
bool is(const YamlEvent& event, const PlainRow& row) {
  return event.kind == YamlKind::scalar && event.begin == row.begin && event.end >= row.end &&
         event.style == row.style && event.anchor.empty() && event.tag.empty();
}

}  // namespace

bool Splicer::take(const YamlEvent& event, TreeBuilder& builder) {
  if (awaits_last_) {
    awaits_last_ = false;
    return is(event, runs_[at_++].rows.back());
  }
  if (at_ == runs_.size()) return true;
  const std::vector<PlainRow>& rows = runs_[at_].rows;
  if (event.begin < rows.front().begin) return true;
  if (!is(event, rows.front()) || event.end != rows.front().end) return false;
  builder.add_rows(std::span(rows).subspan(1, rows.size() - 2));
  awaits_last_ = true;
  return true;
}

}  // namespace clashlint
