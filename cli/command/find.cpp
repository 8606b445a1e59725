#include "cli/command/find.h"

#include <algorithm>
#include <ostream>

#include "cli/command/choices.h"
#include "cli/command/find_options.h"
#include "cli/command/open_profile.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/render/find_text.h"
#include "cli/render/printable.h"
#include "cli/suggest.h"

namespace clashlint {
namespace {

// A name that is misspelt would be a proof of nothing.
std::optional<std::string> unknown_name(const Profile& profile, const FindOptions& options) {
  std::vector<std::string_view> known;
  for (const auto& outbound : profile.outbounds) known.push_back(outbound->name);
  for (const auto* names : {&options.to, &options.not_to}) {
    for (const std::string& name : *names) {
      if (std::ranges::find(known, name) == known.end())
        return "there is no outbound \"" + excerpt(name) + "\"" + did_you_mean(name, known);
    }
  }
  return std::nullopt;
}

std::optional<std::string> unknown_line(const LoadedProfile& loaded, const Sources& sources,
                                        const FindOptions& options) {
  for (const AskedRow& row : options.rules) {
    const bool known = std::ranges::any_of(loaded.profile->rules,
                                           [&](const Rule& rule) { return stands_on(sources, rule, row); });
    if (!known)
      return "--rule: there is no rule on line " + std::to_string(row.line) +
             (row.file.empty() ? "" : " of " + printable(row.file));
  }
  return std::nullopt;
}

bool allows(const FindOptions& options, const Sources& sources, const Profile& profile, Exits& exits,
            int way) {
  const auto leads = [&](const std::string& name) { return exits.leads_to(way, name); };
  if (!options.to.empty() && std::ranges::none_of(options.to, leads)) return false;
  if (std::ranges::any_of(options.not_to, leads)) return false;
  if (options.rules.empty()) return true;
  const RuleWay& taken = exits.list().way(way);
  return !taken.left_over() && std::ranges::any_of(options.rules, [&](const AskedRow& row) {
    return stands_on(sources, profile.rules[static_cast<std::size_t>(taken.first)], row);
  });
}

}  // namespace

int find_in(const LoadedProfile& loaded, const Sources& sources, const FindOptions& options, Paint paint,
            std::ostream& out, std::ostream& err) {
  const Profile& profile = *loaded.profile;
  if (const auto error = check_selections(profile, options.selections))
    return fail(err, kExitUsage, error->message);
  if (const auto fault = unknown_name(profile, options)) return fail(err, kExitUsage, *fault);
  if (const auto fault = unknown_line(loaded, sources, options)) return fail(err, kExitUsage, *fault);

  Exits exits(profile, options.selections);
  const std::size_t limit = options.limit == 0 ? Exits::kNoLimit : options.limit;
  const std::vector<FoundExit> found = exits.find(
      options.wanted, [&](int way) { return allows(options, sources, profile, exits, way); }, limit);
  const FindView view{.sources = sources, .profile = profile, .exits = exits, .found = found};
  if (options.json) {
    out << find_json(view) << '\n';
  } else {
    out << find_text(view, paint);
  }
  return found.empty() ? kExitFine : kExitFindings;
}

int run_find(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
             std::ostream& err) {
  const Result<RawOptions> raw = read_options(find_rows(), args);
  if (raw && raw->count("--help") > 0) {
    out << find_help();
    return kExitFine;
  }
  const Result<FindOptions> options = raw ? read_find_options(*raw) : Error{raw.error()};
  if (!options) return fail(err, kExitUsage, options.error() + "; see clashlint find --help");
  Sources sources;
  const OpenProfile open = open_profile(sources, options->profile, environment, err);
  if (!open.loaded) return open.code;
  return find_in(*open.loaded, sources, *options, Paint(use_color(options->color, environment)), out, err);
}

}  // namespace clashlint
