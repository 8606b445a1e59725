#include "rules/provider/geosite.h"

#include <protozero/pbf_reader.hpp>

#include <fmt/format.h>
#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "rules/base/strings.h"

// Both `.dat` files are protobuf messages of one shape: a repeated field of
// entries, each beginning with its code (v2fly/domain-list-community, v2fly/geoip).
// One list is found by a scan over the entries' heads: nothing is copied or
// decoded that was not asked for. protozero throws on damaged bytes; every
// exception ends in this file.

namespace clashlint {
namespace {

// Field numbers of the published .proto definitions.
enum ListField : protozero::pbf_tag_type { list_entry = 1 };
enum EntryField : protozero::pbf_tag_type { entry_code = 1, entry_item = 2 };
enum DomainField : protozero::pbf_tag_type { domain_type = 1, domain_value = 2, domain_attribute = 3 };
enum AttributeField : protozero::pbf_tag_type { attribute_key = 1 };
enum CidrField : protozero::pbf_tag_type { cidr_ip = 1, cidr_bits = 2 };

constexpr auto kBytes = protozero::pbf_wire_type::length_delimited;
constexpr auto kVarint = protozero::pbf_wire_type::varint;

std::string_view to_view(protozero::data_view data) { return {data.data(), data.size()}; }

// The code is the first field wherever the files come from the usual tools;
// an entry that holds it later is still found.
std::string_view code_of(protozero::pbf_reader entry) {
  return entry.next(entry_code, kBytes) ? to_view(entry.get_view()) : std::string_view{};
}

std::optional<protozero::pbf_reader> find_entry(std::string_view bytes, std::string_view code) {
  protozero::pbf_reader file{bytes.data(), bytes.size()};
  while (file.next(list_entry, kBytes)) {
    const protozero::pbf_reader entry = file.get_message();
    if (ascii_iequals(code_of(entry), code)) return entry;
  }
  return std::nullopt;
}

std::string_view read_attribute(protozero::pbf_reader attribute) {
  std::string_view key;
  while (attribute.next(attribute_key, kBytes)) key = to_view(attribute.get_view());
  return key;
}

// Nothing for a type that the format does not know: no matcher takes it.
std::optional<GeositeEntry> read_domain(protozero::pbf_reader domain) {
  GeositeEntry entry;
  std::uint64_t type = 0;
  while (domain.next()) {
    switch (domain.tag_and_type()) {
      case protozero::tag_and_type(domain_type, kVarint):
        type = domain.get_uint64();
        break;
      case protozero::tag_and_type(domain_value, kBytes):
        entry.value = to_view(domain.get_view());
        break;
      case protozero::tag_and_type(domain_attribute, kBytes):
        entry.attributes.push_back(read_attribute(domain.get_message()));
        break;
      default:
        domain.skip();
    }
  }
  if (type > static_cast<std::uint64_t>(GeositeType::full)) return std::nullopt;
  entry.type = static_cast<GeositeType>(type);
  return entry;
}

std::vector<GeositeEntry> read_domains(protozero::pbf_reader list) {
  std::vector<GeositeEntry> entries;
  while (list.next(entry_item, kBytes)) {
    if (auto entry = read_domain(list.get_message())) entries.push_back(*std::move(entry));
  }
  return entries;
}

std::optional<IpPrefix> read_cidr(protozero::pbf_reader cidr) {
  std::string_view ip;
  std::uint64_t bits = 0;
  while (cidr.next()) {
    switch (cidr.tag_and_type()) {
      case protozero::tag_and_type(cidr_ip, kBytes):
        ip = to_view(cidr.get_view());
        break;
      case protozero::tag_and_type(cidr_bits, kVarint):
        bits = cidr.get_uint64();
        break;
      default:
        cidr.skip();
    }
  }
  if ((ip.size() != 4 && ip.size() != 16) || bits > ip.size() * 8) return std::nullopt;
  IpPrefix prefix{.address = {.is_v6 = ip.size() == 16}, .bits = static_cast<int>(bits)};
  std::transform(ip.begin(), ip.end(), prefix.address.bytes.begin(),
                 [](char byte) { return static_cast<std::uint8_t>(byte); });
  return prefix;
}

std::optional<std::vector<IpPrefix>> read_cidrs(protozero::pbf_reader list) {
  std::vector<IpPrefix> prefixes;
  while (list.next(entry_item, kBytes)) {
    const auto prefix = read_cidr(list.get_message());
    if (!prefix) return std::nullopt;
    prefixes.push_back(*prefix);
  }
  return prefixes;
}

Error dat_error(std::string_view file, std::string_view reason) {
  return {fmt::format("failed to decode geodata file: {0}, base error: {1}", file, reason)};
}

constexpr std::string_view kGeosite = "GeoSite.dat";
constexpr std::string_view kGeoip = "GeoIP.dat";
constexpr std::string_view kDamaged = "proto: cannot parse invalid wire-format data";

}  // namespace

Result<std::vector<GeositeEntry>> read_geosite(std::string_view bytes, std::string_view code) {
  if (code.empty()) return Error{"country code could not be empty"};
  try {
    if (const auto entry = find_entry(bytes, code)) return read_domains(*entry);
  } catch (const protozero::exception&) {
    return dat_error(kGeosite, kDamaged);
  }
  return dat_error(kGeosite, fmt::format("list {} not found in {}", code, kGeosite));
}

Result<IpSet> read_geoip_dat(std::string_view bytes, std::string_view code) {
  try {
    if (const auto entry = find_entry(bytes, code)) {
      const auto prefixes = read_cidrs(*entry);
      if (!prefixes) return dat_error(kGeoip, "an address or its length is out of bounds");
      return IpSet::of_prefixes(*prefixes);
    }
  } catch (const protozero::exception&) {
    return dat_error(kGeoip, kDamaged);
  }
  return dat_error(kGeoip, fmt::format("country code {} not found in {}", code, kGeoip));
}

std::optional<std::size_t> dat_entry_count(std::string_view bytes) {
  std::size_t count = 0;
  try {
    protozero::pbf_reader file{bytes.data(), bytes.size()};
    while (file.next(list_entry, kBytes)) {
      protozero::pbf_reader list = file.get_message();
      for (; list.next(entry_item, kBytes); ++count) list.skip();
    }
  } catch (const protozero::exception&) {
    return std::nullopt;
  }
  return count;
}

std::vector<std::string> dat_codes(std::string_view bytes) {
  std::vector<std::string> codes;
  try {
    protozero::pbf_reader file{bytes.data(), bytes.size()};
    while (file.next(list_entry, kBytes)) codes.push_back(ascii_lower(code_of(file.get_message())));
  } catch (const protozero::exception&) {
    codes.clear();
  }
  return codes;
}

}  // namespace clashlint
