#include "analyzer/automaton/atom.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/value/text.h"
#include "rules/value/wildcard.h"

namespace clashlint {
namespace {

std::string key_of(const Atom& atom) {
  const bool has_prefix = atom.test == Test::prefix || atom.test == Test::low_bits;
  std::string key =
      fmt::format("{} {} {} {} {} {} {} {} {} {}", static_cast<int>(atom.field), static_cast<int>(atom.test),
                  fmt::ptr(atom.domains), fmt::ptr(atom.set), fmt::ptr(atom.group), fmt::ptr(atom.database),
                  atom.regex == nullptr ? "" : atom.regex->pattern(), atom.text, atom.part,
                  has_prefix ? to_string(atom.prefix) : std::string());
  for (const NumberRange& range : atom.ranges) key += fmt::format(" {}-{}", range.first, range.last);
  for (const Outbound* member : atom.members) key += fmt::format(" {}", fmt::ptr(member));
  return key;
}

bool ends_at_label(std::string_view text, std::string_view suffix) {
  return text.size() > suffix.size() && text.ends_with(suffix) &&
         text[text.size() - suffix.size() - 1] == '.';
}

bool low_bits_equal(const IpPrefix& pattern, const IpAddress& address) {
  if (pattern.address.is_v6 != address.is_v6) return false;
  const auto bytes = static_cast<std::size_t>(address.bit_count() / 8);
  for (int bit = 0; bit < pattern.bits; ++bit) {
    const std::size_t byte = bytes - 1 - static_cast<std::size_t>(bit / 8);
    const int shift = bit % 8;
    if (((pattern.address.bytes[byte] >> shift) & 1) != ((address.bytes[byte] >> shift) & 1)) return false;
  }
  return true;
}

IpAddress mapped(const IpAddress& v4) {
  IpAddress v6{.is_v6 = true};
  v6.bytes[10] = v6.bytes[11] = 0xFF;
  std::copy_n(v4.bytes.begin(), 4, v6.bytes.begin() + 12);
  return v6;
}

/// Addresses that hold an IPv4 address in IPv6 are judged by that one.
IpSet with_mapped(const std::vector<IpRange>& ranges) {
  // In the order of addresses: IPv4, the same in IPv6, IPv6.
  std::vector<IpRange> all;
  all.reserve(ranges.size() * 2);
  for (const IpRange& range : ranges) {
    if (!range.first.is_v6) all.push_back(range);
  }
  for (std::size_t at = 0, count = all.size(); at < count; ++at)
    all.push_back({mapped(all[at].first), mapped(all[at].last)});
  for (const IpRange& range : ranges) {
    if (range.first.is_v6) all.push_back(range);
  }
  return IpSet(std::move(all));
}

IpSet database_ranges(const Atom& atom) {
  return with_mapped(atom.test == Test::country
                         ? atom.database->ranges_of_code(atom.text, kMaxDatabaseRanges)
                         : atom.database->ranges_of_asn(atom.text, kMaxDatabaseRanges));
}

/// What `is_lan` takes (`semantics.md` C.5).
IpSet lan_ranges() {
  std::vector<IpRange> ranges;
  for (const char* text :
       {"0.0.0.0/32", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
        "224.0.0.0/4", "::/128", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8"}) {
    const IpPrefix prefix = *parse_prefix(text);
    ranges.push_back({prefix.first(), prefix.last()});
  }
  return with_mapped(ranges);
}

}  // namespace

AtomId AtomTable::add(Atom atom) {
  if (content_) {
    if (atom.domains != nullptr) atom.domains = content_->same(atom.domains);
    if (atom.set != nullptr) atom.set = content_->same(atom.set);
    unify(atom.group);
    for (const Outbound*& member : atom.members) unify(member);
  }
  const auto [place, fresh] = by_key_.try_emplace(key_of(atom), static_cast<AtomId>(atoms_.size()));
  if (!fresh) return place->second;
  if (content_ && atom.database != nullptr) {
    if (const std::optional<AtomId> same = same_ranges(atom)) return place->second = *same;
  }
  atoms_.push_back(std::move(atom));
  return place->second;
}

std::optional<AtomId> AtomTable::same_ranges(const Atom& atom) {
  Atom code = atom;
  code.database = nullptr;
  std::vector<AtomId>& known = by_code_[key_of(code)];
  if (!known.empty()) {
    const IpSet own = database_ranges(atom);
    for (const AtomId id : known) {
      if (std::ranges::equal(ranges_of(id).ranges(), own.ranges())) return id;
    }
  }
  known.push_back(static_cast<AtomId>(atoms_.size()));
  return std::nullopt;
}

void AtomTable::split(const DomainSet* set, std::vector<const DomainSet*> parts) {
  parts_[same(set)] = std::move(parts);
}

std::vector<const DomainSet*> AtomTable::parts_of(const DomainSet* set) {
  const auto known = parts_.empty() ? parts_.end() : parts_.find(same(set));
  return known == parts_.end() ? std::vector{set} : known->second;
}

const DomainSet* AtomTable::keep(DomainSet set) {
  return kept_domains_.emplace_back(std::make_unique<const DomainSet>(std::move(set))).get();
}

const IpSet* AtomTable::keep(IpSet set) {
  return kept_addresses_.emplace_back(std::make_unique<const IpSet>(std::move(set))).get();
}

bool AtomTable::holds_text(AtomId id, std::string_view text) const {
  const Atom& atom = atoms_[id];
  switch (atom.test) {
    case Test::equals:
      return text == atom.text;
    case Test::suffix:
      return text == atom.text || ends_at_label(text, atom.text);
    case Test::under:
      return ends_at_label(text, atom.text);
    case Test::keyword:
      return text.find(atom.text) != std::string_view::npos;
    case Test::regex:
      return atom.regex->search(text) == RegexAnswer::yes;
    case Test::wildcard:
      return wildcard_match(atom.text, text);
    case Test::domain_set:
      return atom.domains->contains(text);
    default:
      return false;
  }
}

bool AtomTable::holds_address(AtomId id, const IpAddress& address) const {
  const Atom& atom = atoms_[id];
  switch (atom.test) {
    case Test::present:
      return true;
    case Test::prefix:
      return atom.prefix.contains(address);
    case Test::low_bits:
      return low_bits_equal(atom.prefix, address);
    case Test::addresses:
      return atom.set->contains(address);
    case Test::lan:
      return is_lan(address);
    case Test::country: {
      const std::vector<std::string> codes = atom.database->codes(address);
      return std::ranges::find(codes, atom.text) != codes.end();
    }
    case Test::asn: {
      const std::optional<std::string> number = atom.database->asn(address).number;
      return number && *number == atom.text;
    }
    default:
      return false;
  }
}

bool AtomTable::holds_number(AtomId id, std::uint32_t number) const {
  return std::ranges::any_of(atoms_[id].ranges, [&](const NumberRange& range) {
    return range.first <= number && number <= range.last;
  });
}

const IpSet& AtomTable::ranges_of(AtomId id) {
  if (const auto known = ranges_.find(id); known != ranges_.end()) return known->second;
  const Atom& atom = atoms_[id];
  IpSet set;
  if (atom.test == Test::prefix) set = IpSet::of_prefixes(std::span(&atom.prefix, 1));
  if (atom.test == Test::addresses) return *atom.set;
  if (atom.test == Test::lan) set = lan_ranges();
  if (atom.database != nullptr) set = database_ranges(atom);
  return ranges_.emplace(id, std::move(set)).first->second;
}

}  // namespace clashlint
