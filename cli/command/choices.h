#pragma once

#include <optional>
#include <string>

#include "analyzer/match/answer.h"
#include "cli/option_reader.h"
#include "rules/base/result.h"

namespace clashlint {

struct Profile;

/// What `--select` gives, `GROUP=NODE` each: the group's name may hold a `=`.
void read_selections(OptionReader& reader, const RawOptions& raw, Selections& selections);

/// What is wrong with the groups and members that `--select` names, in one
/// sentence; nothing if all of them exist.
std::optional<Error> check_selections(const Profile& profile, const Selections& selections);

/// The same for `--sub-rules`.
std::optional<Error> check_sub_rules(const Profile& profile, const std::string& name);

}  // namespace clashlint
