#include "analyzer/check/inspect.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/layer_notes.h"
#include "analyzer/check/line_ends.h"
#include "analyzer/check/registry.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/suppression.h"
#include "rules/profile/uses.h"

namespace clashlint {
namespace {

// The profile first, then the files that it refers to; equal places keep their order.
void sort_by_place(Findings& findings) {
  std::ranges::stable_sort(findings, {}, [](const Finding& finding) {
    return std::tuple(finding.primary.span.file, finding.primary.span.begin);
  });
}

// Faults in the text of a web page are no news to anybody.
Finding no_profile(const LoadedProfile& loaded, const Recognised& kind) {
  Finding finding;
  finding.check = "not-a-profile";
  finding.message = fmt::format("this is {}, not a Clash profile", kind.what);
  finding.refuses = true;
  const auto first = std::ranges::find_if(loaded.findings, &Finding::refuses);
  if (first != loaded.findings.end()) {
    finding.primary.span = first->primary.span;
    finding.core_message = first->core_message;
  }
  if (!kind.remedy.empty()) finding.notes.push_back(kind.remedy);
  return finding;
}

// Layers make a profile of a list of proxies.
Recognised kind_of(const Sources& sources, const LoadedProfile& loaded) {
  const Recognised own = recognise(sources[loaded.file].text(), *loaded.texts().front().tree);
  const bool made = loaded.layered && own.kind == FileKind::proxy_list;
  return made ? Recognised{.kind = FileKind::profile, .what = {}, .remedy = {}} : own;
}

void run_checks(const Facts& facts, Findings& findings) {
  Findings found;
  for (const Check* check : all_checks()) {
    if (check->run == nullptr || !facts.settings.enabled(*check)) continue;
    Reporter report(*check, found);
    check->run(facts, report);
  }
  show_uses(facts.loaded.tree, found);
  std::ranges::move(found, std::back_inserter(findings));
}

}  // namespace

Inspection inspect(const Sources& sources, const LoadedProfile& loaded, const Settings& settings) {
  Inspection result{.kind = kind_of(sources, loaded)};
  const bool other = result.kind.kind != FileKind::profile && !result.kind.what.empty();
  if (other && !loaded.refused) return result;
  result.findings = loaded.findings;
  if (other) result.findings = {no_profile(loaded, result.kind)};
  std::erase_if(result.findings,
                [&](const Finding& finding) { return !settings.enabled(*find_check(finding.check)); });
  if (!other) {
    JudgedLists lists(loaded);
    run_checks({.sources = sources, .loaded = loaded, .settings = settings, .lists = lists}, result.findings);
  }
  tell_layers(sources, loaded, result.findings);
  result.suppressed = apply_suppressions(sources, loaded.texts(), settings, result.findings);
  for (Finding& finding : result.findings) {
    const Check& check = *find_check(finding.check);
    // A check may itself raise or lower single findings; only what was asked for overrides it.
    if (settings.severity(check) != check.severity) finding.severity = settings.severity(check);
  }
  keep_line_ends(sources, result.findings);
  sort_by_place(result.findings);
  return result;
}

}  // namespace clashlint
