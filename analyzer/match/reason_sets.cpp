#include "analyzer/match/reason_sets.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "analyzer/match/leaf_reason.h"
#include "analyzer/match/near_entry.h"
#include "analyzer/match/reason_addresses.h"
#include "analyzer/match/reason_names.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

std::size_t label_count(std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count(name, '.')) + 1;
}

std::string labels(std::size_t count) { return fmt::format("{} label{}", count, count == 1 ? "" : "s"); }

std::string one_form_words(const NameEntry& entry, std::string_view name) {
  if (entry.form() == NameForm::below) {
    return fmt::format("its entry .{} takes the names under {}, not {} itself (+.{} takes both)", name, name,
                       name, name);
  }
  return fmt::format("its entry {} takes that name alone (+.{} would take the names under it)", entry.text(),
                     entry.text());
}

/// What a list holds, for saying that a name is not in it: `5 entries`, `2 entries with @ads`.
struct Holding {
  std::size_t count = 0;
  std::string_view attributes{};
};

std::string not_in(std::string_view name, Holding holding) {
  const std::string with =
      holding.attributes.empty() ? std::string() : fmt::format(" with {}", holding.attributes);
  if (holding.count == 1) return fmt::format("{} is not in it, which has one entry{}", name, with);
  return fmt::format("{} is in none of its {} entries{}", name, holding.count, with);
}

std::string near_words(const NearEntry& near, std::string_view name, Holding holding) {
  const std::string shown = shown_entry(near.entry());
  switch (near.nearness()) {
    case Nearness::missed:
      return fmt::format(
          "its entry {} is meant to take {}, but the core's search in lists with `*` misses it", shown, name);
    case Nearness::one_form:
      return one_form_words(near.entry(), name);
    case Nearness::stars:
      return fmt::format("each `*` of its entry {} is exactly one label: it takes names of {}, and {} has {}",
                         shown, labels(label_count(shown)), name, label_count(name));
    case Nearness::inside:
      return fmt::format("it has {}, but not {}", shown, name);
    case Nearness::letters:
      return fmt::format("its entry {} is whole labels, and {} ends in these letters, but not at a dot",
                         shown, name);
    case Nearness::sibling:
      return fmt::format("{} (the nearest is {})", not_in(name, holding), shown);
    case Nearness::far:
      break;
  }
  return not_in(name, holding);
}

std::string entries_reason(std::span<const NameEntry> entries, Holding holding, std::string_view name) {
  const std::string lower = unicode_lower(name);
  NearEntry near(lower);
  for (const NameEntry& entry : entries) near.offer(entry);
  return near_words(near, lower, holding);
}

/// The row of a classical set that is nearest to the connection.
class NearRow {
 public:
  NearRow(const Connection& connection, Scope scope)
      : name_(connection.rule_host), name_near_(name_), scope_(scope), connection_(connection) {}

  void offer(const SetRows::Row& row, std::size_t at) {
    if (row.kind == RuleKind::domain || row.kind == RuleKind::domain_suffix) {
      const NameForm form = row.kind == RuleKind::domain ? NameForm::whole : NameForm::suffix;
      if (!name_.empty() && name_near_.offer({row.payload, form, row.place})) by_name_ = at;
    } else if (row.rule != nullptr) {
      offer_prefix(*row.rule, at);
    }
  }

  /// A name is what people ask about; an address says more only where no name is near.
  std::optional<std::size_t> nearest() const { return by_name_ ? by_name_ : by_address_; }

 private:
  void offer_prefix(const Rule& rule, std::size_t at) {
    const auto* const prefix = std::get_if<IpPrefix>(&rule.condition);
    const auto& address = rule.source != scope_.swapped ? connection_.src_ip : connection_.dst_ip;
    const bool by_end = rule.kind == RuleKind::ip_suffix || rule.kind == RuleKind::src_ip_suffix;
    if (prefix == nullptr || !address || by_end) return;
    const int bits = shared_bits(prefix->address, *address);
    // Less than this, and it is another network.
    if (bits < (address->is_v6 ? 32 : 16) || bits <= most_) return;
    most_ = bits;
    by_address_ = at;
  }

  std::string_view name_;
  NearEntry name_near_;
  Scope scope_;
  const Connection& connection_;
  int most_ = 0;
  std::optional<std::size_t> by_name_;
  std::optional<std::size_t> by_address_;
};

bool has_inner(const SetRows::Row& row) {
  return row.rule != nullptr &&
         (!row.rule->parts.empty() || std::holds_alternative<RuleSetUse>(row.rule->condition));
}

std::string row_reason(const Profile& profile, const SetRows::Row& row, const Connection& after,
                       Scope scope) {
  if (row.rule == nullptr) return name_row_reason(row.kind, row.payload, after.rule_host);
  return leaf_reason(profile, *row.rule, after, scope);
}

/// What rows on addresses could have said, had they seen one.
std::string unseen_address(const RuleSet& set, const Connection& after, Scope scope) {
  if (after.dst_ip || after.host.empty() || after.resolve_tried || scope.swapped) return {};
  const auto on_address = [](const Rule& rule) {
    return !rule.source && (std::holds_alternative<IpPrefix>(rule.condition) ||
                            std::holds_alternative<GeoipCode>(rule.condition));
  };
  const auto count = std::ranges::count_if(set.rows.rules(), on_address);
  if (count == 0) return {};
  return fmt::format("; the address is not known, and {} of them {} without asking for it", count,
                     count == 1 ? "looks at it" : "look at it");
}

std::string rows_reason(const Profile& profile, const RuleSet& set, const Connection& after, Scope scope) {
  NearRow near(after, scope);
  for (std::size_t at = 0; at < set.rows.size(); ++at) near.offer(set.rows[at], at);
  std::optional<std::size_t> told = near.nearest();
  if (!told && set.rows.size() == 1) told = 0;
  const std::string none = set.rows.size() == 1
                               ? "its one rule does not match"
                               : fmt::format("none of its {} rules matches", set.rows.size());
  const std::string unseen = unseen_address(set, after, scope);
  if (!told || has_inner(set.rows[*told])) return none + unseen;
  const std::string reason = row_reason(profile, set.rows[*told], after, scope);
  return fmt::format("{}{}; {} {}: {}", none, unseen, set.rows.size() == 1 ? "it is" : "the nearest is",
                     set.rows.text(*told), reason);
}

/// An entry that would take the name in lower case.
bool misses_by_case(const GeositeMatcher& matcher, std::string_view name) {
  const std::string lower = unicode_lower(name);
  if (lower == name) return false;
  const auto holds = [&](const std::string& keyword) { return lower.find(keyword) != std::string::npos; };
  const auto finds = [&](const Regex& regex) { return regex.search(lower) == RegexAnswer::yes; };
  return std::ranges::any_of(matcher.keywords, holds) || std::ranges::any_of(matcher.regexes, finds);
}

std::string empty_cut(const GeositeMatcher& matcher) {
  const std::string has = join(matcher.attributes, ", ");
  return fmt::format("{} has no entries: {}", matcher.name,
                     has.empty() ? "the list has no attributes" : "the attributes of the list are " + has);
}

}  // namespace

std::string domain_set_reason(const DomainSet& set, std::string_view name) {
  if (name.empty()) return std::string(kNoName);
  if (set.empty()) return "it has no entries";
  const std::span<const NameEntry> entries = set.entries();
  return entries_reason(entries, {.count = entries.size()}, name);
}

std::string geosite_reason(const GeositeList& list, std::string_view name) {
  if (name.empty()) return std::string(kNoName);
  if (!list.matcher) return fmt::format("it is taken as empty: {}", list.missing);
  const GeositeMatcher& matcher = *list.matcher;
  if (list.negated) {
    const std::string entry = matcher.domains.matching_pattern(name).value_or("");
    return fmt::format("{} is in {}{}", name, matcher.name,
                       entry.empty() ? "" : " (its entry " + entry + ")");
  }
  if (matcher.left_empty()) return empty_cut(matcher);
  if (misses_by_case(matcher, name)) {
    return fmt::format("only the case differs: the connection says {}, and its keywords and patterns take {}",
                       name, unicode_lower(name));
  }
  const std::size_t cut = std::min(matcher.name.find('@'), matcher.name.size());
  const std::string_view attributes = std::string_view(matcher.name).substr(cut);
  return entries_reason(matcher.domains.entries(), {.count = matcher.entry_count, .attributes = attributes},
                        name);
}

std::string rule_set_reason(const Profile& profile, const RuleSet& set, const Connection& after,
                            Scope scope) {
  if (!set.availability.available) return fmt::format("it is taken as empty: {}", set.availability.why);
  switch (set.behavior) {
    case ProviderBehavior::domain:
      return domain_set_reason(set.domains, after.rule_host);
    case ProviderBehavior::ipcidr:
      return ranges_reason(set, after, scope);
    case ProviderBehavior::classical:
      return rows_reason(profile, set, after, scope);
  }
  return {};
}

}  // namespace clashlint
