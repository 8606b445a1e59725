#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/base/result.h"

namespace clashlint {

/// What a file held at a revision; nothing: it was not there. `git` is started without
/// a shell, and only reads. Error: there is no such revision, or no git.
Result<std::optional<std::string>> file_at_revision(const std::string& revision, const std::string& path);

/// Whether the word can be a revision: nothing that git would take for an option.
bool is_revision(const std::string& word);

/// Files larger than this are not read.
inline constexpr std::size_t kMaxGitBytes = std::size_t{256} << 20;

}  // namespace clashlint
