#pragma once

#include <optional>
#include <vector>

#include "analyzer/automaton/text_space.h"

namespace clashlint {

struct AddressAnswer {
  Found found = Found::no;
  std::optional<IpAddress> address{};  ///< yes and nothing: there is no address, and that is one way
};

/// Which addresses there are. Of a connection, the core writes an IPv4 address in
/// IPv6 as IPv4; what DNS answers it takes as it comes.
enum class Addresses : std::uint8_t { of_connection, of_connection_or_none, of_answer };

/// Looks for an address for which the tests come out as wanted; without one,
/// no test holds. Exact: sets are ranges, IP-SUFFIX by going through the lowest
/// bits. Linear in the ranges of the sets.
AddressAnswer find_address(AtomTable& atoms, const std::vector<Literal>& literals, Addresses addresses);

/// The numbers that there are, and the one that people expect.
struct NumberSpace {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t usual = 0;
};

/// The same for numbers. Exact.
std::optional<std::uint32_t> find_number(const AtomTable& atoms, const std::vector<Literal>& literals,
                                         const NumberSpace& space);

}  // namespace clashlint
