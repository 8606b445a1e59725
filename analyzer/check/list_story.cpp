#include "analyzer/check/list_story.h"

#include <algorithm>
#include <array>
#include <vector>

#include "analyzer/check/list_entries.h"
#include "analyzer/facts/entry_look.h"
#include "analyzer/recognise/recognise.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

/// Entries or lines that are looked at before a list is called something else.
constexpr std::size_t kMaxLooked = 1000;

/// zstd's first bytes: every MRS file begins with them.
constexpr std::string_view kBinaryFront = "\x28\xB5\x2F\xFD";

/// Looks, counted.
class Looks {
 public:
  void add(EntryLook look) {
    ++counts_[static_cast<std::size_t>(look)];
    ++all_;
  }
  std::size_t of(EntryLook look) const { return counts_[static_cast<std::size_t>(look)]; }
  std::size_t all() const { return all_; }
  bool full() const { return all_ >= kMaxLooked; }
  bool most(std::size_t count) const { return count * 2 > all_; }

 private:
  std::array<std::size_t, static_cast<std::size_t>(EntryLook::other) + 1> counts_{};
  std::size_t all_ = 0;
};

std::size_t names_in(const Looks& looks) { return looks.of(EntryLook::name) + looks.of(EntryLook::pattern); }

std::size_t addresses_in(const Looks& looks) {
  return looks.of(EntryLook::range) + looks.of(EntryLook::address);
}

Looks looks_of_lines(std::string_view text) {
  Looks looks;
  for (std::size_t at = 0; at < text.size() && !looks.full();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = trim_space(text.substr(at, end - at));
    if (!line.empty() && line.front() != '#') looks.add(look_of_entry(line));
    at = end + 1;
  }
  return looks;
}

/// Entries that are dropped, or hold what no name has.
std::size_t strange_in(const RuleSet& set) { return set.lost.entries.size() + set.odd.size(); }

bool mostly_strange(const RuleSet& set) {
  return strange_in(set) * 2 > set.lost.entries.size() + set.entry_count;
}

/// Another format that reads the text.
std::string_view meant_format(const RuleSet& set, std::string_view text) {
  if (text.starts_with(kBinaryFront)) return set.format == "mrs" ? "" : "mrs";
  const bool unread = set.unread || (set.holds_nothing() && set.lost.entries.empty());
  if (!unread && (set.format == "yaml" || !mostly_strange(set))) return {};
  const Looks looks = looks_of_lines(text);
  const std::size_t in_yaml = looks.of(EntryLook::yaml_item) + looks.of(EntryLook::yaml_head);
  const std::size_t in_text = names_in(looks) + addresses_in(looks) + looks.of(EntryLook::rule);
  const bool headed = looks.of(EntryLook::yaml_head) > 0 && looks.of(EntryLook::yaml_item) > 0;
  if (set.format != "yaml" && headed && looks.most(in_yaml)) return "yaml";
  if (set.format != "text" && looks.most(in_text)) return "text";
  return {};
}

/// An entry that is dropped or odd.
struct StrangeEntry {
  EntryLook look = EntryLook::other;
  std::optional<Span> place{};
};

/// The first of both sorts, in the order of the list as far as they were looked at.
std::vector<StrangeEntry> strange_entries(const Facts& facts, const RuleSet& set) {
  std::vector<StrangeEntry> entries;
  for (const LostEntry& lost : set.lost.entries) {
    if (entries.size() == kMaxLooked) break;
    entries.push_back({.look = look_of_entry(lost.text), .place = lost.span});
  }
  for (const std::uint32_t at : set.odd) {
    if (entries.size() >= 2 * kMaxLooked) break;
    const WrittenEntry entry = written_entry(facts, set, at);
    entries.push_back({.look = look_of_entry(entry.text), .place = entry.place});
  }
  std::ranges::stable_sort(entries, {},
                           [](const StrangeEntry& entry) { return entry.place ? entry.place->begin : 0; });
  return entries;
}

/// What a list of a behavior holds.
struct Kind {
  ProviderBehavior behavior;
  std::string_view word;
  std::string_view what;
};
constexpr Kind kKinds[] = {{ProviderBehavior::domain, "domain", "names"},
                           {ProviderBehavior::ipcidr, "ipcidr", "address ranges"},
                           {ProviderBehavior::classical, "classical", "rules"}};

bool fits(ProviderBehavior behavior, EntryLook look) {
  switch (behavior) {
    case ProviderBehavior::domain:
      return look == EntryLook::name || look == EntryLook::pattern;
    case ProviderBehavior::ipcidr:
      return look == EntryLook::range || look == EntryLook::address;
    case ProviderBehavior::classical:
      return look == EntryLook::rule;
  }
  return false;
}

/// Another behavior that most entries are written for.
ListStory misfit(const Facts& facts, const RuleSet& set) {
  if (!mostly_strange(set)) return {};
  const std::size_t all = set.lost.entries.size() + set.entry_count;
  const std::vector<StrangeEntry> entries = strange_entries(facts, set);
  for (const Kind& kind : kKinds) {
    if (kind.behavior == set.behavior) continue;
    // Rules in a list of the profile itself are mended one by one (wrong-pattern-language).
    const bool own_names = set.behavior == ProviderBehavior::domain && !set.file;
    if (own_names && kind.behavior == ProviderBehavior::classical) continue;
    const auto is_so = [&](const StrangeEntry& entry) { return fits(kind.behavior, entry.look); };
    const auto count = static_cast<std::size_t>(std::ranges::count_if(entries, is_so));
    if (count * strange_in(set) * 2 <= all * entries.size()) continue;
    return {.fault = ListFault::wrong_behavior,
            .what = std::string(kind.what),
            .meant = kind.word,
            .place = std::ranges::find_if(entries, is_so)->place};
  }
  return {};
}

/// A file with the right front that the core's reader refuses.
ListStory damaged(const RuleSet& set, std::string_view bytes) {
  const bool names = set.behavior == ProviderBehavior::domain;
  const ProviderBehavior other = names ? ProviderBehavior::ipcidr : ProviderBehavior::domain;
  if (read_mrs(bytes, other)) {
    return {.fault = ListFault::wrong_behavior,
            .what = names ? "address ranges" : "names",
            .meant = names ? "ipcidr" : "domain"};
  }
  return {.fault = ListFault::no_list, .what = "damaged"};
}

}  // namespace

ListStory list_story(const Facts& facts, const RuleSet& set) {
  const bool own = set.type == "inline";
  if (!own && set.path.empty()) return {};  // its definition is refused
  if (!own && set.format == "mrs" && set.behavior == ProviderBehavior::classical)
    return {.fault = ListFault::wrong_format, .what = "rules"};
  if (!own && !set.size) return {.fault = ListFault::not_here};
  if (const std::optional<FileId> file = set.unread ? set.unread : set.file) {
    const std::string_view text = facts.sources[*file].text();
    const Span front{.file = *file, .begin = 0, .end = 0};
    if (std::string what = instead_of_list(text); !what.empty())
      return {.fault = ListFault::no_list, .what = std::move(what), .place = front};
    if (const std::string_view meant = meant_format(set, text); !meant.empty())
      return {.fault = ListFault::wrong_format, .meant = meant};
    if (set.unread && set.format == "mrs") return damaged(set, text);
  }
  if (ListStory story = misfit(facts, set); story.fault != ListFault::none) return story;
  if (set.holds_nothing()) return {.fault = ListFault::empty};
  // The payload stands in for a file that the core's reader refuses.
  return set.unread ? ListStory{.fault = ListFault::no_list, .what = "damaged"} : ListStory();
}

bool tells_of_entries(const RuleSet& set, const ListStory& story) {
  if (story.fault == ListFault::none || story.fault == ListFault::not_here) return true;
  // What stands for a list that cannot be read is the payload in the profile.
  return story.fault == ListFault::no_list && !set.file;
}

bool is_told_of(const Facts& facts, const Rule& rule) {
  if (const auto* const list = std::get_if<GeositeList>(&rule.condition))
    return list->matcher && list->matcher->left_empty();
  const auto* const use = std::get_if<RuleSetUse>(&rule.condition);
  if (use == nullptr || use->set == nullptr) return false;
  const RuleSet& set = *use->set;
  const bool all_odd = set.entry_count > 0 && set.odd.size() == set.entry_count;
  return all_odd || list_story(facts, set).fault != ListFault::none;
}

std::string_view format_words(std::string_view format) {
  if (format == "yaml") return "YAML";
  return format == "mrs" ? "MRS" : "plain text";
}

}  // namespace clashlint
