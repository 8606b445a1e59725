#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/command/explain_options.h"
#include "rules/base/result.h"

namespace clashlint {

/// What holds from one host to the next, kept as on the command line and read
/// by the same reader, so that both refuse the same things in the same words.
class Held {
 public:
  explicit Held(RawOptions given) : given_(std::move(given)) {}

  /// The options with one more, or one changed; after an error all is as it was.
  Result<ExplainOptions> with(const OptionRow& row, std::string_view value);
  /// Without one, by its bare name, or without any; false: nothing of that name holds.
  bool forget(std::string_view name);

  Result<ExplainOptions> options() const { return read_explain_options(given_); }

  /// `udp, port 443`; empty where nothing holds.
  std::string text() const;

 private:
  RawOptions given_;
};

}  // namespace clashlint
