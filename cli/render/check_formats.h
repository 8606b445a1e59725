#pragma once

#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "cli/render/paint.h"
#include "cli/report.h"

namespace clashlint {

/// How text for a person is written; the formats for machines have no use for it.
struct OutputStyle {
  Paint paint{};
  bool links = false;       ///< places are links to the file: for terminals that know them
  bool verbose = false;     ///< name all that was not looked at, fold nothing
  bool statistics = false;  ///< how often each check found something, in place of the findings
};

/// An output format of `check`. A new one is one file beside this, and one row.
struct CheckFormat {
  std::string_view name;
  std::unique_ptr<CheckWriter> (*writer)(std::ostream& out, const OutputStyle& style);
};

/// In the order of the help; `text` is the first.
std::span<const CheckFormat> check_formats();

/// Null: there is no format of that name.
const CheckFormat* check_format(std::string_view name);

/// `text, agent or json`, for messages.
std::string format_names();

}  // namespace clashlint
