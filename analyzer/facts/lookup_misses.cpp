// The core's set ends a lookup inside an entry whose end is the whole name and
// forgets the `*` that it passed on its way. So the names to try are ends of
// other entries, at a dot or a hyphen, that an entry with a `*` takes; putting
// the labels of another entry in place of its `*` finds the rarer misses, too.
#include "analyzer/facts/lookup_misses.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <unordered_map>

#include "rules/base/strings.h"
#include "rules/value/name_entries.h"
#include "rules/value/suffix_hash.h"

namespace clashlint {
namespace {

constexpr std::string_view kStar = "*";
/// What many hosts are called.
constexpr std::string_view kUsualHosts[] = {"www", "api", "app", "cdn", "img"};

/// Misses for which the whole list is looked through for the entry in the way.
constexpr std::size_t kMaxBlockers = 8;

/// An entry with a `*`, its labels from the right.
struct StarEntry {
  std::size_t index = 0;
  std::vector<std::string_view> labels{};
  std::string_view fixed{};  ///< what stands right of the first `*` from the right
  bool below = false;        ///< it takes what is below these labels, not the name of so many
};

std::vector<std::string_view> labels_from_right(std::string_view text) {
  std::vector<std::string_view> labels = split(text, '.');
  std::ranges::reverse(labels);
  return labels;
}

std::string joined(const std::vector<std::string_view>& from_right) {
  std::string name;
  for (std::size_t at = from_right.size(); at-- > 0;) {
    name += from_right[at];
    if (at > 0) name += '.';
  }
  return name;
}

// Nothing for entries that the core reads otherwise than by labels.
std::optional<StarEntry> star_entry(const NameEntry& entry, std::size_t index) {
  if (entry.form() != NameForm::other) return std::nullopt;
  std::string_view text = entry.text();
  if (text.find('*') == std::string_view::npos) return std::nullopt;
  StarEntry star{.index = index};
  star.below = text.starts_with('.');
  if (star.below) text.remove_prefix(1);
  if (text.starts_with("+.")) text.remove_prefix(2);
  star.labels = labels_from_right(text);
  const auto sound = [](std::string_view label) { return label == kStar || is_usual_name(label); };
  if (!std::ranges::all_of(star.labels, sound)) return std::nullopt;
  const std::size_t last = text.rfind('*');
  star.fixed = last + 1 == text.size() ? std::string_view() : text.substr(last + 2);
  return star;
}

std::string_view own_text(const NameEntry& entry) {
  std::string_view text = entry.text();
  if (entry.form() != NameForm::other) return text;
  if (text.starts_with("+.")) return text.substr(2);
  return text.starts_with('.') ? text.substr(1) : text;
}

class MissSearch {
 public:
  explicit MissSearch(const DomainSet& set) : set_(set), entries_(set.entries()) {
    for (std::size_t at = 0; at < entries_.size() && stars_.size() < kMaxStarEntries; ++at) {
      if (auto star = star_entry(entries_[at], at)) stars_.push_back(*std::move(star));
    }
    found_.resize(stars_.size());
    for (std::size_t at = 0; at < stars_.size(); ++at)
      by_fixed_[SuffixHash::of(stars_[at].fixed)].push_back(at);
  }

  std::vector<LookupMiss> run() {
    if (!stars_.empty()) {
      for (std::size_t at = 0; at < entries_.size(); ++at) meet(at);
    }
    for (std::size_t at = 0; at < stars_.size(); ++at) ask_usual(at);
    std::vector<LookupMiss> misses;
    for (std::optional<LookupMiss>& miss : found_) {
      if (!miss) continue;
      if (!miss->blocker && misses.size() < kMaxBlockers) miss->blocker = find_blocker(*miss);
      misses.push_back(*std::move(miss));
    }
    return misses;
  }

 private:
  // One look at each suffix of the entry: is it what some `*` entries end in?
  void meet(std::size_t entry) {
    const std::string_view text = own_text(entries_[entry]);
    SuffixHash hash;
    for (std::size_t at = text.size();; --at) {
      const bool edge = at == text.size() || at == 0 || text[at - 1] == '.';
      if (edge) probe(entry, text, at, hash.value());
      if (at == 0) return;
      hash.add(text[at - 1]);
    }
  }

  void probe(std::size_t entry, std::string_view text, std::size_t at, std::uint64_t hash) {
    const auto same = by_fixed_.find(hash);
    if (same == by_fixed_.end()) return;
    for (const std::size_t star : same->second) {
      if (stars_[star].fixed == text.substr(at) && stars_[star].index != entry) meet(star, entry, text);
    }
  }

  // The name that the `*` entry takes and that is made of the other one's labels: nobody asks for
  // names that are made up. Neither is a top-level domain asked for, which is all that a lone `*`
  // and the end of a name have in common.
  void meet(std::size_t star, std::size_t entry, std::string_view text) {
    if (found_[star] || asked_ >= kMaxLookups) return;
    const std::vector<std::string_view> theirs = labels_from_right(text);
    std::vector<std::string_view> name = stars_[star].labels;
    std::size_t filled = 0;
    for (std::size_t at = 0; at < name.size(); ++at) {
      if (name[at] != kStar) continue;
      if (at >= theirs.size() || !is_usual_name(theirs[at])) return;
      name[at] = theirs[at];
      filled = at;
    }
    if (stars_[star].below) {
      if (name.size() >= theirs.size() || !is_usual_name(theirs[name.size()])) return;
      name.push_back(theirs[name.size()]);
    }
    if (name.size() == 1 && theirs.size() > 1) return;
    if (name.size() > 1) ask(star, joined(name), entry);
    // `bar` of `foo-bar`: another host that is likely to be there.
    const std::string_view label = name[filled];
    for (std::size_t dash = label.find('-'); dash != std::string_view::npos;
         dash = label.find('-', dash + 1)) {
      if (!is_usual_name(label.substr(dash + 1))) continue;
      name[filled] = label.substr(dash + 1);
      ask(star, joined(name), entry);
    }
  }

  // Of a zone, `*.a.com`.
  void ask_usual(std::size_t star) {
    std::vector<std::string_view> name = stars_[star].labels;
    const bool zone = name.size() > 1 && name.back() == kStar && std::ranges::count(name, kStar) == 1;
    if (found_[star] || !zone || stars_[star].below) return;
    for (const std::string_view usual : kUsualHosts) {
      name.back() = usual;
      ask(star, joined(name), std::nullopt);
    }
  }

  void ask(std::size_t star, std::string name, std::optional<std::size_t> near) {
    if (found_[star] || asked_ >= kMaxLookups) return;
    ++asked_;
    if (set_.contains(name)) return;
    LookupMiss miss{.entry = stars_[star].index, .name = std::move(name), .blocker = {}};
    if (near && blocks(*near, miss)) miss.blocker = near;
    found_[star] = std::move(miss);
  }

  // The one that is in the way is so without the others, too.
  bool blocks(std::size_t entry, const LookupMiss& miss) const {
    return entry != miss.entry &&
           !SuccinctSet::build({shown_entry(entries_[miss.entry]), shown_entry(entries_[entry])})
                .contains(miss.name);
  }

  std::optional<std::size_t> find_blocker(const LookupMiss& miss) const {
    for (std::size_t at = 0; at < entries_.size(); ++at) {
      const std::string_view text = own_text(entries_[at]);
      const bool ends = text.ends_with(miss.name) &&
                        (text.size() > miss.name.size() || entries_[at].form() == NameForm::below);
      if (ends && blocks(at, miss)) return at;
    }
    return std::nullopt;
  }

  const DomainSet& set_;
  std::span<const NameEntry> entries_;
  std::vector<StarEntry> stars_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_fixed_;
  std::vector<std::optional<LookupMiss>> found_;  ///< by star
  std::size_t asked_ = 0;
};

}  // namespace

std::vector<LookupMiss> lookup_misses(const DomainSet& set) {
  if (!set.may_miss()) return {};
  return MissSearch(set).run();
}

}  // namespace clashlint
