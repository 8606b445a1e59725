#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/base/strings.h"
#include "rules/value/domain_pattern.h"
#include "rules/value/domain_set.h"

using namespace clashlint;

namespace {

std::vector<std::uint64_t> words(std::string_view& bytes, std::size_t count) {
  std::vector<std::uint64_t> out(count);
  const std::size_t taken = std::min(count * 8, bytes.size());
  if (taken > 0) std::memcpy(out.data(), bytes.data(), taken);
  bytes.remove_prefix(taken);
  return out;
}

void ask(const auto& set, std::string_view host) {
  if (set.matching_pattern(host).has_value() != set.contains(host)) std::abort();
}

// Arrays as a hostile file may hold them: no question leaves them.
void fuzz_arrays(std::string_view bytes) {
  if (bytes.size() < 2) return;
  const std::size_t leaf_words = static_cast<std::uint8_t>(bytes[0]) % 4;
  const std::size_t bit_words = static_cast<std::uint8_t>(bytes[1]) % 8;
  bytes.remove_prefix(2);
  auto leaves = words(bytes, leaf_words);
  auto bits = words(bytes, bit_words);
  const std::size_t half = bytes.size() / 2;
  const auto set =
      SuccinctSet::from_arrays(std::move(leaves), std::move(bits), std::string(bytes.substr(0, half)));
  if (!set) return;
  ask(*set, bytes.substr(half));
  for (const std::string& pattern : set->patterns()) ask(*set, pattern);
}

// Lines of patterns and, in the last, a name: what comes back builds the same set again.
void fuzz_patterns(std::string_view text) {
  std::vector<std::string> patterns;
  const auto lines = split(text, '\n');
  for (const std::string_view line : lines) {
    if (valid_domain_pattern(line)) patterns.emplace_back(line);
  }
  const DomainSet set = DomainSet::build(patterns);
  const DomainSet again = DomainSet::build(set.patterns());
  const SuccinctSet trie = SuccinctSet::build(patterns);
  if (set.patterns() != again.patterns() || set.patterns() != trie.patterns()) std::abort();
  for (const std::string_view line : lines) {
    ask(set, line);
    if (set.contains(line) != again.contains(line) || set.contains(line) != trie.contains(line)) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data + 1), size - 1);
  if ((data[0] & 1) != 0) {
    fuzz_arrays(input);
  } else {
    fuzz_patterns(input);
  }
  return 0;
}
