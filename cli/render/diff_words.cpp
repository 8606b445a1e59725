#include "cli/render/diff_words.h"

#include <algorithm>
#include <array>
#include <map>

#include "analyzer/facts/connection_text.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

constexpr std::size_t kMostLines = 5;
constexpr std::size_t kMostLed = 3;

const Rule& rule_at(const LoadedProfile& loaded, int row) {
  return loaded.profile->rules[static_cast<std::size_t>(row)];
}

std::string line_of(const DiffView& view, const LoadedProfile& loaded, int row) {
  const Span place = rule_at(loaded, row).span;
  const std::string line = std::to_string(view.sources.position(place).line);
  return place.file == loaded.file ? line : line + " of " + printable(view.sources[place.file].name());
}

std::string row_words(const DiffView& view, const LoadedProfile& loaded, int row) {
  if (row < 0) return "no rule";
  return "line " + line_of(view, loaded, row) + " " + printable(rule_at(loaded, row).text);
}

const RouteChange& change_at(const DiffView& view, std::size_t change) {
  return view.diff.routes.changes()[change];
}

std::string entry_words(const std::string& entry) {
  if (entry.starts_with("+.")) return printable(entry.substr(2)) + " and names under it";
  return entry.starts_with('.') ? "names under " + printable(entry.substr(1)) : printable(entry);
}

// Whose names they are.
std::string list_words(const Rule& rule) {
  if (rule.kind == RuleKind::rule_set) return " of rule-set " + printable(rule.payload);
  if (rule.kind == RuleKind::geosite) return " of geosite " + printable(rule.payload);
  return {};
}

std::string source_words(const DiffView& view, std::size_t change) {
  const RouteChange& one = change_at(view, change);
  const ToldChange& told = view.diff.told[change];
  const bool differs_before = view.diff.routes.ways().mate_after[static_cast<std::size_t>(one.before)] < 0;
  const bool differs_after = view.diff.routes.ways().mate_before[static_cast<std::size_t>(one.after)] < 0;
  std::string words;
  if (differs_after && told.row_after >= 0) words = list_words(rule_at(view.after, told.row_after));
  if (words.empty() && differs_before && told.row_before >= 0)
    words = list_words(rule_at(view.before, told.row_before));
  return words;
}

std::string set_words(const DiffView& view, const Rule& rule) {
  if (rule.kind != RuleKind::rule_set) return {};
  const auto found = std::ranges::find(view.diff.sets, rule.payload, &SetChange::name);
  if (found == view.diff.sets.end()) return {};
  if (!found->words.empty()) return "rule-set " + printable(rule.payload) + " " + found->words;
  std::vector<std::string> words;
  const auto entries = [](std::size_t count) {
    return with_commas(count) + (count == 1 ? " entry" : " entries");
  };
  if (found->added > 0) words.push_back("got " + entries(found->added));
  if (found->gone > 0) words.push_back("lost " + entries(found->gone));
  return "rule-set " + printable(rule.payload) + " " + join(words, " and ");
}

// What happened to the row that had it; empty: nothing by its text.
std::string fate_before(const DiffView& view, const ToldChange& told) {
  if (told.row_before < 0) return {};
  const RowState& state = view.diff.rows.before[static_cast<std::size_t>(told.row_before)];
  const std::string words = row_words(view, view.before, told.row_before);
  switch (state.fate) {
    case RowFate::gone:
      return words + " was deleted";
    case RowFate::moved:
      return words + " moved to line " + line_of(view, view.after, state.other);
    case RowFate::retargeted:
      return words + " has the target " + printable(rule_at(view.after, state.other).target) + " now";
    case RowFate::same:
    case RowFate::fresh:
      return set_words(view, rule_at(view.before, told.row_before));
  }
  return {};
}

std::string fate_after(const DiffView& view, const ToldChange& told) {
  if (told.row_after < 0) return {};
  const RowState& state = view.diff.rows.after[static_cast<std::size_t>(told.row_after)];
  const std::string words = row_words(view, view.after, told.row_after);
  switch (state.fate) {
    case RowFate::fresh:
      return words + " is new";
    case RowFate::moved:
      return words + " moved, from line " + line_of(view, view.before, state.other);
    case RowFate::retargeted:
      return words + " had another target, " + printable(rule_at(view.before, state.other).target);
    case RowFate::same:
    case RowFate::gone:
      return set_words(view, rule_at(view.after, told.row_after));
  }
  return {};
}

std::string lines_words(const DiffView& view, const LoadedProfile& loaded, const std::vector<int>& rows) {
  std::vector<std::string> lines;
  for (const int row : rows) {
    if (lines.size() == kMostLines) break;
    lines.push_back(line_of(view, loaded, row));
  }
  const std::size_t more = rows.size() - lines.size();
  return std::string(rows.size() == 1 ? "line " : "lines ") + join(lines, ", ") +
         (more == 0 ? "" : " and " + with_commas(more) + " more");
}

}  // namespace

std::string with_commas(std::size_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

const Unexpected* DiffView::unexpected_of(std::size_t change) const {
  const auto found = std::ranges::find(unexpected, change, &Unexpected::change);
  return found == unexpected.end() ? nullptr : &*found;
}

bool DiffView::is_unexpected(const SettingChange& change) const {
  return expected != nullptr &&
         std::ranges::find(expected->settings, change.name) == expected->settings.end();
}

bool DiffView::dns_is_unexpected() const {
  return expected != nullptr && !expected->dns && !diff.dns.empty();
}

bool DiffView::fails() const {
  if (expected == nullptr) return !diff.changes_nothing();
  const bool settings =
      std::ranges::any_of(diff.settings, [&](const SettingChange& change) { return is_unexpected(change); });
  return !unexpected.empty() || !diff.routes.open().empty() || settings || dns_is_unexpected();
}

std::string changed_what(const DiffView& view, std::size_t change) {
  const RouteChange& one = change_at(view, change);
  if (one.entries == 0) return "connections such as " + printable(connection_text(one.witness));
  if (one.entries == 1) return entry_words(one.examples.front());
  return with_commas(one.entries) + " names" + source_words(view, change);
}

std::string target_before(const DiffView& view, std::size_t change) {
  return printable(view.diff.pair->before().way(change_at(view, change).before).target);
}

std::string target_after(const DiffView& view, std::size_t change) {
  return printable(view.diff.pair->after().way(change_at(view, change).after).target);
}

std::string changed_why(const DiffView& view, std::size_t change) {
  const ToldChange& told = view.diff.told[change];
  const std::string before = fate_before(view, told);
  const std::string after = fate_after(view, told);
  const bool edited =
      told.row_before >= 0 && told.row_after >= 0 &&
      view.diff.rows.before[static_cast<std::size_t>(told.row_before)].other == told.row_after &&
      view.diff.rows.before[static_cast<std::size_t>(told.row_before)].fate == RowFate::retargeted;
  if (edited) return before;
  if (told.row_before >= 0 && told.row_after >= 0 &&
      rule_at(view.after, told.row_after).kind == RuleKind::sub_rule &&
      view.diff.rows.before[static_cast<std::size_t>(told.row_before)].other == told.row_after)
    return "the list of " + row_words(view, view.after, told.row_after) + " gives it another target";
  const std::string takes = row_words(view, view.after, told.row_after) + " takes it now";
  if (before.empty() && !after.empty())
    return after + (after.starts_with("line ") ? "; " : "; " + takes + "; ") +
           row_words(view, view.before, told.row_before) + " had it";
  if (!before.empty()) return before + "; " + takes;
  return row_words(view, view.before, told.row_before) + " had it; " + takes;
}

std::string touched_services(const DiffView& view, std::size_t change) {
  std::vector<std::string> words;
  for (const TouchedService& service : view.diff.told[change].services) {
    words.push_back(service.name + " (" + std::to_string(service.hosts) + " of " +
                    std::to_string(service.all) + (service.all == 1 ? " host)" : " hosts)"));
  }
  return join(words, ", ");
}

std::string example_of(const DiffView& view, std::size_t change) {
  const RouteChange& one = change_at(view, change);
  if (one.entries < 2) return {};
  return printable(connection_text(one.witness));
}

std::vector<std::size_t> told_changes(const DiffView& view) {
  std::vector<std::size_t> told;
  for (std::size_t at = 0; at < view.diff.told.size(); ++at) {
    const std::size_t leader = view.diff.told[at].leader;
    const bool stands_out = view.unexpected_of(at) != nullptr && view.unexpected_of(leader) == nullptr;
    if (leader == at || stands_out) told.push_back(at);
  }
  return told;
}

std::string led_changes(const DiffView& view, std::size_t change) {
  std::vector<std::size_t> led;
  for (std::size_t at = 0; at < view.diff.told.size(); ++at) {
    if (at != change && view.diff.told[at].leader == change) led.push_back(at);
  }
  if (led.empty()) return {};
  std::vector<std::string> words;
  for (const std::size_t at : led) {
    if (words.size() < kMostLed) words.push_back(printable(connection_text(change_at(view, at).witness)));
  }
  const std::size_t more = led.size() - words.size();
  return "and by " + with_commas(led.size()) + (led.size() == 1 ? " more rule: " : " more rules: ") +
         join(words, ", ") + (more == 0 ? "" : " …");
}

std::string folded_changes(const DiffView& view, const std::vector<std::size_t>& told) {
  if (told.size() <= kMaxToldChanges) return {};
  std::size_t names = 0;
  std::size_t unexpected = 0;
  std::map<std::string, std::size_t> ways;
  for (std::size_t place = kMaxToldChanges; place < told.size(); ++place) {
    const std::size_t at = told[place];
    names += change_at(view, at).entries;
    if (view.unexpected_of(at) != nullptr) ++unexpected;
    ++ways[target_before(view, at) + " → " + target_after(view, at)];
  }
  std::vector<std::string> words;
  for (const auto& [way, times] : ways) {
    if (words.size() < kMostLines) words.push_back(way + " (" + with_commas(times) + ")");
  }
  std::string text = with_commas(told.size() - kMaxToldChanges) + " more changes between other rows, of " +
                     with_commas(names) + (names == 1 ? " name: " : " names: ") + join(words, ", ") +
                     (ways.size() > words.size() ? " …" : "");
  if (unexpected > 0) text += "; " + with_commas(unexpected) + " of them not expected";
  return text + ".";
}

std::vector<std::string> without_effect(const DiffView& view) {
  std::vector<std::string> sentences;
  std::array<std::vector<int>, 3> idle;
  for (const int row : view.diff.idle_before) {
    const RowFate fate = view.diff.rows.before[static_cast<std::size_t>(row)].fate;
    idle[fate == RowFate::moved ? 0 : fate == RowFate::retargeted ? 1 : 2].push_back(row);
  }
  constexpr std::array<const char*, 3> kWords = {"Moved", "Given another target", "Deleted"};
  for (std::size_t at = 0; at < idle.size(); ++at) {
    if (!idle[at].empty())
      sentences.push_back(std::string(kWords[at]) +
                          " without effect: " + lines_words(view, view.before, idle[at]) + " before.");
  }
  if (!view.diff.idle_after.empty())
    sentences.push_back("New without effect: " + lines_words(view, view.after, view.diff.idle_after) + ".");
  for (const SetChange& set : view.diff.sets) {
    const bool told = std::ranges::any_of(view.diff.told, [&](const ToldChange& change) {
      const auto names_it = [&](const LoadedProfile& loaded, int row) {
        return row >= 0 && rule_at(loaded, row).kind == RuleKind::rule_set &&
               rule_at(loaded, row).payload == set.name;
      };
      return names_it(view.before, change.row_before) || names_it(view.after, change.row_after);
    });
    if (told) continue;
    const std::string words = !set.words.empty()
                                  ? set.words
                                  : with_commas(set.added) + " added, " + with_commas(set.gone) + " gone";
    sentences.push_back("Rule-set " + printable(set.name) + " without effect: " + words + ".");
  }
  return sentences;
}

std::string setting_words(const SettingChange& change) {
  const std::string kind = change.kind == SettingChange::Kind::group  ? "group "
                           : change.kind == SettingChange::Kind::node ? "node "
                                                                      : "";
  return kind + printable(change.name) + " " + printable(join(change.words, ", "));
}

std::string dns_words(const DnsChange& change) {
  const std::string names =
      change.names == 1 ? printable(change.examples.front())
                        : with_commas(change.names) + " names, such as " + printable(change.examples.front());
  return names + ": " + printable(change.before) + " → " + printable(change.after);
}

std::vector<std::string> limits_of(const DiffView& view) {
  std::vector<std::string> sentences;
  const auto& open = view.diff.routes.open();
  for (std::size_t at = 0; at < open.size() && at < kMostLines; ++at) {
    const RuleWay& before = view.diff.pair->before().way(open[at].before);
    const RuleWay& after = view.diff.pair->after().way(open[at].after);
    sentences.push_back("Not known: whether " + row_words(view, view.before, before.first) +
                        " loses something to " + row_words(view, view.after, after.first) + " (" +
                        open[at].why + ").");
  }
  if (open.size() > kMostLines)
    sentences.push_back("The same is not known of " + with_commas(open.size() - kMostLines) +
                        " more pairs of rows.");
  std::vector<std::string> missing;
  for (const auto& set : view.after.profile->rule_sets) {
    if (!set->availability.available) missing.push_back(set->name);
  }
  if (missing.empty()) return sentences;
  const std::size_t more = missing.size() - std::min(missing.size(), kMostLines);
  missing.resize(missing.size() - more);
  sentences.push_back("Taken as empty, as not here: " + printable(join(missing, ", ")) +
                      (more == 0 ? "" : " and " + with_commas(more) + " more") + ".");
  return sentences;
}

}  // namespace clashlint
