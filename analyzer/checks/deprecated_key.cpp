#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/keys/old_keys.h"

namespace clashlint {
namespace {

void run(const Facts& facts, Reporter& report) {
  for (const OldKey& old : old_keys(facts.loaded.tree, KeyStory::deprecated)) {
    const YamlNode& key = *old.group.first.entry.key;
    const std::string since = old.row->since.empty() ? "" : fmt::format(" since {}", old.row->since);
    Finding& finding = report.add(
        key.span, fmt::format("\"{}\" is deprecated{}: a later core will not read it", key.text, since));
    finding.primary.text = old.row->note;
    add_other_places(finding, old.group);
  }
}

}  // namespace

extern constinit const Check deprecated_key{
    .id = "deprecated-key",
    .category = Category::keys,
    .summary = "the core still reads this key, and says that it will not for long",
    .severity = Severity::info,
    .preset = Preset::strict,
    .run = run};

}  // namespace clashlint
