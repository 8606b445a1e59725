#include "cli/prompt/session.h"

#include <filesystem>
#include <ostream>
#include <utility>

#include "analyzer/catalogue/catalogue.h"
#include "cli/command/choices.h"
#include "cli/command/explain_service.h"
#include "cli/command/hosts.h"
#include "cli/command/tell_hosts.h"
#include "cli/exit_code.h"
#include "cli/render/explain_text.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

// Without the `./` that profiles write in front of their lists.
std::string names_of(const std::vector<std::string>& files) {
  std::vector<std::string> names;
  for (const std::string& file : files)
    names.push_back(printable(std::filesystem::path(file).lexically_normal().string()));
  return join(names, ", ");
}

}  // namespace

Session::Session(RawOptions given, const ExplainOptions& options, const Environment& environment,
                 std::ostream& out)
    : environment_(environment), out_(out), held_(std::move(given)), options_(options) {}

int Session::open(std::ostream& err) {
  Opened::Attempt attempt = Opened::open(options_.profile, environment_);
  err << attempt.error;
  if (attempt.opened == nullptr) return attempt.code;
  keep(std::move(attempt));
  seen_ = watch_;
  const std::optional<Error> error = wrong_choice(options_);
  if (!error) return kExitFine;
  err << "clashlint: " << error->message << '\n';
  return kExitUsage;
}

// The configuration has been read with the profile: it has no faults.
void Session::keep(Opened::Attempt attempt) {
  opened_ = std::move(attempt.opened);
  watch_ = std::move(attempt.watch);
  names_.reset();
  const Result<std::shared_ptr<const std::vector<Service>>> own = own_services(options_.profile);
  services_ = own ? *own : nullptr;
}

const std::vector<Service>& Session::services() const {
  return services_ == nullptr ? built_in_services() : *services_;
}

ExplainView Session::view() const {
  ExplainView view = view_of(options_, environment_, opened_->profile(), opened_->sources());
  view.at_prompt = true;
  return view;
}

std::optional<Error> Session::wrong_choice(const ExplainOptions& options) const {
  if (auto error = check_selections(opened_->profile(), options.selections)) return error;
  return check_sub_rules(opened_->profile(), options.query.sub_rules);
}

// What commands say of wrong options begins with the program's name and the option's dashes.
void Session::fail(std::string_view message) {
  failed_ = true;
  for (const std::string_view start : {"clashlint: ", "--service: ", "--"}) {
    if (message.starts_with(start)) message.remove_prefix(start.size());
  }
  out_ << trim_space(message) << "\n\n";
}

std::string Session::prompt() const {
  const std::string holds = held_.text();
  return holds.empty() ? "> " : holds + " > ";
}

Completion Session::complete(std::string_view before) {
  if (!names_) names_.emplace(opened_->profile(), services());
  return complete_line({.profile = opened_->profile(),
                        .sources = opened_->sources(),
                        .services = services(),
                        .names = *names_},
                       before);
}

// Several hosts pasted together are a list; a command among them is one by itself.
void Session::answer(const std::vector<std::string>& lines) {
  std::vector<Asked> pasted;
  for (const std::string& line : lines) {
    if (trim_space(line).empty()) continue;
    if (lines.size() == 1 || read_prompt_line(line)) {
      answer_line(line);
      continue;
    }
    const HostList read = read_line(options_, line);
    for (const std::string& fault : read.faults) fail(fault);
    pasted.insert(pasted.end(), read.asked.begin(), read.asked.end());
    if (!read.asked.empty()) last_line_ = line;
  }
  if (!pasted.empty()) answer_hosts(std::move(pasted));
}

void Session::answer_line(const std::string& line) {
  if (const std::optional<PromptLine> command = read_prompt_line(line)) return act(*command);
  HostList read = read_line(options_, line);
  for (const std::string& fault : read.faults) fail(fault + " (help: what can be asked)");
  if (read.asked.empty()) return;
  last_line_ = line;
  answer_hosts(std::move(read.asked));
}

void Session::answer_hosts(std::vector<Asked> hosts) {
  write_hosts(view(), hosts, out_);
  last_ = std::move(hosts.back());
}

void Session::hold(const OptionRow& row, std::string_view value) {
  Held changed = held_;
  const Result<ExplainOptions> options = changed.with(row, value);
  if (!options) return fail(options.error());
  if (const std::optional<Error> error = wrong_choice(*options)) return fail(error->message);
  held_ = std::move(changed);
  options_ = *options;
  say_again();
}

void Session::reset(std::string_view name) {
  if (!held_.forget(name)) return fail(name.empty() ? "nothing holds" : printable(name) + " does not hold");
  options_ = *held_.options();
  say_again();
}

// The last host under what holds now: that is what somebody wants to see who changes it.
void Session::say_again() {
  if (last_line_.empty()) {
    const std::string holds = held_.text();
    out_ << (holds.empty() ? "Nothing holds any more." : "From now on: " + holds) << "\n\n";
    return;
  }
  HostList read = read_line(options_, last_line_);
  if (!read.asked.empty()) answer_hosts(std::move(read.asked));
}

bool Session::has_news() {
  if (watch_.changed().empty()) return false;
  Watch now = watch_.now();
  const bool settled = now == seen_;
  seen_ = std::move(now);
  return settled;
}

void Session::tell_news() {
  const std::vector<std::string> files = watch_.changed();
  if (files.empty()) return;
  Opened::Attempt attempt = Opened::open(options_.profile, environment_);
  const std::string changed = names_of(files) + (files.size() == 1 ? " has changed" : " have changed");
  if (attempt.opened == nullptr) {
    watch_ = watch_.now();
    out_ << changed << "; answers are still of what was read before, as this cannot be used:\n"
         << attempt.error << '\n';
    return;
  }
  out_ << changed << ".\n" << attempt.error;
  switch_to(std::move(attempt));
}

void Session::switch_to(Opened::Attempt attempt) {
  std::optional<SaidAnswer> before;
  if (last_) before = said_answer(view(), *last_);
  keep(std::move(attempt));
  if (const std::optional<Error> error = wrong_choice(options_)) {
    out_ << error->message << "; this choice is forgotten\n";
    held_.forget("select");
    held_.forget("sub-rules");
    options_ = *held_.options();
  }
  if (before) {
    const HostList read = read_line(options_, last_line_);
    if (!read.asked.empty()) last_ = read.asked.back();
    const ExplainView now = view();
    out_ << changed_text(*before, said_answer(now, *last_), now.paint);
  }
  out_ << '\n';
}

}  // namespace clashlint
