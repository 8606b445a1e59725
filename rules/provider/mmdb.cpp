#include "rules/provider/mmdb.h"

#include <maxminddb.h>
#include <netinet/in.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "rules/base/strings.h"
#include "rules/provider/mmdb_ranges.h"

namespace clashlint {
namespace {

// What a record means depends on `database_type`, compared byte by byte.
enum class CountryScheme : std::uint8_t { sing_geoip, meta_geoip, iso_code };
enum class AsnScheme : std::uint8_t { number, ipinfo, unsupported };

CountryScheme country_scheme(std::string_view kind) {
  if (kind == "sing-geoip") return CountryScheme::sing_geoip;
  return kind == "Meta-geoip0" ? CountryScheme::meta_geoip : CountryScheme::iso_code;
}

AsnScheme asn_scheme(std::string_view kind) {
  if (kind == "GeoLite2-ASN" || kind == "DBIP-ASN-Lite (compat=GeoLite2-ASN)") return AsnScheme::number;
  return kind == "ipinfo generic_asn_free.mmdb" ? AsnScheme::ipinfo : AsnScheme::unsupported;
}

/// A record of the data section; nothing for an address without one.
using Record = std::optional<MMDB_entry_s>;

using Value = std::optional<MMDB_entry_data_s>;

bool is_container(const MMDB_entry_data_s& value) {
  return value.type == MMDB_DATA_TYPE_MAP || value.type == MMDB_DATA_TYPE_ARRAY;
}

/// Looks into a record. The library's own look-up passes over whatever stands
/// before a key, however much that is: here every step is counted.
class RecordReader {
 public:
  explicit RecordReader(const MMDB_entry_s& record) : database_(record.mmdb), root_(record.offset) {}

  Value root() { return value(root_); }

  /// The value of a key of a map; nothing for anything else.
  Value find(const Value& map, std::string_view key) {
    if (!map || map->type != MMDB_DATA_TYPE_MAP) return std::nullopt;
    std::optional<std::uint32_t> at = begin_of(*map);
    for (std::uint32_t left = map->data_size; at && left > 0; --left) {
      const Value name = value(*at);
      if (!name || name->type != MMDB_DATA_TYPE_UTF8_STRING) return std::nullopt;
      if (std::string_view(name->utf8_string, name->data_size) == key) return value(name->offset_to_next);
      at = skip(name->offset_to_next);
    }
    return std::nullopt;
  }

  /// The items of a list; nothing for anything else.
  std::vector<MMDB_entry_data_s> items(const Value& list) {
    std::vector<MMDB_entry_data_s> items;
    if (!list || list->type != MMDB_DATA_TYPE_ARRAY) return items;
    std::optional<std::uint32_t> at = begin_of(*list);
    for (std::uint32_t left = list->data_size; at && left > 0; --left) {
      const Value item = value(*at);
      if (!item) break;
      items.push_back(*item);
      at = skip(*at);
    }
    return items;
  }

 private:
  // What is written at an offset, or what a pointer there leads to.
  Value value(std::uint32_t offset) {
    if (steps_left_-- <= 0) return std::nullopt;
    MMDB_entry_s entry{database_, offset};
    MMDB_entry_data_s data;
    const char* const no_path[] = {nullptr};
    if (MMDB_aget_value(&entry, &data, no_path) != MMDB_SUCCESS || !data.has_data) return std::nullopt;
    return data;
  }

  // Where the first item of a container lies, which may have been reached by a pointer.
  std::optional<std::uint32_t> begin_of(const MMDB_entry_data_s& container) {
    const Value header = value(container.offset);
    return header ? std::optional(header->offset_to_next) : std::nullopt;
  }

  // The offset behind a value. A container written in place is a count, then
  // its items: all of them are passed in one loop.
  std::optional<std::uint32_t> skip(std::uint32_t at) {
    for (std::uint64_t left = 1; left > 0; --left) {
      const Value next = value(at);
      if (!next) return std::nullopt;
      const bool in_place = next->offset == at;
      if (in_place && is_container(*next)) {
        left += std::uint64_t{next->data_size} * (next->type == MMDB_DATA_TYPE_MAP ? 2 : 1);
      }
      at = next->offset_to_next;
    }
    return at;
  }

  const MMDB_s* database_;
  std::uint32_t root_;
  int steps_left_ = kMaxMmdbSteps;
};

std::optional<std::string> text_of(const Value& value) {
  if (!value || value->type != MMDB_DATA_TYPE_UTF8_STRING) return std::nullopt;
  return std::string(value->utf8_string, value->data_size);
}

std::optional<std::uint64_t> number_of(const Value& value) {
  if (!value) return std::nullopt;
  switch (value->type) {
    case MMDB_DATA_TYPE_UINT16:
      return value->uint16;
    case MMDB_DATA_TYPE_UINT32:
      return value->uint32;
    case MMDB_DATA_TYPE_UINT64:
      return value->uint64;
    default:
      return std::nullopt;
  }
}

std::vector<std::string> one_or_none(std::optional<std::string> text) {
  return text ? std::vector{*std::move(text)} : std::vector<std::string>{};
}

std::vector<std::string> text_or_texts(RecordReader reader) {
  const Value root = reader.root();
  std::vector<std::string> texts = one_or_none(text_of(root));
  for (const MMDB_entry_data_s& item : reader.items(root)) {
    if (auto text = text_of(item)) texts.push_back(*std::move(text));
  }
  return texts;
}

std::vector<std::string> codes_of(const MMDB_entry_s& record, CountryScheme scheme) {
  RecordReader reader(record);
  switch (scheme) {
    case CountryScheme::sing_geoip:
      return one_or_none(text_of(reader.root()));
    case CountryScheme::meta_geoip:
      return text_or_texts(reader);
    case CountryScheme::iso_code: {
      auto code = text_of(reader.find(reader.find(reader.root(), "country"), "iso_code"));
      if (code) *code = ascii_lower(*code);
      return one_or_none(std::move(code));
    }
  }
  return {};
}

Value field_of(const Record& record, std::string_view key) {
  if (!record) return std::nullopt;
  RecordReader reader(*record);
  return reader.find(reader.root(), key);
}

Mmdb::Asn asn_of(const Record& record, AsnScheme scheme) {
  switch (scheme) {
    case AsnScheme::number: {
      const auto number = number_of(field_of(record, "autonomous_system_number"));
      return {.number = std::to_string(number.value_or(0))};
    }
    case AsnScheme::ipinfo: {
      // The core cuts two bytes (`AS`) off whatever text there is.
      const auto text = text_of(field_of(record, "asn"));
      if (!text || text->size() < 2) return {.number = std::nullopt, .crashes = true};
      return {.number = text->substr(2)};
    }
    case AsnScheme::unsupported:
      return {};
  }
  return {};
}

Record find_record(const MMDB_s& database, const IpAddress& address) {
  int status = MMDB_SUCCESS;
  MMDB_lookup_result_s found{};
  if (address.is_v6) {
    sockaddr_in6 socket{};
    socket.sin6_family = AF_INET6;
    std::copy(address.bytes.begin(), address.bytes.end(), std::begin(socket.sin6_addr.s6_addr));
    found = MMDB_lookup_sockaddr(&database, reinterpret_cast<const sockaddr*>(&socket), &status);
  } else {
    sockaddr_in socket{};
    socket.sin_family = AF_INET;
    std::copy_n(address.bytes.begin(), 4, reinterpret_cast<std::uint8_t*>(&socket.sin_addr.s_addr));
    found = MMDB_lookup_sockaddr(&database, reinterpret_cast<const sockaddr*>(&socket), &status);
  }
  if (status != MMDB_SUCCESS || !found.found_entry) return std::nullopt;
  return found.entry;
}

/// Collects the ranges whose record is wanted, by a walk in address order.
class TreeWalk {
 public:
  using Wanted = std::function<bool(const Record&)>;

  TreeWalk(const MMDB_s& database, std::size_t limit, Wanted wanted)
      : database_(database),
        wanted_(std::move(wanted)),
        is_v6_(database.depth == 128),
        ranges_(is_v6_, limit) {}

  std::vector<IpRange> run() {
    std::uint64_t visits_left = std::uint64_t{kMaxMmdbVisitsPerNode} * database_.metadata.node_count;
    push_sides(0, {.address = {.is_v6 = is_v6_}, .bits = 0});
    while (!stack_.empty() && !ranges_.done() && visits_left-- > 0) {
      const Step step = stack_.back();
      stack_.pop_back();
      visit(step);
    }
    if (!is_v6_ && is_wanted(std::nullopt)) ranges_.add_all_v6();
    return ranges_.all();
  }

 private:
  struct Step {
    IpPrefix prefix;
    std::uint64_t node = 0;  ///< where `type` is MMDB_RECORD_TYPE_SEARCH_NODE
    std::uint8_t type = MMDB_RECORD_TYPE_INVALID;
    MMDB_entry_s entry{};
  };

  void visit(const Step& step) {
    if (ranges_.skips(step.prefix)) return;
    // A damaged tree: a lookup follows a record that leads back to the root, so nothing is claimed here.
    if (step.type == MMDB_RECORD_TYPE_INVALID) return;
    // A node below the last bit is a damaged tree: a lookup finds nothing there.
    if (step.type == MMDB_RECORD_TYPE_SEARCH_NODE && step.prefix.bits < database_.depth) {
      return push_sides(static_cast<std::uint32_t>(step.node), step.prefix);
    }
    const Record record = step.type == MMDB_RECORD_TYPE_DATA ? Record(step.entry) : std::nullopt;
    if (is_wanted(record)) ranges_.add(step.prefix);
  }

  // The stack is never deeper than a path: one waiting side for each bit.
  void push_sides(std::uint32_t number, const IpPrefix& prefix) {
    MMDB_search_node_s node;
    if (MMDB_read_node(&database_, number, &node) != MMDB_SUCCESS) return;
    const IpPrefix left{.address = prefix.address, .bits = prefix.bits + 1};
    IpPrefix right = left;
    right.address.bytes[static_cast<std::size_t>(prefix.bits / 8)] |=
        static_cast<std::uint8_t>(0x80 >> prefix.bits % 8);
    stack_.push_back({right, node.right_record, node.right_record_type, node.right_record_entry});
    stack_.push_back({left, node.left_record, node.left_record_type, node.left_record_entry});
  }

  bool is_wanted(const Record& record) {
    if (!record) return wanted_(record);
    const auto known = answers_.find(record->offset);
    if (known != answers_.end()) return known->second;
    if (answers_.size() == kMaxMmdbRecords) return false;
    return answers_[record->offset] = wanted_(record);
  }

  const MMDB_s& database_;
  Wanted wanted_;
  bool is_v6_;
  TreeRanges ranges_;
  std::vector<Step> stack_;
  std::unordered_map<std::uint32_t, bool> answers_;  ///< by offset: few records serve many ranges
};

}  // namespace

struct Mmdb::Database {
  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() {
    if (is_open) MMDB_close(&file);
  }

  MMDB_s file{};
  bool is_open = false;
  std::string kind;
  mutable KnownRanges known;
};

Result<Mmdb> Mmdb::open(const std::string& path) {
  auto database = std::make_shared<Database>();
  const int status = MMDB_open(path.c_str(), MMDB_MODE_MMAP, &database->file);
  if (status != MMDB_SUCCESS) return Error{ascii_lower(MMDB_strerror(status))};
  database->is_open = true;
  database->kind = database->file.metadata.database_type;
  return Mmdb(std::move(database));
}

std::vector<std::string> Mmdb::codes(const IpAddress& address) const {
  const Record record = find_record(database_->file, unmapped(address));
  if (!record) return {};
  return codes_of(*record, country_scheme(kind()));
}

Mmdb::Asn Mmdb::asn(const IpAddress& address) const {
  return asn_of(find_record(database_->file, unmapped(address)), asn_scheme(kind()));
}

std::vector<IpRange> Mmdb::ranges_of_code(std::string_view code, std::size_t limit) const {
  const std::string lower = ascii_lower(code);
  const CountryScheme scheme = country_scheme(kind());
  return database_->known.get("code " + lower, limit, [&] {
    return TreeWalk(database_->file, limit,
                    [&](const Record& record) {
                      if (!record) return false;
                      const std::vector<std::string> codes = codes_of(*record, scheme);
                      return std::find(codes.begin(), codes.end(), lower) != codes.end();
                    })
        .run();
  });
}

std::vector<IpRange> Mmdb::ranges_of_asn(std::string_view number, std::size_t limit) const {
  const AsnScheme scheme = asn_scheme(kind());
  return database_->known.get("asn " + std::string(number), limit, [&] {
    return TreeWalk(database_->file, limit,
                    [&](const Record& record) { return asn_of(record, scheme).number == number; })
        .run();
  });
}

std::uint32_t Mmdb::node_count() const { return database_->file.metadata.node_count; }
std::uint64_t Mmdb::build_epoch() const { return database_->file.metadata.build_epoch; }

const std::string& Mmdb::kind() const { return database_->kind; }

}  // namespace clashlint
