#include "cli/command/lock.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <ostream>

#include "analyzer/recognise/recognise.h"
#include "cli/command/lock_rows.h"
#include "cli/command/profile_rows.h"
#include "cli/help.h"
#include "cli/inputs.h"
#include "cli/lock_file.h"
#include "cli/profile_plan.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

constexpr std::string_view kFiles = "What is looked at";
constexpr std::string_view kOutput = "Output";

constexpr std::array<OptionRow, 6> kRows = {{
    {kFiles, "--layer", "", "[KIND:]FILE", "lay this file over the profiles; can be given for several", true},
    home_row(kFiles),
    {kFiles, "--config", "", "FILE", "read this instead of the .clashlint.yaml above each file"},
    no_config_row(kFiles),
    {kOutput, "--lock-file", "", "FILE", "write this instead of clashlint.lock; - is the standard output"},
    {kOutput, "--help", "-h", "", "this text"},
}};

struct LockOptions {
  std::vector<std::string> paths;
  ProfileWish wish;
  std::string lock_file = std::string(kLockName);
};

Result<LockOptions> read_lock_options(const RawOptions& raw) {
  LockOptions options;
  OptionReader reader(raw);
  options.paths = raw.positionals.empty() ? std::vector<std::string>{"."} : raw.positionals;
  read_profile_wish(reader, raw, options.wish);
  reader.text("--lock-file", options.lock_file);
  if (reader.failure()) return *reader.failure();
  return options;
}

class LockRun {
 public:
  LockRun(const LockOptions& options, const Environment& environment, std::ostream& out, std::ostream& err)
      : options_(options), environment_(environment), out_(out), err_(err) {}

  int run() {
    const InputList inputs = expand_inputs(options_.paths);
    for (const std::string& fault : inputs.faults) fail(fault);
    for (const Input& input : inputs.files) {
      if (const int code = add(input); code == kExitUsage) return code;
    }
    if (failed_) return kExitUnreadable;
    return write(joined(std::move(files_)));
  }

 private:
  void fail(const std::string& message) {
    err_ << "clashlint: " << message << '\n';
    failed_ = true;
  }

  int add(const Input& input) {
    ProfileWish wish = options_.wish;
    wish.path = input.path;
    const ProfilePlan plan = plan_profile(wish, environment_);
    if (plan.code != kExitFine) {
      err_ << plan.error;
      failed_ = true;
      return plan.code;
    }
    if (plan.excluded) return kExitFine;
    Sources sources;
    const Result<LoadedProfile> loaded = load_profile(sources, input.path, plan.options);
    if (!loaded) {
      fail(printable(loaded.error()));
      return kExitUnreadable;
    }
    const bool is_profile =
        recognise(sources[loaded->file].text(), *loaded->texts().front().tree).kind == FileKind::profile;
    if (!input.named && !is_profile) return kExitFine;
    std::ranges::move(files_for_lock(*loaded->profile, options_.lock_file), std::back_inserter(files_));
    ++profiles_;
    return kExitFine;
  }

  int write(const std::vector<LockedFile>& files) {
    const std::string text = lock_text(files);
    if (options_.lock_file == "-") {
      out_ << text;
      return kExitFine;
    }
    std::ofstream file(options_.lock_file, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file) {
      fail(printable(options_.lock_file) + " cannot be written");
      return kExitUnreadable;
    }
    const auto missing = std::ranges::count(files, true, &LockedFile::missing);
    out_ << printable(options_.lock_file) << ": " << files.size() << (files.size() == 1 ? " file" : " files")
         << " of " << profiles_ << (profiles_ == 1 ? " profile" : " profiles");
    if (missing > 0) out_ << ", " << missing << " of them not there";
    out_ << ".\n";
    return kExitFine;
  }

  const LockOptions& options_;
  const Environment& environment_;
  std::ostream& out_;
  std::ostream& err_;
  std::vector<LockedFile> files_;
  std::size_t profiles_ = 0;
  bool failed_ = false;
};

}  // namespace

std::span<const OptionRow> lock_rows() { return kRows; }

int run_lock(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
             std::ostream& err) {
  const Result<RawOptions> raw = read_options(kRows, args);
  if (raw && raw->count("--help") > 0) {
    out << lock_help();
    return kExitFine;
  }
  const Result<LockOptions> options = raw ? read_lock_options(*raw) : Error{raw.error()};
  if (!options) {
    err << "clashlint: " << options.error() << "; see clashlint lock --help\n";
    return kExitUsage;
  }
  return LockRun(*options, environment, out, err).run();
}

}  // namespace clashlint
