#include "cli/command/check.h"

#include <algorithm>
#include <filesystem>
#include <istream>
#include <iterator>
#include <memory>
#include <ostream>
#include <set>

#include "analyzer/check/inspect.h"
#include "analyzer/check/since.h"
#include "analyzer/config/config.h"
#include "cli/command/check_options.h"
#include "cli/config_finder.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/inputs.h"
#include "cli/lock_file.h"
#include "cli/render/check_json.h"
#include "cli/render/check_text.h"
#include "cli/render/printable.h"
#include "cli/report.h"
#include "cli/revision_home.h"
#include "rules/profile/home.h"
#include "rules/profile/load.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

std::unique_ptr<CheckWriter> writer_for(const CheckOptions& options, const Environment& environment,
                                        std::ostream& out) {
  switch (options.format) {
    case CheckFormat::json:
      return json_writer(out);
    case CheckFormat::sarif:
      return sarif_writer(out);
    case CheckFormat::github:
      return github_writer(out);
    case CheckFormat::text:
      break;
  }
  return text_writer(out, Paint(use_color(options.color, environment)), options.verbose);
}

/// How one file is to be looked at.
struct Plan {
  FileSettings settings;
  FailOn fail_on = FailOn::warning;
  bool excluded = false;
  std::vector<WantedLayer> layers{};
  std::vector<std::string> laid_over{};  ///< the profiles of a file that is a layer itself
};

class CheckRun {
 public:
  CheckRun(const CheckOptions& options, const Environment& environment, std::istream& in, std::ostream& out,
           std::ostream& err)
      : options_(options),
        environment_(environment),
        in_(in),
        err_(err),
        configs_(options.config),
        writer_(writer_for(options, environment, out)) {}

  int run() {
    std::vector<LockedFile> lock;
    if (options_.lock) {
      Result<std::vector<LockedFile>> loaded = load_lock(*options_.lock);
      if (!loaded) {
        err_ << loaded.error();
        return kExitUnreadable;
      }
      lock = std::move(*loaded);
    }
    InputList inputs = expand_inputs(options_.paths);
    for (std::string& fault : inputs.faults) unreadable(std::move(fault));
    for (const Input& input : inputs.files) {
      if (!look_at(input)) return kExitUsage;
    }
    compare_with(lock);
    writer_->end(run_);
    if (!run_.unreadable.empty()) return kExitUnreadable;
    return failed_ || !run_.differences.empty() ? kExitFindings : kExitFine;
  }

 private:
  void compare_with(const std::vector<LockedFile>& lock) {
    if (!options_.lock) return;
    run_.locked = true;
    run_.differences = lock_differences(lock, joined(std::move(used_)));
  }

  void unreadable(std::string fault) {
    err_ << "clashlint: " << fault << '\n';
    run_.unreadable.push_back(std::move(fault));
  }

  // False: its configuration cannot be used, which ends the run.
  bool look_at(const Input& input) {
    const std::string& name = input.path == "-" ? options_.stdin_name : input.path;
    Result<Plan> plan = plan_for(name);
    if (!plan) {
      err_ << plan.error();
      return false;
    }
    if (plan->excluded || !looked_at_.insert(name).second) return true;
    // Of a layer alone nothing can be said: its profiles are looked at instead. In a
    // folder they are there as well.
    if (!plan->laid_over.empty()) return !input.named || look_at_all(plan->laid_over);
    LayersRead layers = read_layers(plan->layers);
    if (layers.code == kExitUsage) {
      err_ << "clashlint: " << layers.error << '\n';
      return false;
    }
    if (layers.code != kExitFine) {
      unreadable(layers.error);
      return true;
    }
    Sources sources;
    const LoadOptions where{.home = home_of(*plan),
                            .geodata_home = environment_.geodata_home,
                            .layers = std::move(layers.layers)};
    Result<LoadedProfile> loaded = load(sources, input, where);
    if (!loaded) {
      unreadable(printable(loaded.error()));
      return true;
    }
    report({.sources = sources, .path = name, .refused = loaded->refused}, *loaded, *plan, where,
           !input.named || options_.profiles_only);
    return true;
  }

  bool look_at_all(const std::vector<std::string>& profiles) {
    return std::ranges::all_of(
        profiles, [&](const std::string& path) { return look_at({.path = path, .named = false}); });
  }

  Result<LoadedProfile> load(Sources& sources, const Input& input, const LoadOptions& where) {
    if (input.path != "-") return load_profile(sources, input.path, where);
    std::string text(std::istreambuf_iterator<char>(in_), {});
    LoadOptions placed = where;
    if (placed.home.empty()) placed.home = fs::path(options_.stdin_name).parent_path().string();
    if (placed.home.empty()) placed.home = ".";
    const FileId file = sources.add(options_.stdin_name, decode_utf16(std::move(text)));
    return load_profile_text(sources, file, placed);
  }

  void report(FileReport report, const LoadedProfile& loaded, const Plan& plan, const LoadOptions& where,
              bool profiles_only) {
    report.inspection = inspect(report.sources, loaded, plan.settings.settings);
    const Recognised& kind = report.inspection.kind;
    const bool pass_over =
        profiles_only ? !meant_as_profile(kind) : kind.kind != FileKind::profile && !loaded.refused;
    report.asked_for = !profiles_only;
    if (options_.since && !leave_out_old(report, plan, where)) return;
    if (pass_over) {
      report.other = kind.what.empty() ? "no key of a profile in it" : kind.what;
      report.inspection.findings.clear();
    }
    hide_secrets(report, loaded);
    if (!pass_over) report.unseen = unseen_parts(report.sources, loaded);
    if (options_.lock && !pass_over)
      std::ranges::move(files_for_lock(*loaded.profile, *options_.lock), std::back_inserter(used_));
    failed_ = failed_ || std::ranges::any_of(report.inspection.findings, [&](const Finding& finding) {
                return reaches(finding.severity, plan.fail_on);
              });
    run_.add(report);
    writer_->file(report);
  }

  // False: there is no such revision.
  bool leave_out_old(FileReport& report, const Plan& plan, const LoadOptions& where) {
    Sources old_sources;
    RevisionHome home;
    const Result<std::optional<LoadedProfile>> old =
        home.load(old_sources, *options_.since, report.path, where, "");
    if (!old) {
      unreadable(printable(report.path) + ": " + old.error());
      return false;
    }
    if (!*old) return true;
    const Inspection then = inspect(old_sources, **old, plan.settings.settings);
    keep_new(report.sources, report.inspection.findings, old_sources, then.findings);
    return true;
  }

  // Whatever the format, nothing that a writer gets holds a secret.
  static void hide_secrets(FileReport& report, const LoadedProfile& loaded) {
    if (report.inspection.findings.empty()) return;
    report.secrets = std::make_unique<SecretMap>(report.sources, loaded);
    for (Finding& finding : report.inspection.findings) report.secrets->hide_in(finding);
  }

  Result<Plan> plan_for(const std::string& path) {
    Config config;
    if (!options_.no_config) {
      const Result<const Config*> found = configs_.config_for(path);
      if (!found) return Error{found.error()};
      if (*found != nullptr) config = **found;
    }
    const std::string from_config = path_from(config.folder, path);
    config.blocks.push_back(options_.block);
    Plan plan{.settings = settings_for(config, from_config)};
    plan.settings.settings.today = options_.today.empty() ? environment_.today : options_.today;
    if (plan.settings.home)
      *plan.settings.home = (fs::path(config.folder) / *plan.settings.home).lexically_normal().string();
    plan.layers = options_.layers.empty() ? layers_of(config, plan.settings) : options_.layers;
    if (options_.layers.empty()) plan.laid_over = profiles_with_layer(config, from_config);
    plan.fail_on = options_.fail_on.value_or(config.fail_on.value_or(FailOn::warning));
    plan.excluded = std::ranges::any_of(
        config.exclude, [&](const std::string& pattern) { return path_matches(pattern, from_config); });
    return plan;
  }

  std::string home_of(const Plan& plan) const {
    return options_.home.value_or(plan.settings.home.value_or(""));
  }

  const CheckOptions& options_;
  const Environment& environment_;
  std::istream& in_;
  std::ostream& err_;
  ConfigFinder configs_;
  std::unique_ptr<CheckWriter> writer_;
  RunReport run_;
  std::set<std::string> looked_at_;
  std::vector<LockedFile> used_;  ///< lists and databases of all profiles
  bool failed_ = false;
};

}  // namespace

int run_check(const std::vector<std::string>& args, const Environment& environment, std::istream& in,
              std::ostream& out, std::ostream& err) {
  const Result<RawOptions> raw = read_options(check_rows(), args);
  if (raw && raw->count("--help") > 0) {
    out << check_help();
    return kExitFine;
  }
  const Result<CheckOptions> options = raw ? read_check_options(*raw) : Error{raw.error()};
  if (!options) {
    err << "clashlint: " << options.error() << "; see clashlint check --help\n";
    return kExitUsage;
  }
  std::error_code ignored;
  if (options->home && !fs::is_directory(*options->home, ignored)) {
    err << "clashlint: --home: " << printable(*options->home) << " is no folder\n";
    return kExitUnreadable;
  }
  return CheckRun(*options, environment, in, out, err).run();
}

}  // namespace clashlint
