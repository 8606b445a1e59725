#include "rules/kind/logic.h"

#include <algorithm>
#include <utility>

#include "rules/base/strings.h"

namespace clashlint {
namespace {

/// Places of `(` and of its `)`.
using Pair = std::pair<std::size_t, std::size_t>;

Result<std::vector<Pair>> paired(std::string_view payload) {
  std::vector<Pair> pairs;
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < payload.size(); ++at) {
    if (payload[at] == '(') {
      open.push_back(at);
    } else if (payload[at] == ')') {
      if (open.empty()) return Error{"missing '('"};
      pairs.emplace_back(open.back(), at);
      open.pop_back();
    }
  }
  if (!open.empty()) return Error{"format error is missing )"};
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

}  // namespace

Result<std::vector<std::string_view>> logic_parts(std::string_view payload) {
  payload = trim_blanks(payload);
  if (!payload.starts_with('(') || !payload.ends_with(')')) return Error{"payload format error"};
  const Result<std::vector<Pair>> pairs = paired(payload);
  if (!pairs) return Error{pairs.error()};

  std::vector<std::string_view> parts;
  std::size_t covered = 0;  // everything before it lies in a part that was taken
  for (const auto& [begin, end] : *pairs) {
    const bool whole = begin == 0 && end == payload.size() - 1;
    if (whole || begin < covered) continue;
    parts.push_back(payload.substr(begin + 1, end - begin - 1));
    covered = end;
  }
  return parts;
}

}  // namespace clashlint
