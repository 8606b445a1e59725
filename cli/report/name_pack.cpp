#include "cli/report/name_pack.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace clashlint {
namespace {

constexpr std::uint32_t kWhole = 1;
constexpr std::uint32_t kBelow = 2;
constexpr std::size_t kBlock = 64;
constexpr std::size_t kMostShared = 35;

bool is_page_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

std::uint32_t forms_of(NameForm form) {
  if (form == NameForm::suffix) return kWhole | kBelow;
  return form == NameForm::below ? kBelow : kWhole;
}

bool before(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.rbegin(), a.rend(), b.rbegin(), b.rend());
}

std::size_t shared_end(std::string_view a, std::string_view b) {
  std::size_t count = 0;
  const std::size_t limit = std::min({a.size(), b.size(), kMostShared});
  while (count < limit && a[a.size() - 1 - count] == b[b.size() - 1 - count]) ++count;
  return count;
}

// The number of a bag in the digits A to Z: no name has them, so they end it.
std::string bag_word(std::size_t bag) {
  std::string word;
  do {
    word += static_cast<char>('A' + bag % 26);
    bag /= 26;
  } while (bag != 0);
  return word;
}

using Bag = std::vector<std::uint32_t>;

// The most used bags get the shortest words.
std::vector<std::size_t> by_use(const std::vector<std::size_t>& uses) {
  std::vector<std::size_t> order(uses.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return uses[a] > uses[b]; });
  return order;
}

}  // namespace

bool is_page_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_page_letter);
}

void NamePack::add(std::string_view text, NameForm form, std::uint32_t taker) {
  if (is_page_name(text)) entries_.push_back({text, taker * 4 + forms_of(form)});
}

NamePack::Packed NamePack::pack() && {
  std::ranges::sort(entries_, [](const Entry& a, const Entry& b) {
    return a.text == b.text ? a.taken_by < b.taken_by : before(a.text, b.text);
  });
  std::vector<std::pair<std::string_view, std::size_t>> texts;  // with the number of its bag
  std::map<Bag, std::size_t> numbers;
  std::vector<std::size_t> uses;
  for (std::size_t at = 0; at < entries_.size();) {
    const std::string_view text = entries_[at].text;
    Bag bag;
    for (; at < entries_.size() && entries_[at].text == text; ++at) {
      if (bag.empty() || bag.back() != entries_[at].taken_by) bag.push_back(entries_[at].taken_by);
    }
    const auto [place, added] = numbers.try_emplace(std::move(bag), uses.size());
    if (added) uses.push_back(0);
    ++uses[place->second];
    texts.emplace_back(text, place->second);
  }
  const std::vector<std::size_t> order = by_use(uses);
  std::vector<std::size_t> rank(order.size());
  for (std::size_t at = 0; at < order.size(); ++at) rank[order[at]] = at;
  Packed packed;
  packed.bags.resize(order.size());
  for (const auto& [bag, number] : numbers) packed.bags[rank[number]] = bag;
  constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
  for (std::size_t at = 0; at < texts.size(); ++at) {
    const std::string_view text = texts[at].first;
    const bool begins = at % kBlock == 0;
    if (begins) packed.blocks.emplace_back();
    const std::size_t shared = begins ? 0 : shared_end(texts[at - 1].first, text);
    std::string& block = packed.blocks.back();
    block += kDigits[shared];
    const std::string_view rest = text.substr(0, text.size() - shared);
    block.append(rest.rbegin(), rest.rend());
    block += bag_word(rank[texts[at].second]);
  }
  return packed;
}

}  // namespace clashlint
