#include "rules/kind/rule.h"

namespace clashlint {

std::string_view keyword(RuleKind kind) {
  switch (kind) {
#define RULE_KIND(enumerator, keyword, shown, flags) \
  case RuleKind::enumerator:                         \
    return keyword;
#include "rules/kind/kinds.def"
#undef RULE_KIND
  }
  return {};
}

std::string_view shown_name(RuleKind kind) {
  switch (kind) {
#define RULE_KIND(enumerator, keyword, shown, flags) \
  case RuleKind::enumerator:                         \
    return shown;
#include "rules/kind/kinds.def"
#undef RULE_KIND
  }
  return {};
}

}  // namespace clashlint
