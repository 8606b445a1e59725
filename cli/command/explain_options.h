#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzer/match/answer.h"
#include "analyzer/match/query.h"
#include "cli/asked.h"
#include "cli/option_reader.h"
#include "cli/options.h"
#include "cli/profile_plan.h"
#include "rules/base/result.h"

namespace clashlint {

enum class Format : std::uint8_t { text, json };

/// `clashlint explain`, understood.
struct ExplainOptions {
  ProfileWish profile;
  std::vector<std::string> hosts;  ///< as typed; `-` alone: from the standard input
  Query query;                     ///< everything but the host
  bool port_given = false;         ///< else a URL's port counts
  bool network_given = false;      ///< else a URL's scheme counts
  bool dns_given = false;          ///< `--dns`, also with `none`: only that answer is asked about
  Selections selections;
  std::optional<std::string> service;  ///< in place of hosts
  std::optional<std::string> batch;    ///< a path, or `-`
  std::optional<AskedRow> why_not;
  Format format = Format::text;
  Color color = Color::automatic;
  int verbosity = 0;  ///< 0, 1 for -v, 2 for -vv

  /// Nothing is asked yet: the prompt.
  bool asks_at_prompt() const { return hosts.empty() && !service && !batch; }
};

/// The rows of `clashlint explain`, in the order of the help.
std::span<const OptionRow> explain_rows();

/// Errors are one sentence that names the option.
Result<ExplainOptions> read_explain_options(const RawOptions& raw);

}  // namespace clashlint
