#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "cli/asked.h"
#include "cli/command/explain_options.h"

namespace clashlint {

/// The hosts of one call, and what was no host.
struct HostList {
  std::vector<Asked> asked;
  std::vector<std::string> faults;  ///< each names its argument or line
};

/// More hosts than this in one list are refused: their answers are aligned, so all are kept.
constexpr std::size_t kMaxHosts = 1'000'000;

/// What a person typed or pasted: one target, a list of them, or a text that names some.
HostList read_line(const ExplainOptions& options, std::string_view line);

/// Reads the hosts of the command line, each as `read_line` does; `-` stands for the lines of `in`, where
/// blank lines and what follows a `#` are left out.
HostList read_hosts(const ExplainOptions& options, std::istream& in);

/// One name or address that is known to be one.
Asked ask_about(const ExplainOptions& options, const std::string& host);

}  // namespace clashlint
