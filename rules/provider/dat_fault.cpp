#include <fmt/format.h>

#include "rules/provider/geosite.h"

// The core's own check of a downloaded file, before any protobuf reader sees
// it: its offsets and words, so no library's.

namespace clashlint {
namespace {

constexpr unsigned char kEntryTag = 0x0A;  // field 1, length-delimited
constexpr int kMaxVarintBytes = 10;

struct Varint {
  std::uint64_t value = 0;
  std::size_t size = 0;  ///< 0: no whole number within 64 bits
};

Varint read_varint(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size() && i < kMaxVarintBytes; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (i == kMaxVarintBytes - 1 && byte > 1) return {};  // above 64 bits
    value |= static_cast<std::uint64_t>(byte & 0x7F) << (7 * i);
    if (byte < 0x80) return {.value = value, .size = i + 1};
  }
  return {};
}

}  // namespace

std::string dat_fault(std::string_view bytes) {
  if (bytes.empty()) return "empty file";
  std::size_t at = 0;
  while (at < bytes.size()) {
    const auto tag = static_cast<unsigned char>(bytes[at]);
    if (tag != kEntryTag) return fmt::format("unexpected byte 0x{:02X} at offset {}", tag, at);
    ++at;
    const Varint length = read_varint(bytes.substr(at));
    if (length.size == 0) return fmt::format("truncated varint at offset {}", at);
    at += length.size;
    if (length.value == 0) return fmt::format("zero-length entry at offset {}", at);
    if (length.value > bytes.size() - at) return fmt::format("truncated entry at offset {}", at);
    at += static_cast<std::size_t>(length.value);
  }
  return {};
}

}  // namespace clashlint
