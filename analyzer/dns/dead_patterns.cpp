#include "analyzer/dns/dead_patterns.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "analyzer/dns/wider_patterns.h"
#include "analyzer/match/list_names.h"
#include "rules/base/strings.h"
#include "rules/profile/name_matchers.h"

namespace clashlint {
namespace {

class PatternSearch {
 public:
  PatternSearch(const Profile& profile, const FilterList& list) : filter_(profile.dns), list_(list) {
    for (const FilterEntry& entry : list.entries()) {
      if (is_pattern(entry)) texts_.try_emplace(ascii_lower(entry.text), &entry);
    }
  }

  std::vector<DeadPattern> run() const {
    std::vector<DeadPattern> dead;
    for (const FilterEntry& entry : list_.entries()) {
      std::optional<DeadPattern> found = is_pattern(entry) ? look_at(entry) : std::nullopt;
      if (found) dead.push_back(std::move(*found));
    }
    return dead;
  }

 private:
  std::optional<DeadPattern> look_at(const FilterEntry& entry) const {
    const std::string text = ascii_lower(entry.text);
    if (texts_.at(text) != &entry) return DeadPattern{&entry, "again", true};
    for (const std::string& wider : wider_patterns(text)) {
      const auto found = texts_.find(wider);
      if (found != texts_.end())
        return DeadPattern{&entry, fmt::format("{} takes it", found->second->text),
                           filter_.filter_patterns.plain()};
    }
    const NameEntry name = name_entry(text, 0);
    if (name.form() == NameForm::other) return std::nullopt;
    const auto list = std::ranges::find_if(
        filter_.filter, [&](const NameMatcher& matcher) { return takes_all(matcher, name); });
    if (list == filter_.filter.end()) return std::nullopt;
    return DeadPattern{&entry, fmt::format("{} takes it", list->name), false};
  }

  const Dns& filter_;
  const FilterList& list_;
  std::unordered_map<std::string, const FilterEntry*> texts_;
};

}  // namespace

bool is_pattern(const FilterEntry& entry) { return split_prefix(entry.text).prefix == EntryPrefix::none; }

std::vector<DeadPattern> dead_patterns(const Profile& profile, const FilterList& list) {
  return PatternSearch(profile, list).run();
}

}  // namespace clashlint
