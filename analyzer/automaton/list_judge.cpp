#include "analyzer/automaton/list_judge.h"

#include <algorithm>

#include "analyzer/automaton/cover_search.h"
#include "analyzer/automaton/names_tally.h"
#include "analyzer/automaton/text_candidates.h"
#include "analyzer/match/address_leaves.h"

namespace clashlint {
namespace {

/// Calls `take(name)` for names that an entry takes, the plainest first, until one is true.
template <typename Take>
bool any_name(const NameEntry& entry, std::string& name, Take take) {
  if (entry.form() != NameForm::below) {
    name = entry.text();
    if (take(name)) return true;
  }
  if (entry.form() == NameForm::whole) return false;
  return std::ranges::any_of(kLikelyFronts, [&](std::string_view front) {
    name = front;
    name += entry.text();
    return take(name);
  });
}

std::vector<int> rows_of(const std::map<int, std::size_t>& counts) {
  std::vector<int> rows;
  for (const auto& [row, count] : counts) rows.push_back(row);
  return rows;
}

}  // namespace

ListJudge::ListJudge(const Profile& profile, std::string_view sub_rules)
    : model_(profile, sub_rules),
      index_(model_),
      probe_(plain_example({}, AddressSource::failed)),
      has_hosts_(profile.hosts.values.size() > 1) {
  verdicts_.resize(static_cast<std::size_t>(model_.size()));
  for (int row = 0; row < model_.size(); ++row) judge_row(row);
  walked_ = 0;
}

void ListJudge::judge_row(int row) {
  model_.work.begin_row();
  NamesTally tally(model_, row);
  index_.add_names(row,
                   [&](const NameEntry& entry, const std::vector<int>& over) { tally.add(entry, over); });
  RowVerdict& verdict = verdicts_[static_cast<std::size_t>(row)];
  verdict = judge(row, tally);
  if (index_.names(row).entries > 1) verdict.detail().entries = tally.entries();
  decide_dns(row, verdict);
  if (!index_.names(row).nothing_else) stealers_.add(model_, row);
}

RowVerdict ListJudge::judge(int row, const NamesTally& tally) {
  if (!model_.rule(row).understood) {
    RowVerdict verdict;
    verdict.detail().why = "this row was not understood";
    return verdict;
  }
  if (won_quickly(row, tally.open())) {
    if (index_.names(row).entries > 1) won_.emplace(row, probe_);
    return {.verdict = Verdict::alive};
  }
  if (won_by_address(row)) return {.verdict = Verdict::alive};
  const bool no_other_way =
      index_.names(row).nothing_else && tally.entries().total == index_.names(row).entries;
  if (no_other_way && tally.all_taken() && model_.stops(row) != Formulas::kNo)
    return covered_names(row, tally);
  return searched(row);
}

// --- What is quickly seen.

bool ListJudge::wins(const Example& example, int row) {
  return model_.is_true(model_.stops(row), example) && index_.first_taker(example, row) < 0;
}

// A connection to an address without a name, which no row above takes. It is kept.
bool ListJudge::won_by_address(int row) {
  constexpr std::size_t kSamples = 4;
  const std::vector<AddressLeaf> leaves = address_leaves(model_.rule(row), 1);
  if (leaves.size() != 1 || leaves.front().rule != &model_.rule(row)) return false;
  const std::vector<IpAddress> samples = sample_addresses(model_.profile(), leaves.front(), kSamples);
  return std::ranges::any_of(samples, [&](const IpAddress& address) {
    if (unmapped(address) != address) return false;  // no connection has it in that form
    Example example = plain_example({}, AddressSource::known);
    example.query.dst_ip = address;
    if (!model_.is_true(model_.row(AddressSource::known, row).holds, example) || !wins(example, row))
      return false;
    won_.emplace(row, std::move(example));
    return true;
  });
}

std::vector<std::string> ListJudge::keyword_names(int row) const {
  std::vector<std::string> names;
  const auto add = [&](std::string_view keyword) {
    if (names.size() > 64) return;
    for (std::string& name : likely_names({{.test = Test::keyword, .text = keyword}}))
      names.push_back(std::move(name));
  };
  visit_names(
      model_.rule(row), [](auto&&...) {}, add);
  return names;
}

// A name that does not resolve, which no row above takes. It is left in `probe_`.
bool ListJudge::won_quickly(int row, const std::vector<NameEntry>& entries) {
  if (!index_.names(row).any) return false;
  const auto wins_name = [&](const std::string& name) {
    if (!is_host_name(name)) return false;
    // What `hosts` knows the walk may see by another name.
    const bool known =
        has_hosts_ ? model_.profile().hosts.names.search(name).has_value() : name == "localhost";
    return !known && wins(probe_, row);
  };
  std::string& name = probe_.query.host;
  for (const NameEntry& entry : entries) {
    if (any_name(entry, name, wins_name)) return true;
  }
  if (index_.names(row).nothing_else && !entries.empty() && index_.names(row).entries == 1) return false;
  return std::ranges::any_of(keyword_names(row), [&](const std::string& each) {
    name = each;
    return wins_name(name);
  });
}

// --- Every entry is taken by one row above: which rows are needed for all?

RowVerdict ListJudge::covered_names(int row, const NamesTally& tally) {
  const auto& takers = tally.taker_sets();
  RowVerdict verdict{.verdict = tally.certain() ? Verdict::never : Verdict::unknown};
  RowDetails& details = verdict.detail();
  details.takers = rows_of(tally.takers());
  details.takers_cover = true;
  std::size_t most = 0;
  for (const auto& [above, count] : tally.takers()) {
    if (model_.rule(above).target == model_.rule(row).target || count <= most) continue;
    details.other_taker = above;
    most = count;
  }
  if (takers.size() > kMaxTakerSets) {
    details.covered_by = details.takers;
    details.smallest = false;
  } else {
    std::vector<std::vector<int>> sets;
    for (const auto& [over, entry] : takers) sets.push_back(over);
    HittingSet cover = hitting_set(sets);
    details.covered_by = std::move(cover.members);
    details.smallest = cover.smallest && (details.covered_by.size() == 1 || has_names_for(takers, row));
  }
  if (!tally.certain()) note_unknown_nodes(details);
  return verdict;
}

// The cover is the smallest if each set of takers has a name that these rows
// take and no other.
bool ListJudge::has_names_for(const std::map<std::vector<int>, NameEntry>& takers, int row) {
  return std::ranges::all_of(takers, [&](const auto& each) {
    return any_name(each.second, probe_.query.host,
                    [&](const std::string&) { return index_.takers(probe_, row) == each.first; });
  });
}

void ListJudge::note_unknown_nodes(RowDetails& details) {
  details.why = "nodes that are not known may not carry UDP";
  for (const int above : details.covered_by) {
    Formula stops = model_.stops(above);
    for (const AtomId fact : model_.facts()) {
      if (!usually_true(model_.atoms[fact]) || model_.formulas.with(stops, fact, true) == stops) continue;
      details.missing.push_back(model_.atoms[fact].text);
    }
  }
  std::ranges::sort(details.missing);
  details.missing.erase(std::unique(details.missing.begin(), details.missing.end()), details.missing.end());
}

// --- What has to be searched.

RowVerdict ListJudge::searched(int row) {
  CoverSearch usual{.row = row};
  usual.run(model_, index_);
  if (usual.found == Found::yes) return confirmed_alive(usual);
  if (usual.found == Found::unknown) {
    RowVerdict verdict;
    add_takers(usual, verdict.detail());
    verdict.detail().why = usual.why;
    return verdict;
  }
  if (model_.facts().empty()) return never(usual);
  // Whatever is missing?
  CoverSearch any{.row = row, .as_usual = false, .takers = usual.takers, .tried = usual.tried};
  any.run(model_, index_);
  return any.found == Found::no ? never(any) : depends(usual, any);
}

// A walk is as long as the list: of a long one, not every verdict is walked while it is judged.
bool ListJudge::may_walk(int row) {
  constexpr std::int64_t kMaxWalkedHere = 1'000'000;
  constexpr int kSampled = 256;
  walked_ += row;
  return walked_ <= kMaxWalkedHere || row % kSampled == 0;
}

RowVerdict ListJudge::confirmed_alive(const CoverSearch& search) {
  RowVerdict verdict{.verdict = Verdict::alive};
  add_takers(search, verdict.detail());
  // Where walks would take too long they are left to who asks for the witness.
  const bool later = !may_walk(search.row) && search.example->rematch_name.empty();
  if (!later && !confirmed(*search.example, search.row)) {
    if (search.example->rematch_name.empty()) disagreements_.push_back(search.row);
    verdict.verdict = Verdict::unknown;
    verdict.detail().why = "no witness could be confirmed";
    return verdict;
  }
  won_.emplace(search.row, *search.example);
  return verdict;
}

RowVerdict ListJudge::never(const CoverSearch& search) {
  for (const Example& example : search.tried) {
    if (may_walk(search.row) && is_won(example, search.row)) disagreements_.push_back(search.row);
  }
  RowVerdict verdict{.verdict = Verdict::never, .impossible = search.cover.members.empty()};
  verdict.lets_pass = std::ranges::any_of(kSources, [&](AddressSource source) {
    const RowModel& row = model_.row(source, search.row);
    return row.holds != Formulas::kNo && row.takes == Formulas::kNo;
  });
  RowDetails& details = verdict.detail();
  details.covered_by = search.cover.members;
  details.smallest = search.cover.smallest;
  add_takers(search, details);
  return verdict;
}

RowVerdict ListJudge::depends(const CoverSearch& usual, const CoverSearch& any) {
  RowVerdict verdict;
  RowDetails& details = verdict.detail();
  details.covered_by = usual.cover.members;
  details.smallest = usual.cover.smallest;
  details.why = any.found == Found::yes ? "it depends on what is missing" : any.why;
  if (any.example) note_missing(*any.example, details);
  add_takers(any, details);
  return verdict;
}

// The first row that takes a connection is the one that wins it.
void ListJudge::add_takers(const CoverSearch& search, RowDetails& details) const {
  std::map<int, std::size_t> counts;
  for (const std::vector<int>& takers : search.takers) ++counts[takers.front()];
  details.takers = rows_of(counts);
  const std::string& own = model_.rule(search.row).target;
  std::size_t most = 0;
  for (const auto& [row, count] : counts) {
    if (model_.rule(row).target == own || count <= most) continue;
    details.other_taker = row;
    most = count;
  }
  if (details.other_taker >= 0) return;
  const auto other =
      std::ranges::find_if(details.covered_by, [&](int above) { return model_.rule(above).target != own; });
  if (other != details.covered_by.end()) details.other_taker = *other;
}

void ListJudge::note_missing(const Example& example, RowDetails& details) {
  for (const AtomId fact : model_.facts()) {
    const bool holds = std::ranges::find(example.facts, fact) != example.facts.end();
    const bool denied = std::ranges::find(example.denied, fact) != example.denied.end();
    const std::string& text = model_.atoms[fact].text;
    const bool unusual = usually_true(model_.atoms[fact]) ? denied : holds;
    if (unusual && std::ranges::find(details.missing, text) == details.missing.end())
      details.missing.push_back(text);
  }
}

// --- Witnesses.

std::optional<Example> ListJudge::won_example(int row) {
  if (const auto known = won_.find(row); known != won_.end()) return known->second;
  std::vector<NameEntry> entries;
  visit_names(
      model_.rule(row),
      [&](std::string_view text, NameForm form, std::uint32_t place) {
        entries.emplace_back(text, form, place);
      },
      [](std::string_view) {});
  return won_quickly(row, entries) ? std::optional(probe_) : std::nullopt;
}

std::optional<Witness> ListJudge::confirmed(const Example& example, int row) const {
  Witness witness = witness_of(model_, example);
  if (confirm(model_, witness, row)) return witness;
  // `hosts` may give the name another one: the same name from the sniffer keeps it.
  witness = sniffed(std::move(witness));
  if (confirm(model_, witness, row)) return witness;
  return std::nullopt;
}

bool ListJudge::is_won(const Example& example, int row) const {
  return confirm(model_, witness_of(model_, example), row).has_value();
}

std::optional<Witness> ListJudge::witness(int row) {
  const Verdict verdict = verdicts_[static_cast<std::size_t>(row)].verdict;
  if (verdict != Verdict::alive && verdict != Verdict::dns) return std::nullopt;
  const std::optional<Example> example = won_example(row);
  walked_ += row;
  if (example && walked_ > kMaxWalked && row % 64 != 0) return witness_of(model_, *example);
  std::optional<Witness> witness = example ? confirmed(*example, row) : std::nullopt;
  if (!witness) disagreements_.push_back(row);
  return witness;
}

std::optional<Witness> ListJudge::witness_with(int row, Formula also) {
  model_.work.begin_row();
  CoverSearch search{.row = row, .also = also};
  search.run(model_, index_);
  if (search.found != Found::yes || !search.example) return std::nullopt;
  return confirmed(*search.example, row);
}

std::optional<std::vector<int>> ListJudge::tcp_cover(int row) {
  const auto won = won_.find(row);
  if (won == won_.end() || won->second.query.network != Network::udp) return std::nullopt;
  model_.work.begin_row();
  CoverSearch search{.row = row, .only_tcp = true};
  search.run(model_, index_);
  if (search.found != Found::no || search.cover.members.empty()) return std::nullopt;
  return search.cover.members;
}

bool ListJudge::is_cover(int row, const std::vector<int>& rows) {
  model_.work.begin_row();
  const CoverSearch search{.row = row, .cover = {.members = rows}};
  return search.find(model_).found == Found::no && !model_.too_costly();
}

void ListJudge::try_dead(int row) {
  constexpr int kEntries = 1;
  constexpr int kWalks = 4;  // over each network, and what a rematch would change
  if (verdicts_[static_cast<std::size_t>(row)].verdict != Verdict::never || tried_ > kMaxTriedRows) return;
  tried_ += kWalks * std::int64_t{row};
  int left = kEntries;
  const auto entry = [&](std::string_view text, NameForm form, std::uint32_t place) {
    if (left-- <= 0) return;
    std::string name;
    any_name({text, form, place}, name, [&](const std::string& each) {
      if (!is_host_name(each)) return false;
      // One name of each entry will do.
      for (const Network network : {Network::tcp, Network::udp}) {
        Example example = plain_example(each, AddressSource::failed);
        example.query.network = network;
        if (is_won(example, row)) disagreements_.push_back(row);
      }
      return true;
    });
  };
  visit_names(model_.rule(row), entry, [](std::string_view) {});
}

}  // namespace clashlint
