#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/keys/key_book.h"
#include "analyzer/keys/old_keys.h"
#include "analyzer/keys/rename.h"

namespace clashlint {
namespace {

// Who writes the new key as well keeps the old one for an old core.
bool is_replaced(const KeyUse& use, const OtherKey& row) {
  return !row.now.empty() && key_beside(use, row.now) != nullptr;
}

std::optional<Fix> rename(const Facts& facts, const OldKey& old) {
  const KeyUse& use = old.group.first;
  const std::optional<KnownKey> now = KeyBook::find(use.place, use.proxy_type, old.row->now);
  return now ? rename_key(facts.sources, use, *now) : std::nullopt;
}

void run(const Facts& facts, Reporter& report) {
  for (const OldKey& old : old_keys(facts.loaded.tree, KeyStory::removed)) {
    if (is_replaced(old.group.first, *old.row)) continue;
    const YamlNode& key = *old.group.first.entry.key;
    const std::string why = old.row->since.empty()
                                ? "the core no longer reads it"
                                : fmt::format("removed from the core in {}", old.row->since);
    Finding& finding = report.add(key.span, fmt::format("\"{}\" sets nothing: {}", key.text, why));
    finding.primary.text = old.row->note;
    add_other_places(finding, old.group);
    if (std::optional<Fix> fix = rename(facts, old)) finding.fixes.push_back(std::move(*fix));
  }
}

}  // namespace

extern constinit const Check removed_key{
    .id = "removed-key",
    .category = Category::keys,
    .summary = "earlier versions of the core read this key, today's does not",
    .run = run};

}  // namespace clashlint
