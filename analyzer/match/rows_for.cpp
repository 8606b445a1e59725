#include "analyzer/match/rows_for.h"

#include <algorithm>

namespace clashlint {
namespace {

/// The name, then what is behind each of its dots.
template <typename Each>
void each_suffix(std::string_view name, Each each) {
  for (std::size_t at = 0; at < name.size();) {
    each(name.substr(at));
    at = name.find('.', at);
    if (at == std::string_view::npos) return;
    ++at;
  }
}

constexpr std::size_t kPiece = 3;

std::size_t slot_of(std::string_view piece, std::size_t slots) {
  std::size_t slot = 0;
  for (const char c : piece) slot = slot * 61 + static_cast<unsigned char>(c);
  return slot % slots;
}

bool is_network(const Rule& rule) {
  const bool kind = rule.kind == RuleKind::ip_cidr || rule.kind == RuleKind::ip_cidr6;
  return kind && !rule.source && std::holds_alternative<IpPrefix>(rule.condition);
}

}  // namespace

RowsFor::RowsFor(const Profile& profile, std::span<const std::string_view> names,
                 std::span<const IpAddress> addresses) {
  for (const std::string_view name : names) {
    whole_[name];
    each_suffix(name, [&](std::string_view suffix) { suffixes_[suffix]; });
    for (std::size_t at = 0; at + kPiece <= name.size(); ++at)
      pieces_.set(slot_of(name.substr(at, kPiece), pieces_.size()));
    text_ += name;
    text_ += '\n';
  }
  int index = 0;
  for (const Rule& rule : profile.rules) add(rule, index++, addresses);
}

void RowsFor::add(const Rule& rule, int index, std::span<const IpAddress> addresses) {
  if (rule.kind == RuleKind::domain || rule.kind == RuleKind::domain_suffix) {
    Places& places = rule.kind == RuleKind::domain ? whole_ : suffixes_;
    if (const auto found = places.find(rule.payload); found != places.end()) found->second.push_back(index);
    return;
  }
  if (is_network(rule)) {
    // The first that resolves is needed also where it takes nothing.
    const bool asks = !rule.no_resolve && !asks_;
    asks_ = asks_ || asks;
    const IpPrefix& prefix = std::get<IpPrefix>(rule.condition);
    const bool takes =
        std::ranges::any_of(addresses, [&](const IpAddress& address) { return prefix.contains(address); });
    if (!asks && !takes) return;
  }
  if (rule.kind == RuleKind::domain_keyword) {
    if (!some_name_holds(rule.payload)) return;
    keywords_.push_back(&rule);
  }
  others_.push_back(index);
}

// Most words begin with three letters that stand in none of the names.
bool RowsFor::some_name_holds(std::string_view word) const {
  if (word.size() >= kPiece && !pieces_.test(slot_of(word.substr(0, kPiece), pieces_.size()))) return false;
  return text_.find(word) != std::string::npos;
}

template <typename Each>
void RowsFor::each_list(std::string_view name, Each each) const {
  if (const auto found = whole_.find(name); found != whole_.end()) each(found->second);
  each_suffix(name, [&](std::string_view suffix) {
    if (const auto found = suffixes_.find(suffix); found != suffixes_.end()) each(found->second);
  });
}

std::vector<int> RowsFor::rows(std::string_view name) const {
  std::vector<int> rows;
  each_list(name, [&](const std::vector<int>& some) { rows.insert(rows.end(), some.begin(), some.end()); });
  std::ranges::sort(rows);
  std::vector<int> all;
  all.reserve(rows.size() + others_.size());
  std::ranges::merge(rows, others_, std::back_inserter(all));
  return all;
}

bool RowsFor::named(std::string_view name) const {
  bool found = false;
  each_list(name, [&](const std::vector<int>& some) { found = found || !some.empty(); });
  return found;
}

}  // namespace clashlint
