#include "rules/profile/cut.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace clashlint {
namespace {

/// Where the names are defined that a check misses.
struct Defining {
  std::string_view check;
  std::string_view section;
};
constexpr Defining kDefining[] = {{"unknown-target", "proxies"},
                                  {"unknown-target", "proxy-groups"},
                                  {"unknown-group-member", "proxies"},
                                  {"unknown-group-member", "proxy-groups"},
                                  {"unknown-group-member", "proxy-providers"},
                                  {"empty-group", "proxy-providers"},
                                  {"unknown-rule-set", "rule-providers"},
                                  {"unknown-sub-rule", "sub-rules"}};

struct Read {
  std::vector<std::string_view> whole;  ///< sections read to their end
  std::uint32_t last = 0;               ///< where the last thing begins that was read
};

std::uint32_t last_part(const YamlNode& section, std::uint32_t otherwise) {
  if (section.is_scalar() || section.children.empty()) return otherwise;
  const std::size_t count = section.children.size();
  const std::size_t back = section.is_mapping() && count % 2 == 0 ? 2 : 1;
  return section.children[count - back]->span.begin;
}

Read what_was_read(const YamlNode& root) {
  Read read;
  const std::size_t count = root.children.size();
  for (std::size_t at = 0; at + 2 < count; at += 2) read.whole.push_back(root.children[at]->text);
  if (count == 0) return read;
  const std::size_t last = (count - 1) / 2 * 2;
  const std::uint32_t key = root.children[last]->span.begin;
  read.last = last + 1 < count ? last_part(*root.children[last + 1], key) : key;
  return read;
}

}  // namespace

void drop_unproved(const YamlTree& tree, Findings& findings) {
  if (!tree.error() || tree.root() == nullptr || !resolved(*tree.root()).is_mapping()) return;
  const Read read = what_was_read(resolved(*tree.root()));
  const auto is_whole = [&](std::string_view section) {
    return std::ranges::find(read.whole, section) != read.whole.end();
  };
  const auto unproved = [&](const Finding& finding) {
    if (finding.check == "yaml-syntax") return false;
    if (finding.primary.span.file == resolved(*tree.root()).span.file &&
        finding.primary.span.begin >= read.last)
      return true;
    return std::ranges::any_of(kDefining, [&](const Defining& each) {
      return each.check == finding.check && !is_whole(each.section);
    });
  };
  std::erase_if(findings, unproved);
}

}  // namespace clashlint
