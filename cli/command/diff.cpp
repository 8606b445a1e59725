#include "cli/command/diff.h"

#include <filesystem>
#include <ostream>

#include "cli/command/ask_host.h"
#include "cli/command/diff_options.h"
#include "cli/command/open_profile.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/render/diff_formats.h"
#include "cli/render/printable.h"
#include "cli/revision_home.h"
#include "rules/profile/home.h"

namespace clashlint {
namespace {

/// One side: a file, or a file at a revision.
class Side {
 public:
  Side(Sources& sources, const Environment& environment) : sources_(sources), environment_(environment) {}

  OpenProfile open(const ProfileWish& wish, const std::optional<std::string>& revision, std::ostream& err) {
    if (!revision) return open_profile(sources_, wish, environment_, err);
    const ProfilePlan plan = plan_profile(wish, environment_);
    if (plan.code != kExitFine) {
      err << plan.error;
      return {.code = plan.code};
    }
    Result<std::optional<LoadedProfile>> loaded =
        home_.load(sources_, *revision, wish.path, plan.options, *revision + ":");
    if (!loaded) return {.code = fail(err, kExitUnreadable, loaded.error())};
    if (!*loaded) {
      const std::string what = printable(wish.path) + " is not there at " + printable(*revision);
      return {.code = fail(err, kExitUnreadable, what)};
    }
    return taken_profile(sources_, std::move(**loaded), err);
  }

 private:
  Sources& sources_;
  const Environment& environment_;
  RevisionHome home_;
};

/// Nothing: the file is not understood, and `err` has been told why.
std::optional<Expectations> read_expected(Sources& sources, const std::string& path, std::ostream& err) {
  Result<std::string> text = read_file(path);
  if (!text) {
    fail(err, kExitUnreadable, printable(path) + " " + text.error());
    return std::nullopt;
  }
  Findings faults;
  const FileId file = sources.add(path, decode_utf16(std::move(*text)));
  Expectations expected = read_expectations(sources, file, ask_host, faults);
  err << fault_lines(sources, faults);
  return faults.empty() ? std::optional(std::move(expected)) : std::nullopt;
}

std::string rendered(const DiffView& view, const DiffOptions& options, const Environment& environment) {
  switch (options.format) {
    case DiffFormat::text:
      return diff_text(view, Paint(use_color(options.color, environment)));
    case DiffFormat::json:
      return diff_json(view) + "\n";
    case DiffFormat::markdown:
      return diff_markdown(view);
    case DiffFormat::github:
      return diff_github(view);
  }
  return {};
}

int compare(const DiffOptions& options, const Environment& environment, std::ostream& out,
            std::ostream& err) {
  Sources sources;
  Side side_before(sources, environment);
  Side side_after(sources, environment);
  const OpenProfile before = side_before.open(options.before, options.revision_before, err);
  if (!before.loaded) return before.code;
  const OpenProfile after = side_after.open(options.after, options.revision_after, err);
  if (!after.loaded) return after.code;
  std::optional<Expectations> expected;
  if (options.expect) {
    expected = read_expected(sources, *options.expect, err);
    if (!expected) return kExitUnreadable;
  }
  const ProfileDiff diff(*before.loaded, *after.loaded);
  DiffView view{.sources = sources, .before = *before.loaded, .after = *after.loaded, .diff = diff};
  if (expected) {
    view.expected = &*expected;
    view.unexpected = unexpected_changes(*diff.pair, diff.routes, *expected);
    view.idle = idle_expectations(*diff.pair, diff.routes, *expected);
  }
  out << rendered(view, options, environment);
  return view.fails() ? kExitFindings : kExitFine;
}

}  // namespace

int run_diff(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
             std::ostream& err) {
  const Result<RawOptions> raw = read_options(diff_rows(), args);
  if (raw && raw->count("--help") > 0) {
    out << diff_help();
    return kExitFine;
  }
  const Result<DiffOptions> options = raw ? read_diff_options(*raw) : Error{raw.error()};
  if (!options) return fail(err, kExitUsage, options.error() + "; see clashlint diff --help");
  return compare(*options, environment, out, err);
}

}  // namespace clashlint
