#include "cli/command/explain.h"

#include <fstream>
#include <istream>
#include <ostream>

#include "cli/asked.h"
#include "cli/command/batch.h"
#include "cli/command/choices.h"
#include "cli/command/explain_options.h"
#include "cli/command/explain_service.h"
#include "cli/command/hosts.h"
#include "cli/command/tell_hosts.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/prompt/prompt.h"
#include "cli/render/explain_text.h"
#include "cli/render/json.h"
#include "cli/render/printable.h"
#include "cli/render/refusal.h"
#include "cli/render/service_text.h"
#include "cli/render/steps_text.h"
#include "rules/profile/load.h"

namespace clashlint {
namespace {

// One call: where it reads and writes, and what it was asked.
struct Call {
  const ExplainOptions& options;
  const Environment& environment;
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  const Service* service = nullptr;  ///< whose hosts are asked about, in their order

  int fail(int code, std::string_view message) const {
    err << "clashlint: " << message << '\n';
    return code;
  }
};

int refuse(const Call& call, const LoadedProfile& loaded, const Sources& sources) {
  call.err << refusal_text(loaded, sources);
  const bool json = call.options.format == Format::json || call.options.batch;
  if (json) call.out << refusal_json(loaded, sources) << '\n';
  return kExitFindings;
}

int answer_batch(const Call& call, const LoadedProfile& loaded, const Sources& sources) {
  const Profile& profile = *loaded.profile;
  const std::string& path = *call.options.batch;
  if (path == "-") {
    run_batch(profile, sources, call.options.selections, call.in, call.out, true);
    return kExitFine;
  }
  std::ifstream file(path, std::ios::binary);
  if (file) run_batch(profile, sources, call.options.selections, file, call.out, false);
  // A folder opens and fails at the first byte.
  if (!file.is_open() || file.bad()) return call.fail(kExitUnreadable, printable(path) + " cannot be read");
  return kExitFine;
}

void write_json(const ExplainView& view, const std::vector<Asked>& hosts, std::ostream& out) {
  for (const Asked& asked : hosts) {
    out << story_json(view, asked, story_of(view, asked)) << '\n';
  }
}

void write_service(const Call& call, const ExplainView& view, const std::vector<Asked>& hosts) {
  const ServiceStories stories = compare(view, *call.service, stories_of(view, hosts));
  if (call.options.format == Format::json) {
    for (std::size_t at = 0; at < hosts.size(); ++at)
      call.out << service_host_json(view, hosts[at], stories, at) << '\n';
    return;
  }
  call.out << service_text(view, stories) << '\n';
  if (view.verbosity > 0 || view.why_not) write_in_full(view, hosts, call.out);
  call.out << home_text(view);
}

int answer_hosts(const Call& call, const LoadedProfile& loaded, const Sources& sources,
                 const std::vector<Asked>& hosts) {
  const ExplainView view = view_of(call.options, call.environment, *loaded.profile, sources);
  if (view.why_not && rule_on_line(view, *view.why_not) == nullptr) {
    const AskedRow& row = *view.why_not;
    return call.fail(kExitUsage, "--why-not: line " + std::to_string(row.line) + " of " +
                                     printable(row.file.empty() ? call.options.profile.path : row.file) +
                                     " holds no rule");
  }
  if (call.service != nullptr) {
    write_service(call, view, hosts);
    return kExitFine;
  }
  if (call.options.format == Format::json) {
    write_json(view, hosts, call.out);
    return kExitFine;
  }
  write_hosts(view, hosts, call.out);
  call.out << home_text(view);
  return kExitFine;
}

int with_profile(const Call& call, const std::vector<Asked>& hosts) {
  const ProfilePlan plan = plan_profile(call.options.profile, call.environment);
  if (plan.code != kExitFine) {
    call.err << plan.error;
    return plan.code;
  }
  Sources sources;
  const Result<LoadedProfile> loaded = load_profile(sources, call.options.profile.path, plan.options);
  if (!loaded) return call.fail(kExitUnreadable, printable(loaded.error()));
  if (loaded->refused) return refuse(call, *loaded, sources);
  if (auto error = check_selections(*loaded->profile, call.options.selections)) {
    return call.fail(kExitUsage, error->message);
  }
  if (auto error = check_sub_rules(*loaded->profile, call.options.query.sub_rules)) {
    return call.fail(kExitUsage, error->message);
  }
  return call.options.batch ? answer_batch(call, *loaded, sources)
                            : answer_hosts(call, *loaded, sources, hosts);
}

int explain_service(Call call) {
  const Result<AskedService> asked = ask_about_service(call.options);
  if (!asked) {
    call.err << asked.error();
    return kExitUsage;
  }
  call.service = asked->service;
  return with_profile(call, asked->hosts);
}

int explain(const Call& call) {
  if (call.options.batch) return with_profile(call, {});
  if (call.options.service) return explain_service(call);
  const HostList all = read_hosts(call.options, call.in);
  for (const std::string& fault : all.faults) call.err << "clashlint: " << fault << '\n';
  if (all.asked.empty()) {
    return all.faults.empty() ? call.fail(kExitUsage, "the list holds no host") : kExitUsage;
  }
  const int code = with_profile(call, all.asked);
  return code == kExitFine && !all.faults.empty() ? kExitUsage : code;
}

}  // namespace

int run_explain(const std::vector<std::string>& args, const Environment& environment, std::istream& in,
                std::ostream& out, std::ostream& err) {
  const Result<RawOptions> raw = read_options(explain_rows(), args);
  if (raw && raw->count("--help") > 0) {
    out << explain_help();
    return kExitFine;
  }
  const Result<ExplainOptions> options = raw ? read_explain_options(*raw) : Error{raw.error()};
  if (!options) {
    err << "clashlint: " << options.error() << "; see clashlint explain --help\n";
    return kExitUsage;
  }
  if (options->asks_at_prompt()) return run_prompt(*raw, *options, environment, in, out, err);
  return explain({*options, environment, in, out, err});
}

}  // namespace clashlint
