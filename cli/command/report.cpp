#include "cli/command/report.h"

#include <algorithm>
#include <array>
#include <ostream>

#include "analyzer/catalogue/catalogue.h"
#include "analyzer/check/inspect.h"
#include "cli/command/check_plan.h"
#include "cli/command/choices.h"
#include "cli/command/open_profile.h"
#include "cli/command/profile_rows.h"
#include "cli/command/report_rows.h"
#include "cli/command/rules.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/option_reader.h"
#include "cli/profile_plan.h"
#include "cli/render/printable.h"
#include "cli/report/page.h"
#include "cli/report/service_stories.h"
#include "cli/system.h"

namespace clashlint {
namespace {

constexpr std::array<OptionRow, 7> kRows = {{
    home_row("What is looked at"),
    layer_row("What is looked at"),
    config_row("What is looked at"),
    no_config_row("What is looked at"),
    select_row("What is looked at"),
    {"Output", "--output", "-o", "FILE",
     "where the page is written, whole or not at all; else to the output"},
    {"Output", "--help", "-h", "", "this text"},
}};

struct ReportOptions {
  ProfileWish profile;
  Selections choices;
  std::string command;  ///< the same question of `explain`
  std::string output;   ///< empty: the standard output
};

// As a shell reads it back.
std::string shell_word(const std::string& text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=,+-";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

// What is asked of the program in the same way as of the page.
std::string command_of(const RawOptions& raw) {
  std::string command = "clashlint explain " + shell_word(raw.positionals.front());
  for (const OptionRow& row : kRows) {
    const auto given = row.name == "--output" ? raw.given.end() : raw.given.find(row.name);
    if (given == raw.given.end()) continue;
    for (const std::string& value : given->second)
      command += " " + std::string(row.name) + (row.value.empty() ? "" : " " + shell_word(value));
  }
  return command;
}

Result<ReportOptions> read_report_options(const RawOptions& raw) {
  ReportOptions options;
  OptionReader reader(raw);
  if (raw.positionals.size() != 1) return Error{"name one profile"};
  options.profile.path = raw.positionals.front();
  read_profile_wish(reader, raw, options.profile);
  reader.text("--output", options.output);
  read_selections(reader, raw, options.choices);
  options.command = command_of(raw);
  if (reader.failure()) return *reader.failure();
  return options;
}

// As `check` sets its checks for this file.
Result<Settings> settings_of(const ProfileWish& wish, const Environment& environment) {
  CheckOptions options;
  options.config = wish.config;
  options.no_config = wish.no_config;
  ConfigFinder configs(wish.config);
  const Result<CheckPlan> plan = plan_check(options, configs, environment.today, wish.path);
  if (!plan) return Error{plan.error()};
  return plan->settings.settings;
}

std::string page_of(const ReportOptions& options, const LoadedProfile& loaded, const Sources& sources,
                    const JudgedProfile& judged, const Settings& settings) {
  const Profile& profile = *loaded.profile;
  const ExplainView view{.profile = profile,
                         .sources = sources,
                         .selections = options.choices,
                         .paint = Paint(false),
                         .why_not = {},
                         .story = {},
                         .user_home = {}};
  const SecretMap secrets(sources, loaded);
  ReportContent content{.loaded = loaded,
                        .judged = judged,
                        .view = view,
                        .path = options.profile.path,
                        .command = options.command,
                        .unseen = unseen_parts(sources, loaded),
                        .findings = inspect(sources, loaded, settings).findings,
                        .secrets = secrets};
  for (Finding& finding : content.findings) secrets.hide_in(finding);
  const std::vector<Service>& services = settings.services ? *settings.services : built_in_services();
  content.services = service_stories(view, services);
  content.other_services = services.size() - content.services.size();
  return report_page(content);
}

int write_page(const std::string& page, const std::string& output, std::ostream& out, std::ostream& err) {
  if (output.empty()) {
    out << page;
    return kExitFine;
  }
  const std::optional<Error> error = replace_file(output, page);
  return error ? fail(err, kExitUnreadable, printable(output) + " " + error->message) : kExitFine;
}

int report(const ReportOptions& options, const Environment& environment, std::ostream& out,
           std::ostream& err) {
  const Result<Settings> settings = settings_of(options.profile, environment);
  if (!settings) {
    err << settings.error();
    return kExitUsage;
  }
  Sources sources;
  const OpenProfile open = open_profile(sources, options.profile, environment, err);
  if (!open.loaded) return open.code;
  if (const auto error = check_selections(*open.loaded->profile, options.choices))
    return fail(err, kExitUsage, error->message);
  const JudgedProfile judged = judge_all(*open.loaded->profile, sources);
  const std::string page = page_of(options, *open.loaded, sources, judged, *settings);
  const int code = write_page(page, options.output, out, err);
  return std::max(code, report_disagreements(judged, err));
}

}  // namespace

std::span<const OptionRow> report_rows() { return kRows; }

int run_report(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
               std::ostream& err) {
  const Result<RawOptions> raw = read_options(kRows, args);
  if (raw && raw->count("--help") > 0) {
    out << report_help();
    return kExitFine;
  }
  const Result<ReportOptions> options = raw ? read_report_options(*raw) : Error{raw.error()};
  if (!options) return fail(err, kExitUsage, options.error() + "; see clashlint report --help");
  return report(*options, environment, out, err);
}

}  // namespace clashlint
