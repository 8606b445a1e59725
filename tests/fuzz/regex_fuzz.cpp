#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rules/value/regex.h"

using namespace clashlint;

// The first byte chooses flavour and case, a zero byte parts pattern and text.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const RegexFlavour flavour = (data[0] & 1) != 0 ? RegexFlavour::net : RegexFlavour::linear;
  const bool ignore_case = (data[0] & 2) != 0;
  const std::string_view input(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::size_t parting = input.find('\0');
  const std::string_view pattern = input.substr(0, parting);
  const std::string_view text = parting == input.npos ? std::string_view() : input.substr(parting + 1);
  const auto regex = Regex::compile(pattern, flavour, ignore_case);
  if (!regex) {
    if (regex.error().empty()) std::abort();
    return 0;
  }
  if (regex->pattern() != pattern) std::abort();
  // The same question has the same answer, and an empty text is one, too.
  if (regex->search(text) != regex->search(text)) std::abort();
  regex->search({});
  return 0;
}
