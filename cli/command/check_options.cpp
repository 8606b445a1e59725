#include "cli/command/check_options.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "analyzer/check/directive.h"
#include "cli/command/profile_rows.h"
#include "cli/git.h"
#include "cli/lock_file.h"
#include "cli/profile_plan.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

constexpr std::string_view kFiles = "What is looked at";
constexpr std::string_view kChecks = "What is looked for";
constexpr std::string_view kNew = "Only what is new";
constexpr std::string_view kMending = "Mending";
constexpr std::string_view kOutput = "Output";

constexpr OptionRow kRows[] = {
    home_row(kFiles),
    {kFiles, "--layer", "", "[KIND:]FILE", "lay this file over the profiles; can be given for several", true},
    {kFiles, "--profiles-only", "", "", "pass over files that are no profiles, as in folders (for hooks)"},
    {kFiles, "--stdin-filename", "", "NAME", "the name of what - brings"},
    {kChecks, "--preset", "", "NAME", "default, strict or all"},
    {kChecks, "--only", "", "CHECK", "run nothing but this check; can be given for several", true},
    {kChecks, "--select", "", "CHECK", "switch a check on; an id or a glob such as unused-*", true},
    {kChecks, "--ignore", "", "CHECK", "switch a check off", true},
    {kChecks, "--config", "", "FILE", "read this instead of the .clashlint.yaml above each file"},
    no_config_row(kChecks),
    {kChecks, "--locked", "", "", "say which lists and databases are others than in clashlint.lock"},
    {kChecks, "--lock-file", "", "FILE", "with --locked: read this instead"},
    {kChecks, "--today", "", "DATE", "the day to compare expiry dates with, such as 2027-01-31"},
    {kNew, "--since", "", "REV", "only what was not found at this git revision"},
    {kNew, "--baseline", "", "FILE", "leave out the findings that are written down there"},
    {kNew, "--create-baseline", "", "", "write down everything that is found now in --baseline FILE"},
    {kNew, "--prune-baseline", "", "", "take out of --baseline FILE what is found no more"},
    {kMending, "--fix", "", "", "mend what can be mended without changing what the profile does"},
    {kMending, "--unsafe-fixes", "", "",
     "with --fix or --diff: also where it may change what the profile does"},
    {kMending, "--diff", "", "", "write nothing, show what --fix would change"},
    {kOutput, "--fail-on", "", "error|warning|info|never",
     "exit with 1 from this level on; warning where it is not given"},
    {kOutput, "--max-findings", "", "N",
     "exit with 1 only where there are more than N findings of that level"},
    {kOutput, "--format", "", "text|agent|json|sarif|github|gitlab|junit|rdjson",
     "what is written to the standard output"},
    {kOutput, "--output", "", "FORMAT[=FILE]", "the same, or to a file; can be given for several", true},
    {kOutput, "--statistics", "", "", "with the format text: how often each check found something"},
    {kOutput, "--color", "", "auto|always|never", "colours; auto: only on a terminal"},
    {kOutput, "-v", "", "", "name also what was passed over and every list that is not there"},
    {kOutput, "--help", "-h", "", "this text"},
};

constexpr std::uint32_t kMostFindings = 1'000'000;

template <typename Value>
Result<Value> one_of(std::optional<Value> value, std::string_view allowed, const std::string& text) {
  if (value) return *value;
  return Error{"must be " + std::string(allowed) + ", not \"" + excerpt(text) + "\""};
}

Result<WantedOutput> read_wanted(const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::string name = text.substr(0, equals);
  const CheckFormat* const format = check_format(name);
  if (format == nullptr) return Error{"must be " + format_names() + ", not \"" + excerpt(name) + "\""};
  WantedOutput wanted{.format = format, .file = equals == std::string::npos ? "" : text.substr(equals + 1)};
  if (equals != std::string::npos && wanted.file.empty()) return Error{"needs a file behind the ="};
  if (wanted.file == "-") wanted.file.clear();
  return wanted;
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
  reader.number("--max-findings", kMostFindings, options.max_findings);
  reader.take("--color", read_color, [&](Color value) { options.color = value; });
  reader.text("--today", options.today);
  if (!options.today.empty() && !is_date(options.today))
    reader.fail("--today must be a date such as 2027-01-31");
}

void read_outputs(OptionReader& reader, const RawOptions& raw, CheckOptions& options) {
  const auto add = [&](std::string_view name, const std::string& text) {
    Result<WantedOutput> wanted = read_wanted(text);
    if (!wanted) return reader.fail(std::string(name) + " " + wanted.error());
    if (name == "--format" && !wanted->file.empty())
      return reader.fail("--format takes no file; --output does");
    options.outputs.push_back(std::move(*wanted));
  };
  for (const std::string_view name : {"--format", "--output"}) {
    const auto given = raw.given.find(name);
    if (given == raw.given.end()) continue;
    for (const std::string& text : given->second) add(name, text);
  }
  options.statistics = raw.count("--statistics") > 0;
  const auto on_terminal = std::ranges::count(options.outputs, std::string(), &WantedOutput::file);
  const bool shows_diff = options.mending == Mending::show;
  if (on_terminal + (shows_diff ? 1 : 0) > 1)
    reader.fail(std::string(shows_diff ? "--diff and a format" : "two formats") +
                " cannot both go to the standard output; --output FORMAT=FILE takes a file");
  // A run that fails says why, whatever else is written.
  if (on_terminal == 0 && !shows_diff)
    options.outputs.push_back({.format = check_format("text"), .file = {}});
  const bool has_text = std::ranges::any_of(
      options.outputs, [](const WantedOutput& output) { return output.format->name == "text"; });
  if (options.statistics && !has_text) reader.fail("--statistics goes with the format text");
}

void read_mending(OptionReader& reader, const RawOptions& raw, CheckOptions& options) {
  if (raw.count("--fix") > 0) options.mending = Mending::write;
  if (raw.count("--diff") > 0) options.mending = Mending::show;
  if (raw.count("--fix") > 0 && raw.count("--diff") > 0)
    reader.fail("--fix and --diff contradict each other");
  options.unsafe_fixes = raw.count("--unsafe-fixes") > 0;
  if (options.unsafe_fixes && options.mending == Mending::none)
    reader.fail("--unsafe-fixes goes with --fix or --diff");
}

void read_baseline(OptionReader& reader, const RawOptions& raw, CheckOptions& options) {
  if (const std::string* const file = raw.value("--baseline")) options.baseline = *file;
  const bool create = raw.count("--create-baseline") > 0;
  const bool prune = raw.count("--prune-baseline") > 0;
  if (create) options.baseline_use = BaselineUse::create;
  if (prune) options.baseline_use = BaselineUse::prune;
  if (create && prune) reader.fail("--create-baseline and --prune-baseline contradict each other");
  if ((create || prune) && !options.baseline)
    reader.fail(std::string(create ? "--create-baseline" : "--prune-baseline") +
                " goes with --baseline FILE");
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
  read_baseline(reader, raw, options);
  read_mending(reader, raw, options);
  read_output(reader, options);
  read_outputs(reader, raw, options);
  options.verbose = raw.count("-v") > 0;
  if (reader.failure()) return *reader.failure();
  return options;
}

}  // namespace clashlint
