#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace clashlint {

/// An annotation of GitHub on a line of a file, with a line break.
/// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
std::string github_line(std::string_view command, std::string_view file, std::uint32_t line,
                        std::string_view title, std::string_view message);

}  // namespace clashlint
