#include "rules/provider/mmdb.h"

#include <maxminddb.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <functional>
#include <initializer_list>
#include <unordered_map>
#include <utility>

#include "rules/base/strings.h"

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

std::optional<MMDB_entry_data_s> value_at(MMDB_entry_s record, std::initializer_list<const char*> keys) {
  std::array<const char*, 3> path{};
  assert(keys.size() < path.size() && "the path ends with a null");
  std::copy(keys.begin(), keys.end(), path.begin());
  MMDB_entry_data_s value;
  if (MMDB_aget_value(&record, &value, path.data()) != MMDB_SUCCESS || !value.has_data) return std::nullopt;
  return value;
}

std::optional<std::string> text_at(MMDB_entry_s record, std::initializer_list<const char*> keys) {
  const auto value = value_at(record, keys);
  if (!value || value->type != MMDB_DATA_TYPE_UTF8_STRING) return std::nullopt;
  return std::string(value->utf8_string, value->data_size);
}

std::optional<std::uint64_t> number_at(MMDB_entry_s record, std::initializer_list<const char*> keys) {
  const auto value = value_at(record, keys);
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

std::vector<std::string> texts_of_list(MMDB_entry_s record, std::uint32_t count) {
  std::vector<std::string> texts;
  for (std::uint32_t i = 0; i < std::min(count, kMaxMmdbCodes); ++i) {
    if (auto text = text_at(record, {std::to_string(i).c_str()})) texts.push_back(*std::move(text));
  }
  return texts;
}

std::vector<std::string> one_or_none(std::optional<std::string> text) {
  return text ? std::vector{*std::move(text)} : std::vector<std::string>{};
}

std::vector<std::string> codes_of(MMDB_entry_s record, CountryScheme scheme) {
  switch (scheme) {
    case CountryScheme::sing_geoip:
      return one_or_none(text_at(record, {}));
    case CountryScheme::meta_geoip: {
      const auto value = value_at(record, {});
      const bool list = value && value->type == MMDB_DATA_TYPE_ARRAY;
      return list ? texts_of_list(record, value->data_size) : one_or_none(text_at(record, {}));
    }
    case CountryScheme::iso_code: {
      auto code = text_at(record, {"country", "iso_code"});
      if (code) *code = ascii_lower(*code);
      return one_or_none(std::move(code));
    }
  }
  return {};
}

Mmdb::Asn asn_of(const Record& record, AsnScheme scheme) {
  switch (scheme) {
    case AsnScheme::number: {
      const auto number = record ? number_at(*record, {"autonomous_system_number"}) : std::nullopt;
      return {.number = std::to_string(number.value_or(0))};
    }
    case AsnScheme::ipinfo: {
      // The core cuts two bytes (`AS`) off whatever text there is.
      const auto text = record ? text_at(*record, {"asn"}) : std::nullopt;
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

/// Ranges of one family in address order, adjacent ones merged, up to a limit.
class RangeList {
 public:
  explicit RangeList(std::size_t limit) : limit_(limit), full_(limit == 0) {}

  bool full() const { return full_; }

  void add(const IpRange& range) {
    if (full_) return;
    if (!ranges_.empty() && next(ranges_.back().last) == range.first) {
      ranges_.back().last = range.last;
    } else if (ranges_.size() < limit_) {
      ranges_.push_back(range);
    } else {
      full_ = true;  // only now: until here the last range could still grow
    }
  }

  std::vector<IpRange> take() { return std::move(ranges_); }

 private:
  std::size_t limit_;
  bool full_;
  std::vector<IpRange> ranges_;
};

IpAddress v6_address(std::initializer_list<std::uint8_t> tail) {
  IpAddress address{.is_v6 = true};
  std::copy(tail.begin(), tail.end(), address.bytes.end() - static_cast<std::ptrdiff_t>(tail.size()));
  return address;
}

IpRange everything(bool is_v6) {
  const IpPrefix all{.address = {.is_v6 = is_v6}, .bits = 0};
  return {all.first(), all.last()};
}

/// Collects the ranges whose record is wanted, by a walk in address order.
/// In an IPv6 tree ::/96 is IPv4; ::ffff:0:0/96 is left out, because such an
/// address is looked up as IPv4.
class TreeWalk {
 public:
  using Wanted = std::function<bool(const Record&)>;

  TreeWalk(const MMDB_s& database, std::size_t limit, Wanted wanted)
      : database_(database), wanted_(std::move(wanted)), v4_(limit), v6_(limit) {}

  std::vector<IpRange> run() {
    is_v6_ = database_.depth == 128;
    std::uint64_t visits_left = std::uint64_t{kMaxMmdbVisitsPerNode} * database_.metadata.node_count;
    std::vector<Step> stack;
    visit_node(0, {.is_v6 = is_v6_}, 0, stack);
    while (!stack.empty() && !done() && visits_left-- > 0) {
      const Step step = stack.back();
      stack.pop_back();
      visit(step, stack);
    }
    if (!is_v6_ && is_wanted(std::nullopt)) v6_.add(everything(true));
    std::vector<IpRange> ranges = v4_.take();
    const std::vector<IpRange> v6 = v6_.take();
    ranges.insert(ranges.end(), v6.begin(), v6.end());
    return ranges;
  }

 private:
  struct Step {
    IpAddress address;  ///< the bits so far, the rest zero
    int depth = 0;
    std::uint64_t node = 0;  ///< where `type` is MMDB_RECORD_TYPE_SEARCH_NODE
    std::uint8_t type = MMDB_RECORD_TYPE_INVALID;
    MMDB_entry_s entry{};
  };

  bool done() const { return is_v6_ ? v6_.full() : v4_.full(); }

  static bool below_96(const IpAddress& address, std::uint8_t tenth_and_eleventh) {
    const auto& bytes = address.bytes;
    return std::all_of(bytes.begin(), bytes.begin() + 10, [](std::uint8_t byte) { return byte == 0; }) &&
           bytes[10] == tenth_and_eleventh && bytes[11] == tenth_and_eleventh;
  }

  void visit(const Step& step, std::vector<Step>& stack) {
    // A node below the last bit is a damaged tree: a lookup finds nothing there.
    if (step.type == MMDB_RECORD_TYPE_SEARCH_NODE && step.depth < database_.depth) {
      const bool v4_part = is_v6_ && step.depth >= 96 && below_96(step.address, 0x00);
      const bool mapped_part = is_v6_ && step.depth >= 96 && below_96(step.address, 0xFF);
      if (mapped_part || (v4_part && v4_.full())) return;
      visit_node(static_cast<std::uint32_t>(step.node), step.address, step.depth, stack);
      return;
    }
    const Record record = step.type == MMDB_RECORD_TYPE_DATA ? Record(step.entry) : std::nullopt;
    if (is_wanted(record)) add(IpPrefix{.address = step.address, .bits = step.depth});
  }

  void visit_node(std::uint32_t number, const IpAddress& address, int depth, std::vector<Step>& stack) {
    MMDB_search_node_s node;
    if (MMDB_read_node(&database_, number, &node) != MMDB_SUCCESS) return;
    IpAddress right = address;
    right.bytes[static_cast<std::size_t>(depth / 8)] |= static_cast<std::uint8_t>(0x80 >> depth % 8);
    stack.push_back({right, depth + 1, node.right_record, node.right_record_type, node.right_record_entry});
    stack.push_back({address, depth + 1, node.left_record, node.left_record_type, node.left_record_entry});
  }

  bool is_wanted(const Record& record) {
    if (!record) return wanted_(record);
    const auto known = answers_.find(record->offset);
    if (known != answers_.end()) return known->second;
    if (answers_.size() == kMaxMmdbRecords) return false;
    return answers_[record->offset] = wanted_(record);
  }

  void add(const IpPrefix& prefix) {
    if (!is_v6_) return v4_.add({prefix.first(), prefix.last()});
    if (prefix.bits >= 96 && below_96(prefix.address, 0x00)) return add_v4_tail(prefix);
    if (prefix.bits < 96 && prefix.contains(v6_address({}))) v4_.add(everything(false));
    add_v6({prefix.first(), prefix.last()});
  }

  void add_v4_tail(const IpPrefix& prefix) {
    IpPrefix tail{.address = {}, .bits = prefix.bits - 96};
    std::copy_n(prefix.address.bytes.begin() + 12, 4, tail.address.bytes.begin());
    v4_.add({tail.first(), tail.last()});
  }

  // The parts of a range that are neither below ::/96 nor below ::ffff:0:0/96.
  void add_v6(const IpRange& range) {
    static const IpRange between{v6_address({1, 0, 0, 0, 0}),
                                 v6_address({0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF})};
    static const IpRange behind{v6_address({1, 0, 0, 0, 0, 0, 0}), everything(true).last};
    for (const IpRange& part : {between, behind}) {
      const IpRange cut{std::max(range.first, part.first), std::min(range.last, part.last)};
      if (cut.first <= cut.last) v6_.add(cut);
    }
  }

  const MMDB_s& database_;
  Wanted wanted_;
  bool is_v6_ = false;
  RangeList v4_;
  RangeList v6_;
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
  return TreeWalk(database_->file, limit,
                  [&](const Record& record) {
                    if (!record) return false;
                    const std::vector<std::string> codes = codes_of(*record, scheme);
                    return std::find(codes.begin(), codes.end(), lower) != codes.end();
                  })
      .run();
}

std::vector<IpRange> Mmdb::ranges_of_asn(std::string_view number, std::size_t limit) const {
  const AsnScheme scheme = asn_scheme(kind());
  return TreeWalk(database_->file, limit,
                  [&](const Record& record) { return asn_of(record, scheme).number == number; })
      .run();
}

const std::string& Mmdb::kind() const { return database_->kind; }

}  // namespace clashlint
