#include "analyzer/automaton/walk_index.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "analyzer/automaton/row_names.h"

namespace clashlint {
namespace {

// Names as clients send them. Of others (upper case, empty labels) tests byte by
// byte say what no index of labels does.
bool is_usual_name(std::string_view name) {
  if (name.empty() || name.front() == '.' || name.back() == '.') return false;
  if (name.find("..") != std::string_view::npos) return false;
  return std::ranges::all_of(name, [](char c) { return c != kNameBegin && name_symbol(c) >= 0; });
}

bool is_name_row(const Rule& rule) {
  const bool kind = rule.kind == RuleKind::domain || rule.kind == RuleKind::domain_suffix ||
                    rule.kind == RuleKind::domain_keyword;
  return kind && rule.understood && !rule.payload.empty();
}

// An empty name or keyword takes what its kind says by chance.
bool has_empty(const SetRows& rows) {
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (rows[at].is_name() && rows[at].payload.empty()) return true;
  }
  return false;
}

bool has_empty(const std::vector<std::string>& keywords) {
  return std::ranges::any_of(keywords, [](const std::string& one) { return one.empty(); });
}

}  // namespace

WalkIndex::WalkIndex(const Profile& profile) : profile_(profile) {
  int row = 0;
  for (const Rule& rule : profile.rules) add_row(rule, row++);
  takers_ = row;
  for (const Rule& rule : profile.rules) add_rule(rule);
  for (const auto& list : profile.sub_rules) {
    for (const Rule& rule : list->rules) add_rule(rule);
  }
  add_dns(profile.dns);
  keywords_.finish();
  prefixes_.finish();
  has_regexes_ = regexes_.finish();
  taken_.resize(static_cast<std::size_t>(takers_));
}

void WalkIndex::add_row(const Rule& rule, int row) {
  if (!rule.understood) return;
  if (const IpPrefix* const range = single_range(rule)) {
    prefixes_.add(*range, row);
    if (!rule.no_resolve && !asks_) asks_ = row;
  } else if (is_name_row(rule)) {
    add_names_of(rule, row);
  } else {
    others_.push_back(row);
  }
}

void WalkIndex::add_names_of(const Rule& rule, Taker taker) {
  visit_names(
      rule, [&](std::string_view text, NameForm form, std::uint32_t) { add_name(text, form, taker); },
      [&](std::string_view text) { keywords_.add(text, taker); });
}

void WalkIndex::add_name(std::string_view text, NameForm form, Taker taker) {
  names_.add(text, form, taker, [](int) {});
}

void WalkIndex::add_rule(const Rule& rule) {
  if (const auto* list = std::get_if<GeositeList>(&rule.condition); list != nullptr && list->matcher)
    add_geosite(*list->matcher);
  if (const auto* use = std::get_if<RuleSetUse>(&rule.condition); use != nullptr && use->set != nullptr)
    add_set(*use->set);
  for (const Rule& part : rule.parts) add_rule(part);
}

void WalkIndex::add_dns(const Dns& dns) {
  const auto add = [&](const NameMatcher& matcher) {
    if (matcher.set != nullptr) add_set(*matcher.set);
    if (matcher.geosite && matcher.geosite->matcher) add_geosite(*matcher.geosite->matcher);
  };
  for (const NameMatcher& matcher : dns.filter) add(matcher);
  for (const NameMatcher& matcher : dns.fallback_domains) add(matcher);
  for (const PolicySegment& segment : dns.policy) add(segment.matcher);
  for (const Rule& rule : dns.filter_rules) add_rule(rule);
}

void WalkIndex::add_geosite(const GeositeMatcher& matcher) {
  if (!matcher.domains.plain() || has_empty(matcher.keywords)) return;
  const auto [place, added] = lists_.try_emplace(&matcher);
  if (!added) return;
  List& list = place->second;
  list.taker = takers_++;
  for (const NameEntry& entry : matcher.domains.entries()) add_name(entry.text(), entry.form(), list.taker);
  for (const std::string& keyword : matcher.keywords) keywords_.add(keyword, list.taker);
  for (const Regex& regex : matcher.regexes) {
    const std::optional<std::string> plain = regex.plain_form();
    if (plain && regexes_.add(*plain)) {
      regex_takers_.push_back(list.taker);
      list.has_regexes = true;
    } else {
      list.is_whole = false;
    }
  }
}

void WalkIndex::add_set(const RuleSet& set) {
  if (set.behavior == ProviderBehavior::classical) return add_pieces(set);
  if (set.behavior != ProviderBehavior::domain || !set.domains.plain()) return;
  const auto [place, added] = lists_.try_emplace(&set);
  if (!added) return;
  const Taker taker = place->second.taker = takers_++;
  for (const NameEntry& entry : set.domains.entries()) add_name(entry.text(), entry.form(), taker);
}

void WalkIndex::add_pieces(const RuleSet& set) {
  const auto [place, added] = pieces_.try_emplace(&set);
  if (!added) return;
  // The lists in it first: what one taker takes is added in one go.
  for (const Rule& rule : set.rows.rules()) add_rule(rule);
  if (has_empty(set.rows)) return;
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < set.rows.size(); ++at) {
    const SetRows::Row row = set.rows[at];
    if (!row.is_name()) {
      pieces.push_back({.rule = row.rule});
      continue;
    }
    if (pieces.empty() || pieces.back().rule != nullptr) pieces.push_back({.names = takers_++});
    const Taker taker = pieces.back().names;
    if (row.kind == RuleKind::domain_keyword) {
      keywords_.add(row.payload, taker);
    } else {
      add_name(row.payload, row.kind == RuleKind::domain ? NameForm::whole : NameForm::suffix, taker);
    }
  }
  pieces_[&set] = std::move(pieces);
}

bool WalkIndex::knows(std::string_view name) {
  if (name_ != name) look_up(name);
  return is_usual_;
}

void WalkIndex::look_up(std::string_view name) {
  for (const Taker taker : found_) taken_[static_cast<std::size_t>(taker)] = false;
  found_.clear();
  name_ = name;
  is_usual_ = is_usual_name(name);
  if (!is_usual_) return;
  const auto take = [&](Taker taker) {
    if (taken_[static_cast<std::size_t>(taker)]) return;
    taken_[static_cast<std::size_t>(taker)] = true;
    found_.push_back(taker);
  };
  names_.rows_of(name, take);
  keywords_.rows_in(name, take);
  const std::vector<int>* const patterns = has_regexes_ ? regexes_.search(name) : nullptr;
  regexes_known_ = patterns != nullptr;
  if (!regexes_known_) return;
  for (const int number : *patterns) take(regex_takers_[static_cast<std::size_t>(number)]);
}

std::vector<int> WalkIndex::rows_for(const Connection& connection) {
  std::vector<int> rows;
  if (!connection.rule_host.empty()) {
    const auto end = static_cast<Taker>(profile_.rules.size());
    std::ranges::copy_if(found_, std::back_inserter(rows), [&](Taker taker) { return taker < end; });
  }
  // What it resolves to, if it is resolved.
  const std::optional<IpAddress>& address = connection.dst_ip ? connection.dst_ip : connection.query->dns;
  if (address) prefixes_.rows_of(*address, [&](int row) { rows.push_back(row); });
  if (asks_) rows.push_back(*asks_);
  std::ranges::sort(rows);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  const auto middle = static_cast<std::ptrdiff_t>(rows.size());
  rows.insert(rows.end(), others_.begin(), others_.end());
  std::inplace_merge(rows.begin(), rows.begin() + middle, rows.end());
  return rows;
}

Answer WalkIndex::answer(const Query& query, const Selections& selections, WalkOptions options) {
  Connection connection = connect(profile_, query);
  options.lists = this;
  std::vector<int> rows;
  if (connection.rule_host.empty() || knows(connection.rule_host)) {
    rows = rows_for(connection);
    options.rows = &rows;
  }
  return walk(profile_, std::move(connection), selections, options);
}

std::optional<bool> WalkIndex::takes(const GeositeMatcher& list, std::string_view name) {
  return taken(&list, name);
}

std::optional<bool> WalkIndex::takes(const RuleSet& set, std::string_view name) { return taken(&set, name); }

std::optional<bool> WalkIndex::taken(const void* list, std::string_view name) {
  const auto found = lists_.find(list);
  if (found == lists_.end() || !knows(name)) return std::nullopt;
  if (taken_[static_cast<std::size_t>(found->second.taker)]) return true;
  const bool all_asked = found->second.is_whole && (regexes_known_ || !found->second.has_regexes);
  return all_asked ? std::optional(false) : std::nullopt;
}

const std::vector<ListAnswers::Piece>* WalkIndex::pieces(const RuleSet& set, std::string_view name) {
  const auto found = pieces_.find(&set);
  return found == pieces_.end() || found->second.empty() || !knows(name) ? nullptr : &found->second;
}

bool WalkIndex::takes(int names, std::string_view name) {
  return knows(name) && taken_[static_cast<std::size_t>(names)];
}

}  // namespace clashlint
