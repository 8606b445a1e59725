#include "cli/command/choices.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/render/printable.h"
#include "cli/suggest.h"
#include "rules/base/strings.h"
#include "rules/profile/profile.h"

namespace clashlint {
namespace {

std::vector<std::string_view> group_names(const Profile& profile) {
  std::vector<std::string_view> names;
  for (const auto& outbound : profile.outbounds) {
    if (outbound->group) names.push_back(outbound->name);
  }
  return names;
}

std::vector<std::string_view> member_names(const GroupPart& group) {
  std::vector<std::string_view> names;
  for (const Outbound* member : group.members) names.push_back(member->name);
  return names;
}

std::optional<Error> check_selection(const Profile& profile, const std::string& group,
                                     const std::string& node) {
  const auto found = profile.by_name.find(group);
  if (found == profile.by_name.end()) {
    return Error{"--select: there is no group \"" + excerpt(group) + "\"" +
                 did_you_mean(group, group_names(profile))};
  }
  if (!found->second->group) return Error{"--select: \"" + excerpt(group) + "\" is no group"};
  const std::vector<std::string_view> members = member_names(*found->second->group);
  if (std::find(members.begin(), members.end(), node) != members.end()) return std::nullopt;
  std::string fault = "--select: group \"" + excerpt(group) + "\" has no member \"" + excerpt(node) + "\"" +
                      did_you_mean(node, members);
  const std::vector<std::string>& missing = found->second->group->missing_providers;
  if (!missing.empty()) fault += "; the nodes of " + printable(join(missing, ", ")) + " are not known";
  return Error{std::move(fault)};
}

}  // namespace

// Group names may hold `=`, node names seldom do: cut at the last one.
void read_selections(OptionReader& reader, const RawOptions& raw, Selections& selections) {
  const auto given = raw.given.find("--select");
  if (given == raw.given.end()) return;
  for (const std::string& text : given->second) {
    const std::size_t equals = text.rfind('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
      return reader.fail("--select must be GROUP=NODE, not \"" + excerpt(text) + "\"");
    }
    const auto [place, fresh] = selections.emplace(text.substr(0, equals), text.substr(equals + 1));
    if (!fresh) return reader.fail("--select chooses twice in \"" + excerpt(place->first) + "\"");
  }
}

std::optional<Error> check_selections(const Profile& profile, const Selections& selections) {
  for (const auto& [group, node] : selections) {
    if (auto error = check_selection(profile, group, node)) return error;
  }
  return std::nullopt;
}

std::optional<Error> check_sub_rules(const Profile& profile, const std::string& name) {
  if (name.empty()) return std::nullopt;
  std::vector<std::string_view> known;
  for (const auto& list : profile.sub_rules) known.push_back(list->name);
  if (std::find(known.begin(), known.end(), name) != known.end()) return std::nullopt;
  return Error{"--sub-rules: there are no sub-rules \"" + excerpt(name) + "\"" + did_you_mean(name, known)};
}

}  // namespace clashlint
