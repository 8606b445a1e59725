// The core passes over keys that it does not know without a word: a misspelt
// one is a setting that does not take effect (`semantics.md` A.3, A.5).
#include <map>
#include <set>
#include <unordered_set>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/facts/layer_rows.h"
#include "analyzer/keys/anchors.h"
#include "analyzer/keys/key_book.h"
#include "analyzer/keys/key_groups.h"
#include "analyzer/keys/key_guess.h"
#include "analyzer/keys/rename.h"
#include "rules/profile/other_keys.h"
#include "rules/profile/proxy_types.h"
#include "rules/profile/typed.h"

namespace clashlint {
namespace {

// What a program that makes profiles puts something in place of.
bool is_placeholder(std::string_view key) {
  return key.empty() || key.find_first_of("{}<>$%") != std::string_view::npos;
}

class UnknownKeys {
 public:
  UnknownKeys(const Facts& facts, Reporter& report)
      : facts_(facts),
        report_(report),
        anchors_(*facts.loaded.tree.root()),
        strays_(stray_keys(facts.loaded)) {}

  void run() {
    std::vector<KeyUse> unknown;
    visit_keys(*facts_.loaded.tree.root(), [&](const KeyUse& use) {
      if (is_fault(use)) {
        unknown.push_back(use);
      } else if (is_shared(use)) {
        read_.insert(use.entry.key);
      }
    });
    KeyGroups groups;
    for (const KeyUse& use : unknown) {
      if (!read_.contains(use.entry.key)) groups.add(use);
    }
    for (const KeyGroup& group : groups.all()) look_at(group);
    for (const auto& [place, keys] : unexplained_) tell_together(keys);
  }

 private:
  bool is_fault(const KeyUse& use) {
    const std::string_view key = use.entry.key->text;
    const OtherKey* const other = other_key(use.place, use.proxy_type, key);
    if (other != nullptr && other->story == KeyStory::misnamed) return is_misnamed(use, *other);
    if (other != nullptr || is_placeholder(key) || book_.knows(use)) return false;
    if (use.place == KeyPlace::top && strays_.contains(use.entry.key->span)) return false;
    return holds_all_keys(use.place) || book_.meant(use).has_value();
  }

  // A section that holds nothing would set nothing under any name; and who
  // writes the right name as well keeps the other one for another core.
  static bool is_misnamed(const KeyUse& use, const OtherKey& other) {
    const bool replaced = !other.now.empty() && key_beside(use, other.now) != nullptr;
    return !replaced && !is_null(resolved(*use.entry.value));
  }

  void look_at(const KeyGroup& group) {
    const KeyUse& use = group.first;
    // What holds anchors that are used is there for them; of those that are
    // not, only a likely slip is worth a word.
    if (anchors_.hold_used(*use.entry.value)) return;
    const std::optional<KeyGuess> guess = guess_at(use, book_);
    if (Anchors::hold_any(*use.entry.value) && !(guess && guess->sure)) return;
    if (!guess) return unexplained_[use.place].push_back(&group);
    explain(report_.add(use.entry.key->span, sets_nothing(use)), group, *guess);
  }

  static std::string sets_nothing(const KeyUse& use) {
    return fmt::format("\"{}\" sets nothing: the core knows no such key{}", use.entry.key->text,
                       in_place(use));
  }

  static std::string in_place(const KeyUse& use) {
    if (use.place == KeyPlace::top) return {};
    if (use.place == KeyPlace::proxy && find_proxy_type(use.proxy_type) != nullptr)
      return fmt::format(" in a {} proxy", use.proxy_type);
    return fmt::format(" in {}", name_of(use.place));
  }

  /// Keys of one place of which nothing more can be said are one finding.
  void tell_together(const std::vector<const KeyGroup*>& groups) {
    const KeyGroup& first = *groups.front();
    const YamlNode& key = *first.first.entry.key;
    Finding& finding = report_.add(key.span, sets_nothing(first.first));
    if (groups.size() == 1) return add_other_places(finding, first);
    finding.message =
        fmt::format("\"{}\" and {} other key{}{} set nothing: the core does not know them", key.text,
                    groups.size() - 1, groups.size() == 2 ? "" : "s", in_place(first.first));
    for (std::size_t at = 1; at < groups.size(); ++at)
      finding.related.push_back({.span = groups[at]->first.entry.key->span, .text = "nor this one"});
  }

  void explain(Finding& finding, const KeyGroup& group, const KeyGuess& guess) {
    finding.primary.text = guess.label;
    if (!guess.note.empty()) finding.notes.push_back(guess.note);
    add_other_places(finding, group);
    if (!guess.key) return;
    if (const YamlNode* const beside = key_beside(group.first, guess.key->name))
      finding.related.push_back({.span = beside->span, .text = "this one is read"});
    if (guess.sure) add_fix(finding, group, *guess.key);
  }

  void add_fix(Finding& finding, const KeyGroup& group, const KnownKey& key) {
    std::optional<Fix> fix;
    const auto add = [&](const KeyUse& use) {
      std::optional<Fix> one = rename_key(facts_.sources, use, key);
      if (!one || !written_.emplace(use.mapping, key.name).second) return;
      if (fix) {
        fix->edits.push_back(one->edits.front());
      } else {
        fix = std::move(one);
      }
    };
    add(group.first);
    for (const KeyUse& other : group.others) add(other);
    if (fix) finding.fixes.push_back(std::move(*fix));
  }

  const Facts& facts_;
  Reporter& report_;
  KeyBook book_;
  Anchors anchors_;
  SpanSet strays_;  ///< of these the checks of layers say more
  std::map<KeyPlace, std::vector<const KeyGroup*>> unexplained_;
  std::unordered_set<const YamlNode*> read_;  ///< keys that the core reads in one of their uses
  std::set<std::pair<const YamlNode*, std::string_view>> written_;
};

void run(const Facts& facts, Reporter& report) {
  const YamlTree& tree = facts.loaded.tree;
  // What was cut by a fault of YAML is not known to its end.
  if (tree.error() || tree.root() == nullptr) return;
  UnknownKeys(facts, report).run();
}

}  // namespace

extern constinit const Check unknown_key{.id = "unknown-key",
                                         .category = Category::keys,
                                         .summary = "the core knows no key of this name, so it sets nothing",
                                         .run = run};

}  // namespace clashlint
