#include <cstdint>

#include <fmt/format.h>

#include "analyzer/check/probes.h"
#include "analyzer/check/reporter.h"

namespace clashlint {
namespace {

constexpr std::int64_t kDay = 24 * 60 * 60;
constexpr std::int64_t kOften = 30;  // seconds; published profiles use 60 to 900
constexpr std::int64_t kDefaultTimeout = 5000;
constexpr std::int64_t kShortTimeout = 100;  // milliseconds: no node answers a TLS request in less
constexpr std::int64_t kMostSeconds = 20;    // more was not meant to be seconds
constexpr std::int64_t kToleranceRange = 65536;

void set_fix(Finding& finding, const YamlNode& node, std::int64_t value) {
  if (node.style != YamlStyle::plain) return;
  finding.fixes.push_back({.title = fmt::format("write {}", value),
                           .applicability = Applicability::unsafe,
                           .edits = {{.span = node.span, .text = std::to_string(value)}}});
}

void check_interval(const Probe& probe, Reporter& report) {
  const std::int64_t interval = probe.fields.integer("interval").value_or(0);
  const YamlNode* const node = probe.fields.find("interval");
  if (interval > 0 && interval < kOften) {
    Finding& finding = report.add(node->span, fmt::format("every node is asked every {} seconds", interval));
    finding.primary.text = "300 is usual";
    finding.notes.emplace_back("so many requests look like an attack to who is asked, and keep phones awake");
  } else if (interval > kDay) {
    Finding& finding =
        report.add(node->span, fmt::format("nodes are asked once in {:.1f} days: an interval is in seconds",
                                           static_cast<double>(interval) / static_cast<double>(kDay)));
    if (interval % 1000 != 0) return;
    finding.primary.text = fmt::format("{} milliseconds are {} seconds", interval, interval / 1000);
    set_fix(finding, *node, interval / 1000);
  }
}

void check_timeout(const Probe& probe, Reporter& report) {
  const std::int64_t timeout = probe.fields.integer("timeout").value_or(0);
  if (timeout <= 0 || timeout >= kShortTimeout) return;
  const YamlNode& node = *probe.fields.find("timeout");
  Finding& finding = report.add(node.span, "no node answers in this time: a timeout is in milliseconds");
  finding.primary.text = fmt::format("{} is the default", kDefaultTimeout);
  if (timeout > kMostSeconds) return;
  finding.primary.text = fmt::format("{} seconds are {}", timeout, timeout * 1000);
  set_fix(finding, node, timeout * 1000);
}

// The core cuts the number to 16 bits (`semantics.md` A.5).
void check_tolerance(const Probe& probe, Reporter& report) {
  if (probe.group == nullptr || probe.group->kind != OutboundKind::url_test) return;
  const std::optional<std::int64_t> tolerance = probe.fields.integer("tolerance");
  if (!tolerance) return;
  const YamlNode& node = *probe.fields.find("tolerance");
  const std::int64_t timeout = probe.fields.integer("timeout").value_or(kDefaultTimeout);
  if (*tolerance < 0 || *tolerance >= kToleranceRange) {
    const std::int64_t read = ((*tolerance % kToleranceRange) + kToleranceRange) % kToleranceRange;
    report.add(node.span, fmt::format("the core reads {} as {}", node.text, read)).primary.text =
        "a tolerance is 0 to 65535 milliseconds";
  } else if (timeout > 0 && *tolerance >= timeout) {
    report.add(node.span, "no other node is ever so much faster: the group keeps the one it has")
        .primary.text =
        fmt::format("{} milliseconds, and a node that takes {} counts as dead", *tolerance, timeout);
  }
}

void run(const Facts& facts, Reporter& report) {
  visit_probes(facts, [&](const Probe& probe) {
    check_interval(probe, report);
    check_timeout(probe, report);
    check_tolerance(probe, report);
  });
}

}  // namespace

extern constinit const Check probe_interval{
    .id = "probe-interval",
    .category = Category::groups,
    .summary = "an interval, timeout or tolerance of a health check is in the wrong unit, or makes no sense",
    .run = run};

}  // namespace clashlint
