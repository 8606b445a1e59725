#include "cli/command/test.h"

#include <algorithm>
#include <map>
#include <ostream>

#include "analyzer/match/walk.h"
#include "cli/command/ask_host.h"
#include "cli/command/choices.h"
#include "cli/command/open_profile.h"
#include "cli/command/test_options.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/render/printable.h"
#include "cli/render/test_formats.h"
#include "rules/profile/home.h"

namespace clashlint {
namespace {

struct TestFiles {
  std::vector<RoutingTest> tests{};
  int code = kExitFine;
};

TestFiles read_files(Sources& sources, const std::vector<std::string>& paths, std::ostream& err) {
  TestFiles files;
  for (const std::string& path : paths) {
    Result<std::string> text = read_file(path);
    if (!text) {
      files.code = fail(err, kExitUnreadable, printable(path) + " " + text.error());
      continue;
    }
    Findings faults;
    const FileId file = sources.add(path, decode_utf16(std::move(*text)));
    std::vector<RoutingTest> tests = read_routing_tests(sources, file, ask_host, faults);
    err << fault_lines(sources, faults);
    if (!faults.empty()) files.code = kExitUnreadable;
    files.tests.insert(files.tests.end(), std::make_move_iterator(tests.begin()),
                       std::make_move_iterator(tests.end()));
  }
  return files;
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

// Hosts that leave by one outbound are one test, in the order in which they were given.
int record(const Profile& profile, const TestOptions& options, std::ostream& out, std::ostream& err) {
  std::vector<std::pair<std::string, std::vector<std::string>>> tests;
  for (const std::string& text : options.files) {
    const Result<AskedHost> host = ask_host(text);
    if (!host) return fail(err, kExitUsage, "\"" + excerpt(text) + "\" is no host: " + host.error());
    const Answer answer = walk(profile, TestRunner::query_of(*host, {}), options.selections);
    const std::string target(answer.target);
    auto known = std::ranges::find(tests, target, &std::pair<std::string, std::vector<std::string>>::first);
    if (known == tests.end()) known = tests.insert(tests.end(), {target, {}});
    known->second.push_back(host->text);
  }
  out << "tests:\n";
  for (const auto& [target, hosts] : tests) {
    out << "  - hosts:\n";
    for (const std::string& host : hosts) out << "      - " << quoted(printable(host)) << '\n';
    out << "    outbound: " << quoted(printable(target)) << '\n';
  }
  return kExitFine;
}

std::string rendered(const TestView& view, const TestOptions& options, const Environment& environment) {
  switch (options.format) {
    case TestFormat::text:
      return test_text(view, Paint(use_color(options.color, environment)));
    case TestFormat::json:
      return test_json(view) + "\n";
    case TestFormat::junit:
      return test_junit(view);
    case TestFormat::github:
      return test_github(view);
  }
  return {};
}

// A name that no outbound has would make a test that cannot fail, or only fail.
std::string unknown_outbound(const Profile& profile, const RoutingTest& test) {
  for (const auto* names : {&test.outbounds, &test.not_outbounds}) {
    for (const std::string& name : *names) {
      const bool known = std::ranges::any_of(profile.outbounds,
                                             [&](const auto& outbound) { return outbound->name == name; });
      if (!known) return "there is no outbound \"" + name + "\" in the profile";
    }
  }
  return {};
}

}  // namespace

int run_test(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
             std::ostream& err) {
  const Result<RawOptions> raw = read_options(test_rows(), args);
  if (raw && raw->count("--help") > 0) {
    out << test_help();
    return kExitFine;
  }
  const Result<TestOptions> options = raw ? read_test_options(*raw) : Error{raw.error()};
  if (!options) return fail(err, kExitUsage, options.error() + "; see clashlint test --help");
  Sources sources;
  const OpenProfile open = open_profile(sources, options->profile, environment, err);
  if (!open.loaded) return open.code;
  const Profile& profile = *open.loaded->profile;
  if (const auto error = check_selections(profile, options->selections))
    return fail(err, kExitUsage, error->message);
  if (options->record) return record(profile, *options, out, err);
  const TestFiles files = read_files(sources, options->files, err);
  if (files.code != kExitFine) return files.code;
  TestRunner runner(profile, sources, options->selections);
  std::vector<TestResult> results;
  for (const RoutingTest& test : files.tests) {
    if (std::string fault = unknown_outbound(profile, test); !fault.empty()) {
      results.push_back({.test = &test, .failures = {{.message = std::move(fault)}}});
    } else {
      results.push_back(runner.run(test));
    }
  }
  const TestView view{.sources = sources, .loaded = *open.loaded, .results = results};
  out << rendered(view, *options, environment);
  return view.failed() > 0 ? kExitFindings : kExitFine;
}

}  // namespace clashlint
