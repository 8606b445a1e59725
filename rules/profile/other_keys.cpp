#include "rules/profile/other_keys.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <vector>

namespace clashlint {
namespace {

constexpr OtherKey kOthers[] = {
#define OTHER_KEY(place, type, key, story, since, now, note) \
  {KeyPlace::place, type, key, KeyStory::story, since, now, note},
#include "rules/profile/other_keys.def"
#undef OTHER_KEY
};

// The table is written in the form in which keys are compared.
bool is_called(const OtherKey& row, std::string_view compared) {
  if (!row.key.ends_with('*')) return compared == row.key;
  return compared.starts_with(row.key.substr(0, row.key.size() - 1));
}

/// Every key of a profile is asked about: only the rows of its place are looked at.
std::span<const OtherKey> rows_of(KeyPlace place) {
  static const std::vector<OtherKey> sorted = [] {
    std::vector<OtherKey> rows(std::begin(kOthers), std::end(kOthers));
    std::ranges::stable_sort(rows, {}, &OtherKey::place);
    return rows;
  }();
  return {std::ranges::lower_bound(sorted, place, {}, &OtherKey::place),
          std::ranges::upper_bound(sorted, place, {}, &OtherKey::place)};
}

}  // namespace

const OtherKey* other_key(KeyPlace place, std::string_view proxy_type, std::string_view key) {
  const std::span<const OtherKey> rows = rows_of(place);
  if (rows.empty()) return nullptr;
  const std::string compared = compared_key(place, key);
  const auto row = std::ranges::find_if(rows, [&](const OtherKey& each) {
    return (each.proxy_type.empty() || each.proxy_type == proxy_type) && is_called(each, compared);
  });
  return row == rows.end() ? nullptr : &*row;
}

}  // namespace clashlint
