#include <ostream>

#include "analyzer/check/check.h"
#include "cli/render/check_writers.h"
#include "cli/render/flat_text.h"
#include "cli/render/frame.h"
#include "cli/render/xml.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

std::string body(const Sources& sources, const Finding& finding) {
  std::vector<std::string> lines;
  const std::string text = flat_text_with_places(sources, finding);
  for (const std::string_view line : split(text, '\n')) lines.push_back(xml(line));
  return join(lines, "\n");
}

class JunitWriter : public CheckWriter {
 public:
  explicit JunitWriter(std::ostream& out) : out_(out) {}

  void file(const FileReport& report) override {
    if (!report.other.empty()) return;
    Suite suite{.name = report.path};
    for (const Finding& finding : report.inspection.findings) add(report, finding, suite);
    // A suite without a case is taken for one that did not run.
    if (suite.tests == 0) {
      suite.tests = 1;
      suite.cases = "    <testcase name=\"nothing to report\" classname=\"" + xml(report.path) + "\"/>\n";
    }
    add(suite);
  }

  void end(const RunReport& run) override {
    for (const std::string& fault : run.unreadable) {
      add({.name = "unreadable",
           .tests = 1,
           .errors = 1,
           .cases = "    <testcase name=\"unreadable\" classname=\"clashlint\"><error message=\"" +
                    xml(fault) + "\"/></testcase>\n"});
    }
    for (const LockDifference& difference : run.differences) {
      add({.name = "lock",
           .tests = 1,
           .failures = 1,
           .cases = "    <testcase name=\"" + xml(difference.path) +
                    "\" classname=\"lock\"><failure message=\"differs from the lock: it " +
                    xml(difference.what) + "\"/></testcase>\n"});
    }
    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"clashlint\"" << counts(all_)
         << ">\n"
         << all_.cases << "</testsuites>\n";
  }

 private:
  struct Suite {
    std::string name;
    std::size_t tests = 0;
    std::size_t failures = 0;
    std::size_t errors = 0;
    std::size_t skipped = 0;
    std::string cases{};
  };

  static std::string counts(const Suite& suite) {
    const auto one = [](std::string_view name, std::size_t count) {
      return " " + std::string(name) + "=\"" + std::to_string(count) + "\"";
    };
    return one("tests", suite.tests) + one("failures", suite.failures) + one("errors", suite.errors);
  }

  static void add(const FileReport& report, const Finding& finding, Suite& suite) {
    const Source& source = report.sources[finding.primary.span.file];
    const std::string line = std::to_string(text_place(source, finding.primary.span.begin).line);
    const bool fails = reaches(finding.severity, report.fail_on);
    const std::string level = std::string(to_string(finding.severity));
    suite.cases += "    <testcase name=\"" + xml(finding.check) + " at line " + line + "\" classname=\"" +
                   xml(source.name()) + "\" file=\"" + xml(source.name()) + "\" line=\"" + line + "\">";
    if (fails) {
      suite.cases += "<failure type=\"" + level + "\" message=\"" + xml(finding.message) + "\">" +
                     body(report.sources, finding) + "</failure>";
    } else {
      suite.cases += "<skipped message=\"" + level + ": " + xml(finding.message) + "\"/>";
    }
    suite.cases += "</testcase>\n";
    ++suite.tests;
    ++(fails ? suite.failures : suite.skipped);
  }

  void add(const Suite& suite) {
    all_.tests += suite.tests;
    all_.failures += suite.failures;
    all_.errors += suite.errors;
    all_.cases += "  <testsuite name=\"" + xml(suite.name) + "\"" + counts(suite) + " skipped=\"" +
                  std::to_string(suite.skipped) + "\">\n" + suite.cases + "  </testsuite>\n";
  }

  std::ostream& out_;
  Suite all_;
};

}  // namespace

std::unique_ptr<CheckWriter> junit_writer(std::ostream& out) { return std::make_unique<JunitWriter>(out); }

}  // namespace clashlint
