#include "cli/command/check_options.h"

#include <array>
#include <utility>

#include "analyzer/check/directive.h"
#include "cli/git.h"
#include "cli/lock_file.h"
#include "cli/profile_plan.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

constexpr std::string_view kFiles = "What is looked at";
constexpr std::string_view kChecks = "What is looked for";
constexpr std::string_view kOutput = "Output";

constexpr std::array<OptionRow, 19> kRows = {{
    {kFiles, "--home", "", "DIR", "the core's directory: providers and geodata are looked for there"},
    {kFiles, "--layer", "", "[KIND:]FILE", "lay this file over the profiles; can be given for several", true},
    {kFiles, "--profiles-only", "", "", "pass over files that are no profiles, as in folders (for hooks)"},
    {kFiles, "--stdin-filename", "", "NAME", "the name of what - brings"},
    {kChecks, "--preset", "", "NAME", "default, strict or all"},
    {kChecks, "--only", "", "ID", "run nothing but this check; can be given for several", true},
    {kChecks, "--select", "", "ID", "switch a check on; an id or a glob such as unused-*", true},
    {kChecks, "--ignore", "", "ID", "switch a check off", true},
    {kChecks, "--since", "", "REV", "only what was not found at this git revision"},
    {kChecks, "--config", "", "FILE", "read this instead of the .clashlint.yaml above each file"},
    {kChecks, "--no-config", "", "", "read no configuration"},
    {kChecks, "--locked", "", "", "say which lists and databases are others than in clashlint.lock"},
    {kChecks, "--lock-file", "", "FILE", "with --locked: read this instead"},
    {kChecks, "--today", "", "DATE", "the day to compare expiry dates with, such as 2027-01-31"},
    {kOutput, "--fail-on", "", "LEVEL",
     "exit with 1 from this level on: error, warning (the default), info or never"},
    {kOutput, "--format", "", "text|json|sarif|github", "github: annotations of a workflow"},
    {kOutput, "--color", "", "auto|always|never", "colours; auto: only on a terminal"},
    {kOutput, "-v", "", "", "name also what was passed over and every list that is not there"},
    {kOutput, "--help", "-h", "", "this text"},
}};

template <typename Value>
Result<Value> one_of(std::optional<Value> value, std::string_view allowed, const std::string& text) {
  if (value) return *value;
  return Error{"must be " + std::string(allowed) + ", not \"" + excerpt(text) + "\""};
}

Result<CheckFormat> read_format(const std::string& text) {
  std::optional<CheckFormat> format;
  if (text == "text") format = CheckFormat::text;
  if (text == "json") format = CheckFormat::json;
  if (text == "sarif") format = CheckFormat::sarif;
  if (text == "github") format = CheckFormat::github;
  return one_of(format, "text, json, sarif or github", text);
}

void read_choices(OptionReader& reader, const RawOptions& raw, CheckOptions& options) {
  reader.take(
      "--preset",
      [](const std::string& text) { return one_of(preset_named(text), "default, strict or all", text); },
      [&](Preset value) { options.block.preset = value; });
  if (raw.count("--only") > 0) options.block.choices.push_back({.pattern = "*", .on = false});
  for (const auto& [name, on] :
       {std::pair{"--only", true}, std::pair{"--select", true}, std::pair{"--ignore", false}}) {
    const auto given = raw.given.find(name);
    if (given == raw.given.end()) continue;
    for (const std::string& pattern : given->second) {
      if (const std::string why = choice_fault(pattern); !why.empty())
        reader.fail(std::string(name) + ": " + printable(why));
      options.block.choices.push_back({.pattern = pattern, .on = on});
    }
  }
}

void read_output(OptionReader& reader, CheckOptions& options) {
  reader.take(
      "--fail-on",
      [](const std::string& text) {
        return one_of(fail_on_named(text), "error, warning, info or never", text);
      },
      [&](FailOn value) { options.fail_on = value; });
  reader.take("--format", read_format, [&](CheckFormat value) { options.format = value; });
  reader.take("--color", read_color, [&](Color value) { options.color = value; });
  reader.text("--today", options.today);
  if (!options.today.empty() && !is_date(options.today))
    reader.fail("--today must be a date such as 2027-01-31");
}

}  // namespace

std::span<const OptionRow> check_rows() { return kRows; }

Result<CheckOptions> read_check_options(const RawOptions& raw) {
  CheckOptions options;
  OptionReader reader(raw);
  options.paths = raw.positionals.empty() ? std::vector<std::string>{"."} : raw.positionals;
  options.stdin_name = "<stdin>";
  reader.text("--stdin-filename", options.stdin_name);
  options.profiles_only = raw.count("--profiles-only") > 0;
  if (const std::string* const home = raw.value("--home")) options.home = *home;
  if (const std::string* const config = raw.value("--config")) options.config = *config;
  options.no_config = raw.count("--no-config") > 0;
  if (raw.count("--locked") > 0) options.lock = kLockName;
  if (const std::string* const lock = raw.value("--lock-file")) {
    if (!options.lock) reader.fail("--lock-file goes with --locked");
    options.lock = *lock;
  }
  if (const std::string* const revision = raw.value("--since")) {
    if (!is_revision(*revision))
      reader.fail("--since must be a revision, not \"" + excerpt(*revision) + "\"");
    options.since = *revision;
  }
  if (options.no_config && options.config) reader.fail("--config and --no-config contradict each other");
  read_layers_wish(reader, raw, "--layer", options.layers);
  read_choices(reader, raw, options);
  read_output(reader, options);
  options.verbose = raw.count("-v") > 0;
  if (reader.failure()) return *reader.failure();
  return options;
}

}  // namespace clashlint
