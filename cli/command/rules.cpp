#include "cli/command/rules.h"

#include <algorithm>
#include <array>
#include <ostream>

#include "cli/command/open_profile.h"
#include "cli/command/profile_rows.h"
#include "cli/command/rules_rows.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/option_reader.h"
#include "cli/profile_plan.h"
#include "cli/render/json.h"
#include "cli/render/printable.h"
#include "cli/render/refusal.h"
#include "cli/render/rules_json.h"
#include "cli/render/rules_text.h"
#include "rules/profile/load.h"

namespace clashlint {
namespace {

constexpr std::array<OptionRow, 9> kRows = {{
    home_row("What is looked at"),
    layer_row("What is looked at"),
    config_row("What is looked at"),
    no_config_row("What is looked at"),
    {"Output", "--verdict", "", "NAME",
     "only rows of this verdict: alive, dns, never or unknown; can be given for several", true},
    {"Output", "--format", "", "text|json", "json: one object with every row"},
    {"Output", "--color", "", "auto|always|never", "colours; auto: only on a terminal"},
    {"Output", "-v", "", "", "every connection and row in full"},
    {"Output", "--help", "-h", "", "this text"},
}};

struct RulesOptions {
  ProfileWish profile;
  bool json = false;
  Color color = Color::automatic;
  RulesShown shown;
};

Result<RulesOptions> read_rules_options(const RawOptions& raw) {
  RulesOptions options;
  OptionReader reader(raw);
  if (raw.positionals.size() != 1) return Error{"name one profile"};
  options.profile.path = raw.positionals.front();
  read_profile_wish(reader, raw, options.profile);
  reader.take("--color", read_color, [&](Color color) { options.color = color; });
  if (const std::string* format = raw.value("--format")) {
    options.json = *format == "json";
    if (!options.json && *format != "text")
      reader.fail("--format must be text or json, not \"" + excerpt(*format) + "\"");
  }
  options.shown.in_full = raw.count("-v") > 0;
  if (const auto given = raw.given.find("--verdict"); given != raw.given.end()) {
    for (const std::string& word : given->second) {
      if (const std::optional<Verdict> verdict = verdict_named(word)) {
        options.shown.only.push_back(*verdict);
      } else {
        reader.fail("--verdict must be alive, dns, never or unknown, not \"" + excerpt(word) + "\"");
      }
    }
  }
  if (reader.failure()) return *reader.failure();
  return options;
}

}  // namespace

int report_disagreements(const JudgedProfile& judged, std::ostream& err) {
  int code = kExitFine;
  for (const JudgedList& list : judged.lists) {
    for (const int row : list.judge->disagreements()) {
      const Rule& rule = list.rules[static_cast<std::size_t>(row)];
      code = fail(err, kExitUnreadable,
                  "a fault of ours: the walk does not confirm what was found of line " +
                      std::to_string(judged.sources.position(rule.span).line) + ", " + printable(rule.text));
    }
  }
  return code;
}

std::span<const OptionRow> rules_rows() { return kRows; }

int run_rules(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
              std::ostream& err) {
  const Result<RawOptions> raw = read_options(kRows, args);
  if (raw && raw->count("--help") > 0) {
    out << rules_help();
    return kExitFine;
  }
  const Result<RulesOptions> options = raw ? read_rules_options(*raw) : Error{raw.error()};
  if (!options) return fail(err, kExitUsage, options.error() + "; see clashlint rules --help");
  const ProfilePlan plan = plan_profile(options->profile, environment);
  if (plan.code != kExitFine) {
    err << plan.error;
    return plan.code;
  }
  Sources sources;
  const Result<LoadedProfile> loaded = load_profile(sources, options->profile.path, plan.options);
  if (!loaded) return fail(err, kExitUnreadable, printable(loaded.error()));
  if (loaded->refused) {
    err << refusal_text(*loaded, sources);
    if (options->json) out << refusal_json(*loaded, sources) << '\n';
    return kExitFindings;
  }
  const JudgedProfile judged = judge_all(*loaded->profile, sources);
  if (options->json) {
    out << rules_json(judged, options->shown) << '\n';
  } else {
    out << rules_text(judged, options->shown, Paint(use_color(options->color, environment)));
  }
  return report_disagreements(judged, err);
}

}  // namespace clashlint
