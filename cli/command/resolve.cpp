#include "cli/command/resolve.h"

#include <algorithm>
#include <array>
#include <memory>
#include <ostream>

#include "analyzer/secrets/secret_map.h"
#include "cli/command/profile_rows.h"
#include "cli/command/resolve_rows.h"
#include "cli/help.h"
#include "cli/profile_plan.h"
#include "cli/render/printable.h"
#include "cli/render/refusal.h"
#include "cli/render/resolve_json.h"
#include "cli/render/resolve_text.h"

namespace clashlint {
namespace {

constexpr std::string_view kFiles = "What is looked at";
constexpr std::string_view kOutput = "Output";

constexpr std::array<OptionRow, 8> kRows = {{
    layer_row(kFiles),
    home_row(kFiles),
    config_row(kFiles),
    no_config_row(kFiles),
    {kOutput, "--show-secrets", "", "", "write passwords, keys and tokens out: without them nothing runs"},
    {kOutput, "--no-origins", "", "", "no comments"},
    {kOutput, "--format", "", "text|json", "json: one object, with what each layer did"},
    {kOutput, "--help", "-h", "", "this text"},
}};

struct ResolveOptions {
  ProfileWish profile;
  bool show_secrets = false;
  bool origins = true;
  bool json = false;
};

Result<ResolveOptions> read_resolve_options(const RawOptions& raw) {
  ResolveOptions options;
  OptionReader reader(raw);
  if (raw.positionals.size() != 1) return Error{"name one profile"};
  options.profile.path = raw.positionals.front();
  read_profile_wish(reader, raw, options.profile);
  options.show_secrets = raw.count("--show-secrets") > 0;
  options.origins = raw.count("--no-origins") == 0;
  if (const std::string* const format = raw.value("--format")) {
    options.json = *format == "json";
    if (!options.json && *format != "text")
      reader.fail("--format must be text or json, not \"" + excerpt(*format) + "\"");
  }
  if (reader.failure()) return *reader.failure();
  return options;
}

bool is_shellcrash(const LoadedProfile& loaded) {
  return loaded.layered && std::ranges::any_of(loaded.layered->layers, [](const Layer& layer) {
           return client_of(layer.kind) == LayerClient::shellcrash;
         });
}

// A mapping that was read to its end: of anything else there is nothing to write.
bool can_be_shown(const LoadedProfile& loaded) { return loaded.layered || takes_layers(loaded.tree); }

class Resolve {
 public:
  Resolve(const ResolveOptions& options, const LoadOptions& load, std::ostream& out, std::ostream& err)
      : options_(options), load_(load), out_(out), err_(err) {}

  int run() {
    Sources sources;
    const Result<LoadedProfile> loaded = load_profile(sources, options_.profile.path, load_);
    if (!loaded) {
      err_ << "clashlint: " << printable(loaded.error()) << '\n';
      return kExitUnreadable;
    }
    if (loaded->refused) err_ << refusal_text(*loaded, sources);
    if (loaded->refused && is_shellcrash(*loaded)) return run_fallback();
    if (can_be_shown(*loaded)) show({.sources = sources, .loaded = *loaded, .origins = options_.origins});
    return loaded->refused || has_faults(*loaded) ? kExitFindings : kExitFine;
  }

 private:
  // Its own blocks are cut out of the profile all the same.
  int run_fallback() {
    LoadOptions plain = load_;
    plain.layers = {{.kind = LayerKind::shellcrash_rules, .name = "no files of ShellCrash", .text = ""}};
    Sources sources;
    const Result<LoadedProfile> loaded = load_profile(sources, options_.profile.path, plain);
    if (loaded && can_be_shown(*loaded)) {
      show(
          {.sources = sources,
           .loaded = *loaded,
           .origins = options_.origins,
           .fallback = "The core refuses what ShellCrash makes of it, which then runs it without its files"});
    }
    return kExitFindings;
  }

  void show(ResolveView view) {
    std::unique_ptr<SecretMap> secrets;
    if (!options_.show_secrets) secrets = std::make_unique<SecretMap>(view.sources, view.loaded);
    view.secrets = secrets.get();
    if (options_.json) {
      out_ << resolve_json(view) << '\n';
    } else {
      out_ << resolve_text(view);
    }
  }

  static bool has_faults(const LoadedProfile& loaded) {
    return loaded.layered && std::ranges::any_of(loaded.layered->layers, &Layer::is_fault);
  }

  const ResolveOptions& options_;
  const LoadOptions& load_;
  std::ostream& out_;
  std::ostream& err_;
};

}  // namespace

std::span<const OptionRow> resolve_rows() { return kRows; }

int run_resolve(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
                std::ostream& err) {
  const Result<RawOptions> raw = read_options(kRows, args);
  if (raw && raw->count("--help") > 0) {
    out << resolve_help();
    return kExitFine;
  }
  const Result<ResolveOptions> options = raw ? read_resolve_options(*raw) : Error{raw.error()};
  if (!options) {
    err << "clashlint: " << options.error() << "; see clashlint resolve --help\n";
    return kExitUsage;
  }
  const ProfilePlan plan = plan_profile(options->profile, environment);
  if (plan.code != kExitFine) {
    err << plan.error;
    return plan.code;
  }
  return Resolve(*options, plan.options, out, err).run();
}

}  // namespace clashlint
