#include "cli/command/diff_options.h"

#include <array>

#include "cli/command/profile_rows.h"
#include "cli/git.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

constexpr std::array<OptionRow, 13> kRows = {{
    {"What is compared", "--git", "", "REV[..REV]",
     "PATH at a revision with PATH as it is, or at two; lists of the repository as well"},
    {"What is compared", "--home", "", "DIR", "the core's directory, for both"},
    {"What is compared", "--old-home", "", "DIR", "the core's directory of the first"},
    {"What is compared", "--new-home", "", "DIR", "the core's directory of the second"},
    {"What is compared", "--layer", "", "[KIND:]FILE", "lay this file over both; can be given for several",
     true},
    {"What is compared", "--old-layer", "", "[KIND:]FILE", "lay this file over the first", true},
    {"What is compared", "--new-layer", "", "[KIND:]FILE", "lay this file over the second", true},
    {"What is compared", "--config", "", "FILE",
     "read this instead of the .clashlint.yaml above each profile"},
    no_config_row("What is compared"),
    {"What is expected", "--expect", "", "FILE", "changes that are wanted: anything else that changes fails"},
    {"Output", "--format", "", "NAME", "text, json, markdown (for a comment) or github (annotations)"},
    {"Output", "--color", "", "auto|always|never", "colours; auto: only on a terminal"},
    {"Output", "--help", "-h", "", "this text"},
}};

Result<DiffFormat> read_format(const std::string& text) {
  if (text == "text") return DiffFormat::text;
  if (text == "json") return DiffFormat::json;
  if (text == "markdown") return DiffFormat::markdown;
  if (text == "github") return DiffFormat::github;
  return Error{"must be text, json, markdown or github, not \"" + excerpt(text) + "\""};
}

void read_revisions(OptionReader& reader, const std::string& text, DiffOptions& options) {
  const std::size_t dots = text.find("..");
  const std::string first = text.substr(0, dots);
  if (!is_revision(first)) return reader.fail("--git must be REV or REV..REV, not \"" + excerpt(text) + "\"");
  options.revision_before = first;
  if (dots == std::string::npos) return;
  const std::string second = text.substr(dots + 2);
  if (!is_revision(second) || second.starts_with('.'))
    return reader.fail("--git must be REV or REV..REV, not \"" + excerpt(text) + "\"");
  options.revision_after = second;
}

}  // namespace

std::span<const OptionRow> diff_rows() { return kRows; }

Result<DiffOptions> read_diff_options(const RawOptions& raw) {
  DiffOptions options;
  OptionReader reader(raw);
  const std::string* const git = raw.value("--git");
  const std::size_t wanted = git == nullptr ? 2 : 1;
  if (raw.positionals.size() != wanted) {
    return Error{git == nullptr ? "name two profiles, the old one first"
                                : "with --git, name one profile: a path in the repository"};
  }
  if (git != nullptr) read_revisions(reader, *git, options);
  read_profile_wish(reader, raw, options.before);
  options.after = options.before;
  options.before.path = raw.positionals.front();
  options.after.path = raw.positionals.back();
  reader.text("--old-home", options.before.home);
  reader.text("--new-home", options.after.home);
  read_layers_wish(reader, raw, "--old-layer", options.before.layers);
  read_layers_wish(reader, raw, "--new-layer", options.after.layers);
  if (const std::string* const path = raw.value("--expect")) options.expect = *path;
  reader.take("--format", read_format, [&](DiffFormat format) { options.format = format; });
  reader.take("--color", read_color, [&](Color color) { options.color = color; });
  if (reader.failure()) return *reader.failure();
  return options;
}

}  // namespace clashlint
