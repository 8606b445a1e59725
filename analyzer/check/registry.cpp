#include "analyzer/check/registry.h"

#include <algorithm>
#include <vector>

#include "analyzer/check/suppression.h"
#include "rules/value/similar.h"

namespace clashlint {

#define LINT_CHECK(name) extern const Check name;
#include "analyzer/checks/checks.def"
#undef LINT_CHECK

namespace {

constexpr Check kLoaderChecks[] = {
#define LOADER_CHECK(id_, category_, severity_, preset_, summary_) \
  {.id = id_,                                                      \
   .category = Category::category_,                                \
   .summary = summary_,                                            \
   .severity = Severity::severity_,                                \
   .preset = Preset::preset_},
#include "analyzer/checks/loader.def"
#undef LOADER_CHECK
};

const Check* const kLintChecks[] = {
#define LINT_CHECK(name) &name,
#include "analyzer/checks/checks.def"
#undef LINT_CHECK
};

bool stands_before(const Check* a, const Check* b) {
  return a->category != b->category ? a->category < b->category : a->id < b->id;
}

std::vector<const Check*> gathered() {
  std::vector<const Check*> checks(std::begin(kLintChecks), std::end(kLintChecks));
  for (const Check& check : kLoaderChecks) checks.push_back(&check);
  for (const Check& check : suppression_checks()) checks.push_back(&check);
  std::ranges::sort(checks, stands_before);
  return checks;
}

}  // namespace

std::span<const Check* const> all_checks() {
  static const std::vector<const Check*> checks = gathered();
  return checks;
}

const Check* find_check(std::string_view id) {
  const auto found = std::ranges::find(all_checks(), id, &Check::id);
  return found == all_checks().end() ? nullptr : *found;
}

std::optional<std::string_view> nearest_check(std::string_view word) {
  std::vector<std::string_view> known;
  for (const Check* check : all_checks()) known.push_back(check->id);
  const auto meant = nearest(word, known);
  return meant ? std::optional(meant->text) : std::nullopt;
}

Category category_of(const Finding& finding) {
  if (finding.refuses) return Category::load;
  const Check* const check = find_check(finding.check);
  return check == nullptr ? Category::load : check->category;
}

}  // namespace clashlint
