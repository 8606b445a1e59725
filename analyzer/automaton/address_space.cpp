#include "analyzer/automaton/address_space.h"

#include <algorithm>

namespace clashlint {
namespace {

using Ranges = std::vector<IpRange>;

/// Patterns of lowest bits gone through, and addresses of a small range.
constexpr int kMaxPatterns = 20'000;

Ranges everything() {
  Ranges ranges;
  for (const char* text : {"0.0.0.0/0", "::/0"}) {
    const IpPrefix prefix = *parse_prefix(text);
    ranges.push_back({prefix.first(), prefix.last()});
  }
  return ranges;
}

Ranges intersection(const Ranges& left, std::span<const IpRange> right) {
  Ranges both;
  for (auto l = left.begin(), end = left.end(); l != end; ++l) {
    auto r = std::ranges::lower_bound(right, l->first, {}, &IpRange::last);
    for (; r != right.end() && r->first <= l->last; ++r)
      both.push_back({std::max(l->first, r->first), std::min(l->last, r->last)});
  }
  return both;
}

Ranges difference(const Ranges& left, std::span<const IpRange> right) {
  Ranges rest;
  for (const IpRange& range : left) {
    IpAddress first = range.first;
    bool open = true;
    auto r = std::ranges::lower_bound(right, first, {}, &IpRange::last);
    for (; open && r != right.end() && r->first <= range.last; ++r) {
      if (first < r->first) rest.push_back({first, *previous(r->first)});
      open = r->last < range.last;
      if (open) first = *next(r->last);
    }
    if (open) rest.push_back({first, range.last});
  }
  return rest;
}

bool bit_of(const IpAddress& address, int bit) {
  const auto bytes = static_cast<std::size_t>(address.bit_count() / 8);
  return ((address.bytes[bytes - 1 - static_cast<std::size_t>(bit / 8)] >> (bit % 8)) & 1) != 0;
}

void set_bit(IpAddress& address, int bit, bool value) {
  const auto bytes = static_cast<std::size_t>(address.bit_count() / 8);
  std::uint8_t& byte = address.bytes[bytes - 1 - static_cast<std::size_t>(bit / 8)];
  const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
  byte = static_cast<std::uint8_t>(value ? byte | mask : byte & ~mask);
}

/// Addresses by their lowest bits: the tests of one family, decided bit by bit.
class LowBits {
 public:
  struct Pattern {
    IpPrefix prefix;
    bool holds = true;
  };

  LowBits(std::vector<Pattern> patterns, const IpRange& range)
      : patterns_(std::move(patterns)), range_(range) {}

  AddressAnswer find() {
    std::vector<const Pattern*> open;
    for (const Pattern& pattern : patterns_) {
      if (pattern.prefix.address.is_v6 == range_.first.is_v6) {
        open.push_back(&pattern);
      } else if (pattern.holds) {
        return {};
      }
    }
    IpAddress address = range_.first;
    return choose(address, 0, open);
  }

 private:
  // Bits below `bit` are chosen; `open` are the tests that still agree with them.
  AddressAnswer choose(IpAddress& address, int bit, const std::vector<const Pattern*>& open) {
    if (++steps_ > kMaxPatterns) return {.found = Found::unknown};
    const auto done = [&](const Pattern* pattern) { return pattern->prefix.bits <= bit; };
    if (std::ranges::any_of(open, [&](const Pattern* pattern) { return done(pattern) && !pattern->holds; }))
      return {};
    if (std::ranges::all_of(open, done)) return complete(address, bit);
    AddressAnswer answer;
    for (const bool value : {bit_of(range_.first, bit), !bit_of(range_.first, bit)}) {
      std::vector<const Pattern*> left;
      bool lost = false;
      for (const Pattern* pattern : open) {
        if (done(pattern) || bit_of(pattern->prefix.address, bit) == value) {
          left.push_back(pattern);
        } else {
          lost = lost || pattern->holds;
        }
      }
      if (lost) continue;
      set_bit(address, bit, value);
      AddressAnswer one = choose(address, bit + 1, left);
      if (one.found == Found::yes) return one;
      if (one.found == Found::unknown) answer = one;
    }
    return answer;
  }

  // The first address of the range with these lowest bits.
  AddressAnswer complete(const IpAddress& low, int bits) const {
    IpAddress address = range_.first;
    for (int bit = 0; bit < bits; ++bit) set_bit(address, bit, bit_of(low, bit));
    for (int bit = bits; address < range_.first; ++bit) {  // the next one with these bits
      if (bit == address.bit_count()) return {};
      set_bit(address, bit, !bit_of(address, bit));
    }
    if (range_.last < address) return {};
    return {.found = Found::yes, .address = address};
  }

  std::vector<Pattern> patterns_;
  IpRange range_;
  int steps_ = 0;
};

// An address for documentation says most clearly that any would do.
IpAddress usual_of(const Ranges& ranges) {
  for (const char* text : {"203.0.113.1", "2001:db8::1"}) {
    const IpAddress address = *parse_ip(text);
    const auto range = std::ranges::lower_bound(ranges, address, {}, &IpRange::last);
    if (range != ranges.end() && !(address < range->first)) return address;
  }
  // The first address of a range is often a network's own.
  const IpRange& front = ranges.front();
  return front.first == front.last ? front.first : *next(front.first);
}

}  // namespace

AddressAnswer find_address(AtomTable& atoms, const std::vector<Literal>& literals, Addresses addresses) {
  const bool wanted = std::ranges::any_of(literals, &Literal::holds);
  if (addresses == Addresses::of_connection_or_none && !wanted) return {.found = Found::yes};
  std::vector<LowBits::Pattern> patterns;
  Ranges ranges = everything();
  // What is wanted first: then little is left to cut from.
  for (const bool wants : {true, false}) {
    for (const Literal& literal : literals) {
      if (literal.holds != wants) continue;
      const Atom& atom = atoms[literal.atom];
      if (atom.test == Test::present) {
        if (!wants) return {};
      } else if (atom.test == Test::low_bits) {
        patterns.push_back({.prefix = atom.prefix, .holds = wants});
      } else {
        const std::span<const IpRange> set = atoms.ranges_of(literal.atom).ranges();
        ranges = wants ? intersection(ranges, set) : difference(ranges, set);
      }
    }
  }
  if (addresses != Addresses::of_answer) {
    const IpPrefix mapped = *parse_prefix("::ffff:0:0/96");
    const IpRange none{mapped.first(), mapped.last()};
    ranges = difference(ranges, std::span(&none, 1));
  }
  if (patterns.empty()) {
    if (ranges.empty()) return {};
    return {.found = Found::yes, .address = usual_of(ranges)};
  }
  AddressAnswer answer;
  for (const IpRange& range : ranges) {
    AddressAnswer one = LowBits(patterns, range).find();
    if (one.found == Found::yes) return one;
    if (one.found == Found::unknown) answer = one;
  }
  return answer;
}

std::optional<std::uint32_t> find_number(const AtomTable& atoms, const std::vector<Literal>& literals,
                                         const NumberSpace& space) {
  // Between the ends of ranges nothing changes.
  std::vector<std::uint32_t> points{space.usual, space.first};
  for (const Literal& literal : literals) {
    for (const NumberRange& range : atoms[literal.atom].ranges) {
      points.push_back(range.first);
      if (range.last < space.last) points.push_back(range.last + 1);
    }
  }
  const auto fits = [&](std::uint32_t number) {
    return space.first <= number && number <= space.last &&
           std::ranges::all_of(literals, [&](const Literal& literal) {
             return atoms.holds_number(literal.atom, number) == literal.holds;
           });
  };
  const auto found = std::ranges::find_if(points, fits);
  return found == points.end() ? std::nullopt : std::optional(*found);
}

}  // namespace clashlint
