#include "rules/provider/mrs.h"

#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

// Layout (all numbers big-endian, the whole in one zstd stream): magic,
// behavior, rule count, extra data, then a version and the set. The core reads
// as far as the set goes: what follows, damaged or not, is not looked at.

namespace clashlint {
namespace {

constexpr std::array<std::uint8_t, 4> kMagic{'M', 'R', 'S', 1};
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kStep = std::size_t{1} << 16;  // memory grows by what was really there

struct FreeStream {
  void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};

/// Reads forward in a zstd stream of any number of frames, skippable ones too.
class ZstdReader {
 public:
  explicit ZstdReader(std::string_view bytes)
      : stream_(ZSTD_createDStream()), input_{bytes.data(), bytes.size(), 0} {}

  const std::string& error() const { return error_; }

  /// Fills `out` or fails with the reason in `error()`.
  bool read(std::span<std::uint8_t> out) {
    if (out.size() > kMaxMrsBytes - total_) return fail("more than 256 MiB of content");
    total_ += out.size();
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    while (output.pos < output.size) {
      const std::size_t consumed = input_.pos;
      const std::size_t produced = output.pos;
      const std::size_t status = ZSTD_decompressStream(stream_.get(), &output, &input_);
      if (ZSTD_isError(status)) return fail(reason_of(status));
      const bool stuck = input_.pos == consumed && output.pos == produced;
      if (stuck && input_.pos == input_.size) return fail("unexpected EOF");
    }
    return true;
  }

 private:
  bool fail(std::string reason) {
    error_ = std::move(reason);
    return false;
  }

  // The words of the core's zstd reader for the faults it names.
  static std::string reason_of(std::size_t status) {
    switch (ZSTD_getErrorCode(status)) {
      case ZSTD_error_prefix_unknown:
        return "invalid input: magic number mismatch";
      case ZSTD_error_checksum_wrong:
        return "invalid input: crc check failed";
      case ZSTD_error_dictionary_wrong:
        return "unknown dictionary";
      case ZSTD_error_frameParameter_windowTooLarge:
        return "window size exceeded";
      default:
        return "invalid input: damaged zstd data";
    }
  }

  std::unique_ptr<ZSTD_DStream, FreeStream> stream_;
  ZSTD_inBuffer input_;
  std::size_t total_ = 0;
  std::string error_;
};

template <std::size_t kSize>
std::optional<std::array<std::uint8_t, kSize>> read_bytes(ZstdReader& reader) {
  std::array<std::uint8_t, kSize> bytes{};
  if (!reader.read(bytes)) return std::nullopt;
  return bytes;
}

std::uint64_t big_endian(std::span<const std::uint8_t> bytes) {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : bytes) value = value << 8 | byte;
  return value;
}

std::optional<std::int64_t> read_int64(ZstdReader& reader) {
  const auto bytes = read_bytes<8>(reader);
  if (!bytes) return std::nullopt;
  return static_cast<std::int64_t>(big_endian(*bytes));
}

/// Hands `count` items of `item_size` bytes on in pieces of whole items.
template <typename Take>
bool read_items(ZstdReader& reader, std::int64_t count, std::size_t item_size, Take take) {
  std::vector<std::uint8_t> buffer(kStep / item_size * item_size);
  for (auto left = static_cast<std::uint64_t>(count); left > 0;) {
    const std::uint64_t items = std::min<std::uint64_t>(left, buffer.size() / item_size);
    const std::span<std::uint8_t> piece(buffer.data(), static_cast<std::size_t>(items) * item_size);
    if (!reader.read(piece)) return false;
    take(std::span<const std::uint8_t>(piece));
    left -= items;
  }
  return true;
}

/// The fields of a file one after the other; the first fault ends it.
class MrsReader {
 public:
  MrsReader(std::string_view bytes, ProviderBehavior behavior) : reader_(bytes), behavior_(behavior) {}

  Result<MrsFile> read() {
    MrsFile file;
    if (!read_head(file.count)) return fault();
    if (behavior_ == ProviderBehavior::ipcidr) {
      std::vector<IpRange> ranges;
      if (!read_ranges(ranges)) return fault();
      file.content = IpSet(std::move(ranges));
      return file;
    }
    std::vector<std::uint64_t> leaves;
    std::vector<std::uint64_t> label_bitmap;
    std::string labels;
    if (!read_words(leaves) || !read_words(label_bitmap) || !read_labels(labels)) return fault();
    auto set = SuccinctSet::from_arrays(std::move(leaves), std::move(label_bitmap), std::move(labels));
    if (!set) return Error{set.error()};
    file.content = *std::move(set);
    return file;
  }

 private:
  Error fault() const { return {reader_.error().empty() ? error_ : reader_.error()}; }

  bool fail(std::string_view reason) {
    error_ = reason;
    return false;
  }

  bool read_head(std::int64_t& count) {
    const auto magic = read_bytes<4>(reader_);
    if (!magic) return false;
    if (*magic != kMagic) return fail("invalid MrsMagic bytes");
    const auto behavior = read_bytes<1>(reader_);
    if (!behavior) return false;
    if ((*behavior)[0] != static_cast<std::uint8_t>(behavior_)) return fail("invalid behavior");
    const auto rules = read_int64(reader_);
    if (!rules) return false;
    count = *rules;
    return skip_extra() && read_version();
  }

  bool skip_extra() {
    const auto size = read_int64(reader_);
    if (!size) return false;
    if (*size < 0) return fail("length is invalid");
    return read_items(reader_, *size, 1, [](std::span<const std::uint8_t>) {});
  }

  bool read_version() {
    const auto version = read_bytes<1>(reader_);
    if (!version) return false;
    return (*version)[0] == kVersion || fail("version is invalid");
  }

  bool read_count(std::int64_t& count) {
    const auto value = read_int64(reader_);
    if (!value) return false;
    count = *value;
    return count >= 1 || fail("length is invalid");
  }

  bool read_words(std::vector<std::uint64_t>& words) {
    std::int64_t count = 0;
    return read_count(count) && read_items(reader_, count, 8, [&](std::span<const std::uint8_t> piece) {
             for (; !piece.empty(); piece = piece.subspan(8)) words.push_back(big_endian(piece.first(8)));
           });
  }

  bool read_labels(std::string& labels) {
    std::int64_t count = 0;
    return read_count(count) && read_items(reader_, count, 1, [&](std::span<const std::uint8_t> piece) {
             labels.append(piece.begin(), piece.end());
           });
  }

  bool read_ranges(std::vector<IpRange>& ranges) {
    std::int64_t count = 0;
    return read_count(count) && read_items(reader_, count, 32, [&](std::span<const std::uint8_t> piece) {
             for (; !piece.empty(); piece = piece.subspan(32)) add_range(piece.first(32), ranges);
           });
  }

  static void add_range(std::span<const std::uint8_t> pair, std::vector<IpRange>& ranges) {
    const IpRange range{read_address(pair.first(16)), read_address(pair.last(16))};
    // One that ends before it begins, or in the other family, holds no address.
    if (range.first.is_v6 == range.last.is_v6 && range.first <= range.last) ranges.push_back(range);
  }

  static IpAddress read_address(std::span<const std::uint8_t> bytes) {
    IpAddress address{.is_v6 = true};
    std::copy(bytes.begin(), bytes.end(), address.bytes.begin());
    return unmapped(address);
  }

  ZstdReader reader_;
  ProviderBehavior behavior_;
  std::string error_;
};

}  // namespace

Result<MrsFile> read_mrs(std::string_view bytes, ProviderBehavior behavior) {
  // The core knows no binary form of classical sets.
  if (behavior == ProviderBehavior::classical) return Error{"invalid format"};
  return MrsReader(bytes, behavior).read();
}

}  // namespace clashlint
