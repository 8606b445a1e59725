#include "cli/command/check.h"

#include <algorithm>
#include <filesystem>
#include <istream>
#include <iterator>
#include <memory>
#include <optional>
#include <ostream>
#include <set>

#include "analyzer/check/inspect.h"
#include "analyzer/check/since.h"
#include "cli/baseline.h"
#include "cli/command/check_plan.h"
#include "cli/exit_code.h"
#include "cli/fingerprint.h"
#include "cli/help.h"
#include "cli/inputs.h"
#include "cli/lock_file.h"
#include "cli/mend.h"
#include "cli/outputs.h"
#include "cli/render/printable.h"
#include "cli/report.h"
#include "cli/revision_home.h"
#include "cli/system.h"
#include "rules/profile/home.h"
#include "rules/profile/load.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

OutputStyle style_of(const CheckOptions& options, const Environment& environment) {
  const bool color = use_color(options.color, environment);
  return {.paint = Paint(color),
          .links = color && environment.out_has_links,
          .verbose = options.verbose,
          .statistics = options.statistics};
}

class CheckRun {
 public:
  CheckRun(const CheckOptions& options, const Environment& environment, std::istream& in, std::ostream& out,
           std::ostream& err)
      : options_(options),
        environment_(environment),
        in_(in),
        out_(out),
        err_(err),
        configs_(options.config),
        // Where the standard output is the mended text, what is found goes beside it.
        outputs_(options.outputs, style_of(options, environment), mends_stdin(options) ? err : out) {
    if (options.baseline) baseline_.emplace(*options.baseline);
  }

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
    if (const auto error = read_baseline()) {
      err_ << "clashlint: " << error->message << '\n';
      return kExitUsage;
    }
    InputList inputs = expand_inputs(options_.paths);
    for (std::string& fault : inputs.faults) unreadable(std::move(fault));
    for (const Input& input : inputs.files) {
      if (!look_at(input)) return kExitUsage;
    }
    compare_with(lock);
    finish_baseline();
    outputs_.end(run_);
    for (std::string& fault : outputs_.save()) unreadable(std::move(fault));
    if (!run_.unreadable.empty()) return kExitUnreadable;
    return failing_ > options_.max_findings || !run_.differences.empty() ? kExitFindings : kExitFine;
  }

 private:
  void compare_with(const std::vector<LockedFile>& lock) {
    if (!options_.lock) return;
    run_.locked = true;
    run_.differences = lock_differences(lock, joined(std::move(used_)));
  }

  static bool mends_stdin(const CheckOptions& options) {
    return options.mending == Mending::write && std::ranges::count(options.paths, "-") > 0;
  }

  std::optional<Error> read_baseline() {
    if (!baseline_ || options_.baseline_use == BaselineUse::create) return std::nullopt;
    std::optional<Error> error = baseline_->read();
    if (error && !fs::exists(*options_.baseline)) error->message += "; --create-baseline makes it";
    return error;
  }

  // A run that could not read everything does not know what is gone.
  void finish_baseline() {
    if (!baseline_ || !run_.unreadable.empty()) return;
    run_.gone = baseline_->gone();
    if (options_.baseline_use == BaselineUse::read) return;
    const bool create = options_.baseline_use == BaselineUse::create;
    const auto error = replace_file(baseline_->file(), create ? baseline_->created() : baseline_->pruned());
    if (error) return unreadable("the baseline " + printable(baseline_->file()) + " " + error->message);
    if (!create) run_.gone = 0;
  }

  void unreadable(std::string fault) {
    err_ << "clashlint: " << fault << '\n';
    run_.unreadable.push_back(std::move(fault));
  }

  // False: its configuration cannot be used, which ends the run.
  bool look_at(const Input& input) {
    const std::string& name = input.path == "-" ? options_.stdin_name : input.path;
    const Result<CheckPlan> plan = plan_check(options_, configs_, environment_.today, name);
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
    LoadOptions where{
        .home = plan->home, .geodata_home = environment_.geodata_home, .layers = std::move(layers.layers)};
    const bool profiles_only = !input.named || options_.profiles_only;
    Look look{.path = name, .plan = *plan, .where = std::move(where), .profiles_only = profiles_only};
    Result<LoadedProfile> loaded = load(sources, input, look);
    if (!loaded) {
      unreadable(printable(loaded.error()));
      return true;
    }
    report({.sources = sources, .path = name, .refused = loaded->refused, .mended = look.mended}, *loaded,
           look);
    return true;
  }

  bool look_at_all(const std::vector<std::string>& profiles) {
    return std::ranges::all_of(
        profiles, [&](const std::string& path) { return look_at({.path = path, .named = false}); });
  }

  /// One file on its way.
  struct Look {
    const std::string& path;
    const CheckPlan& plan;
    LoadOptions where;
    bool profiles_only = false;
    std::size_t mended = 0;
  };

  Result<LoadedProfile> load(Sources& sources, const Input& input, Look& look) {
    const bool is_stdin = input.path == "-";
    if (!is_stdin && options_.mending == Mending::none) return load_profile(sources, input.path, look.where);
    Result<std::string> bytes =
        is_stdin ? std::string(std::istreambuf_iterator<char>(in_), {}) : read_file(input.path);
    if (!bytes) return Error{input.path + " " + bytes.error()};
    if (look.where.home.empty()) look.where.home = fs::path(look.path).parent_path().string();
    if (look.where.home.empty()) look.where.home = ".";
    std::string text = decode_utf16(*bytes);
    if (options_.mending != Mending::none) text = mended(input, look, *bytes, std::move(text));
    return load_profile_text(sources, sources.add(look.path, std::move(text)), look.where);
  }

  // The text to report on: what stands in the file afterwards. Those of the layers are put into `look`.
  std::string mended(const Input& input, Look& look, const std::string& bytes, std::string text) {
    const MendTask task{.name = look.path,
                        .where = look.where,
                        .settings = look.plan.settings.settings,
                        .with_unsafe = options_.unsafe_fixes,
                        .mends_layer = writable(look.where.layers),
                        .spare = [&](const Sources& sources, const LoadedProfile& loaded,
                                     Inspection& inspection) { spare(sources, loaded, look, inspection); }};
    ProfileTexts before{.profile = std::move(text)};
    for (const LayerText& layer : task.where.layers) before.layers.push_back(layer.text);
    // What would be written is UTF-8: another encoding is left as it is.
    MendedTexts fixed = bytes == before.profile ? mend(task, before) : MendedTexts{.texts = before};
    if (options_.mending != Mending::write) {
      show_diffs(task, before, fixed.texts);
      return before.profile;
    }
    if (input.path == "-") {
      out_ << (fixed.made == 0 ? bytes : fixed.texts.profile);
    } else if (!write_mended(input.path, before.profile, fixed.texts.profile)) {
      return before.profile;
    }
    for (std::size_t at = 0; at < look.where.layers.size(); ++at) {
      LayerText& layer = look.where.layers[at];
      if (write_mended(layer.name, before.layers[at], fixed.texts.layers[at]))
        layer.text = fixed.texts.layers[at];
    }
    look.mended = fixed.made;
    return std::move(fixed.texts.profile);
  }

  // Files that hold the text as it was read, each once.
  static std::vector<bool> writable(const std::vector<LayerText>& layers) {
    std::vector<bool> can;
    std::set<std::string> seen;
    for (const LayerText& layer : layers) {
      const Result<std::string> bytes = read_file(layer.name);
      can.push_back(seen.insert(layer.name).second && bytes && *bytes == layer.text);
    }
    return can;
  }

  // A layer of several profiles is shown once.
  void show_diffs(const MendTask& task, const ProfileTexts& before, ProfileTexts after) {
    for (std::size_t at = 0; at < after.layers.size(); ++at) {
      const bool changes = after.layers[at] != before.layers[at];
      if (changes && !shown_layers_.insert(task.where.layers[at].name).second)
        after.layers[at] = before.layers[at];
    }
    out_ << mend_diff(task, before, after, style_of(options_, environment_).paint);
  }

  bool write_mended(const std::string& path, const std::string& before, const std::string& text) {
    if (text == before) return true;
    const Result<std::string> now = read_file(path);
    std::optional<Error> error;
    if (!now || *now != before) error = Error{"was changed meanwhile and is not mended"};
    if (!error) error = replace_file(path, text);
    if (error) unreadable(printable(path) + " " + error->message);
    return !error;
  }

  // Files that are passed over, what was there before and what a baseline has stay as they are.
  void spare(const Sources& sources, const LoadedProfile& loaded, const Look& look, Inspection& inspection) {
    if (passes_over(inspection.kind, loaded.refused, look.profiles_only)) inspection.findings.clear();
    if (!leave_out_old(sources, look, inspection.findings)) inspection.findings.clear();
    if (!baseline_ || options_.baseline_use == BaselineUse::create) return;
    Findings& findings = inspection.findings;
    FileReport report{.sources = sources, .path = look.path, .inspection = {.findings = findings}};
    hide_secrets(report, loaded);
    keep_unless(baseline_->has(report), findings);
  }

  static void keep_unless(const std::vector<bool>& known, Findings& findings) {
    std::size_t at = 0;
    std::erase_if(findings, [&](const Finding&) { return known[at++]; });
  }

  static bool passes_over(const Recognised& kind, bool refused, bool profiles_only) {
    return profiles_only ? !meant_as_profile(kind) : kind.kind != FileKind::profile && !refused;
  }

  void report(FileReport report, const LoadedProfile& loaded, const Look& look) {
    const CheckPlan& plan = look.plan;
    report.inspection = inspect(report.sources, loaded, plan.settings.settings);
    const Recognised& kind = report.inspection.kind;
    const bool pass_over = passes_over(kind, loaded.refused, look.profiles_only);
    report.asked_for = !look.profiles_only;
    if (!leave_out_old(report.sources, look, report.inspection.findings)) return;
    if (pass_over) {
      report.other = kind.what.empty() ? "no key of a profile in it" : kind.what;
      report.inspection.findings.clear();
    }
    hide_secrets(report, loaded);
    if (!pass_over) report.unseen = unseen_parts(report.sources, loaded);
    if (options_.lock && !pass_over)
      std::ranges::move(files_for_lock(*loaded.profile, *options_.lock), std::back_inserter(used_));
    leave_out_known(report, plan);
    report.fail_on = plan.fail_on;
    report.fingerprints = fingerprints_of(report, fs::path(report.path).lexically_normal().generic_string());
    failing_ += static_cast<std::size_t>(std::ranges::count_if(
        report.inspection.findings,
        [&](const Finding& finding) { return reaches(finding.severity, plan.fail_on); }));
    run_.add(report);
    outputs_.file(report);
  }

  void leave_out_known(FileReport& report, const CheckPlan& plan) {
    if (!baseline_ || !report.other.empty()) return;
    Findings& findings = report.inspection.findings;
    const bool create = options_.baseline_use == BaselineUse::create;
    const std::vector<bool> known =
        create ? std::vector<bool>(findings.size(), true) : baseline_->has(report);
    baseline_->note(report, plan.settings.settings);
    report.known = static_cast<std::size_t>(std::ranges::count(known, true));
    keep_unless(known, findings);
  }

  // False: there is no such revision.
  bool leave_out_old(const Sources& sources, const Look& look, Findings& findings) {
    if (!options_.since) return true;
    Sources old_sources;
    RevisionHome home;
    const Result<std::optional<LoadedProfile>> old =
        home.load(old_sources, *options_.since, look.path, look.where, "");
    if (!old) {
      unreadable(printable(look.path) + ": " + old.error());
      return false;
    }
    if (!*old) return true;
    const Inspection then = inspect(old_sources, **old, look.plan.settings.settings);
    keep_new(sources, findings, old_sources, then.findings);
    return true;
  }

  // Whatever the format, nothing that a writer gets holds a secret.
  static void hide_secrets(FileReport& report, const LoadedProfile& loaded) {
    if (report.inspection.findings.empty()) return;
    report.secrets = std::make_unique<SecretMap>(report.sources, loaded);
    for (Finding& finding : report.inspection.findings) report.secrets->hide_in(finding);
  }

  const CheckOptions& options_;
  const Environment& environment_;
  std::istream& in_;
  std::ostream& out_;
  std::ostream& err_;
  ConfigFinder configs_;
  Outputs outputs_;
  std::optional<Baseline> baseline_;
  RunReport run_;
  std::set<std::string> looked_at_;
  std::set<std::string> shown_layers_;  ///< of which a difference was shown
  std::vector<LockedFile> used_;        ///< lists and databases of all profiles
  std::size_t failing_ = 0;             ///< findings at or above the threshold
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
