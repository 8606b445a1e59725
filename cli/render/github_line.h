#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace clashlint {

/// As the message of an annotation of GitHub, and as the value of one of its properties, has to be written.
std::string github_text(std::string_view text);
std::string github_property(std::string_view text);

/// An annotation of GitHub on a line of a file, with a line break.
/// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
std::string github_line(std::string_view command, std::string_view file, std::uint32_t line,
                        std::string_view title, std::string_view message);

}  // namespace clashlint
