#include "rules/value/domain_set.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "rules/base/text_store.h"
#include "rules/value/name_table.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

/// Names that are asked before a table is made: going through 112,682 entries
/// takes a seventh of the time that the table does.
constexpr int kAskedPlainly = 6;

std::string lowered(std::string_view host) {
  const bool is_lower = std::ranges::all_of(host, [](char c) { return c >= 0 && (c < 'A' || c > 'Z'); });
  return is_lower ? std::string(host) : unicode_lower(host);
}

bool has_other(std::span<const NameEntry> entries) {
  return std::ranges::any_of(entries, [](const NameEntry& each) { return each.form() == NameForm::other; });
}

}  // namespace

struct DomainSet::State {
  std::shared_ptr<const void> owner{};
  std::vector<NameEntry> entries{};
  bool plain = true;
  bool has_trie = false;
  SuccinctSet trie{};
  std::optional<NameTable> table{};
  std::atomic<int> asked = 0;
  std::once_flag table_made{};
  std::once_flag trie_made{};
  std::once_flag entries_made{};

  const NameTable& the_table() {
    std::call_once(table_made, [&] { table.emplace(entries); });
    return *table;
  }

  const SuccinctSet& the_trie() {
    if (has_trie) return trie;
    std::call_once(trie_made, [&] {
      std::vector<std::string> patterns;
      for (const NameEntry& entry : entries) patterns.push_back(shown_entry(entry));
      trie = SuccinctSet::build(std::move(patterns));
    });
    return trie;
  }

  void read_trie() {
    std::call_once(entries_made, [&] {
      auto texts = std::make_shared<TextStore>();
      for (const std::string& pattern : trie.patterns())
        entries.push_back(name_entry(texts->keep(pattern), 0));
      plain = !has_other(entries);
      owner = std::move(texts);
    });
  }
};

DomainSet DomainSet::of_entries(std::vector<NameEntry> entries, std::shared_ptr<const void> owner) {
  auto state = std::make_shared<State>();
  state->owner = std::move(owner);
  state->plain = !has_other(entries);
  state->entries = std::move(entries);
  return DomainSet(std::move(state));
}

DomainSet DomainSet::build(const std::vector<std::string>& patterns) {
  auto texts = std::make_shared<TextStore>();
  std::vector<NameEntry> entries;
  entries.reserve(patterns.size());
  for (const std::string& pattern : patterns)
    entries.push_back(name_entry(texts->keep(unicode_lower(pattern)), 0));
  return of_entries(std::move(entries), std::move(texts));
}

DomainSet DomainSet::of_trie(SuccinctSet trie) {
  auto state = std::make_shared<State>();
  state->trie = std::move(trie);
  state->has_trie = true;
  return DomainSet(std::move(state));
}

bool DomainSet::empty() const {
  return !state_ || (state_->has_trie ? state_->trie.empty() : state_->entries.empty());
}

bool DomainSet::contains(std::string_view host) const {
  if (empty()) return false;
  if (state_->has_trie || !state_->plain) return state_->the_trie().contains(host);
  const std::string name = lowered(host);
  if (state_->asked.fetch_add(1, std::memory_order_relaxed) >= kAskedPlainly)
    return state_->the_table().find(name).has_value();
  return std::ranges::any_of(state_->entries, [&](const NameEntry& entry) { return takes(entry, name); });
}

std::optional<std::string> DomainSet::matching_pattern(std::string_view host) const {
  if (empty()) return std::nullopt;
  if (state_->has_trie || !state_->plain) return state_->the_trie().matching_pattern(host);
  const std::optional<NameTable::Hit> hit = state_->the_table().find(lowered(host));
  if (!hit) return std::nullopt;
  return shown_entry({hit->text, hit->form, 0});
}

std::span<const NameEntry> DomainSet::entries() const {
  if (!state_) return {};
  if (state_->has_trie) state_->read_trie();
  return state_->entries;
}

bool DomainSet::plain() const {
  if (state_ && state_->has_trie) state_->read_trie();
  return !state_ || state_->plain;
}

bool DomainSet::may_miss() const {
  if (empty()) return false;
  return state_->has_trie ? state_->trie.has_star() : !state_->plain;
}

bool DomainSet::covers(const NameEntry& entry) const {
  if (empty()) return false;
  if (state_->has_trie) state_->read_trie();
  return state_->the_table().covers(entry);
}

std::vector<std::string> DomainSet::patterns() const {
  return state_ ? state_->the_trie().patterns() : std::vector<std::string>();
}

}  // namespace clashlint
