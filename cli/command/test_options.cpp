#include "cli/command/test_options.h"

#include <array>

#include "cli/command/choices.h"
#include "cli/command/profile_rows.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

constexpr std::array<OptionRow, 9> kRows = {{
    {"What is looked at", "--record", "", "",
     "the arguments are hosts, and where they leave now is written as a test file"},
    home_row("What is looked at"),
    layer_row("What is looked at"),
    config_row("What is looked at"),
    no_config_row("What is looked at"),
    select_row("What is looked at"),
    {"Output", "--format", "", "NAME", "text, json, junit or github (annotations)"},
    {"Output", "--color", "", "auto|always|never", "colours; auto: only on a terminal"},
    {"Output", "--help", "-h", "", "this text"},
}};

Result<TestFormat> read_format(const std::string& text) {
  if (text == "text") return TestFormat::text;
  if (text == "json") return TestFormat::json;
  if (text == "junit") return TestFormat::junit;
  if (text == "github") return TestFormat::github;
  return Error{"must be text, json, junit or github, not \"" + excerpt(text) + "\""};
}

}  // namespace

std::span<const OptionRow> test_rows() { return kRows; }

Result<TestOptions> read_test_options(const RawOptions& raw) {
  TestOptions options;
  OptionReader reader(raw);
  options.record = raw.count("--record") > 0;
  if (raw.positionals.size() < 2)
    return Error{options.record ? "name a profile and the hosts" : "name a profile and a file of tests"};
  options.profile.path = raw.positionals.front();
  options.files.assign(raw.positionals.begin() + 1, raw.positionals.end());
  read_profile_wish(reader, raw, options.profile);
  read_selections(reader, raw, options.selections);
  reader.take("--format", read_format, [&](TestFormat format) { options.format = format; });
  reader.take("--color", read_color, [&](Color color) { options.color = color; });
  if (options.record && raw.count("--format") > 0) reader.fail("--record and --format do not go together");
  if (reader.failure()) return *reader.failure();
  return options;
}

}  // namespace clashlint
