#include "analyzer/automaton/verdict.h"

namespace clashlint {

RowDetails& RowVerdict::detail() {
  if (!details) details = std::make_unique<RowDetails>();
  return *details;
}

const RowDetails& RowVerdict::detail() const {
  static const RowDetails kNone;
  return details ? *details : kNone;
}

}  // namespace clashlint
