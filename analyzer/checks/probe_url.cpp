#include <algorithm>

#include <fmt/format.h>

#include "analyzer/check/probes.h"
#include "analyzer/check/reporter.h"
#include "rules/base/strings.h"
#include "rules/value/number_ranges.h"

namespace clashlint {
namespace {

/// What a page that is often asked answers when all is well.
struct KnownAnswer {
  std::string_view host;
  std::string_view path;
  std::uint32_t status;
};
constexpr KnownAnswer kKnown[] = {{"www.apple.com", "/library/test/success.html", 200},
                                  {"captive.apple.com", "", 200},
                                  {"detectportal.firefox.com", "/success.txt", 200},
                                  {"www.msftconnecttest.com", "/connecttest.txt", 200},
                                  {"www.msftncsi.com", "/ncsi.txt", 200},
                                  {"1.1.1.1", "", 301},
                                  {"1.0.0.1", "", 301}};

/// `https://host:port/path`, taken apart.
struct Link {
  std::string_view scheme;
  std::string_view host;
  std::string_view path;
};

std::optional<Link> read_link(std::string_view text) {
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos) return std::nullopt;
  Link link{.scheme = text.substr(0, colon), .host = {}, .path = {}};
  std::string_view rest = text.substr(colon + 3);
  const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
  link.path = rest.substr(end);
  rest = rest.substr(0, end);
  link.host = rest.starts_with('[') ? rest : rest.substr(0, rest.rfind(':'));
  return link;
}

std::string fault_of(std::string_view text) {
  const std::optional<Link> link = read_link(text);
  if (!link) return "the link begins with neither http:// nor https://";
  if (!ascii_iequals(link->scheme, "http") && !ascii_iequals(link->scheme, "https"))
    return fmt::format("a node is asked over http or https, not \"{}\"", link->scheme);
  if (link->host.empty()) return "the link names no host";
  if (text.find_first_of(" \t\r\n") != std::string_view::npos) return "the link has a blank in it";
  return {};
}

// `/generate_204` is named for what it answers.
std::optional<std::uint32_t> known_answer(const Link& link) {
  for (const KnownAnswer& known : kKnown) {
    const bool any_path = known.path.empty();
    if (ascii_iequals(known.host, link.host) && (any_path || known.path == link.path)) {
      const bool plain = ascii_iequals(link.scheme, "http");
      if (known.status != 301 || plain) return known.status;
    }
  }
  if (link.path == "/generate_204" || link.path == "/gen_204") return 204;
  return std::nullopt;
}

void check_status(const Probe& probe, const YamlNode& url, Reporter& report) {
  const std::string status = probe.fields.text("expected-status").value_or("");
  const Result<NumberRanges> wanted = parse_number_ranges(status, 16);
  const std::optional<Link> link = read_link(url.text);
  const std::optional<std::uint32_t> answer = link ? known_answer(*link) : std::nullopt;
  if (!wanted || !answer || wanted->contains(*answer)) return;
  Finding& finding = report.add(probe.fields.find("expected-status")->span,
                                fmt::format("every node counts as dead: this page answers with {}", *answer));
  finding.confidence = Confidence::depends;
  finding.primary.text = fmt::format("wants {}", status);
  finding.related.push_back({.span = url.span, .text = fmt::format("answers with {}", *answer)});
}

void run(const Facts& facts, Reporter& report) {
  visit_probes(facts, [&](const Probe& probe) {
    const YamlNode* const url = probe.fields.find("url");
    if (url == nullptr || !url->is_scalar() || url->text.empty() || !probe.fields.text("url")) return;
    const std::string fault = fault_of(url->text);
    if (fault.empty()) return check_status(probe, *url, report);
    report.add(url->span, "every node counts as dead: " + fault);
  });
}

}  // namespace

extern constinit const Check probe_url{
    .id = "probe-url",
    .category = Category::groups,
    .summary = "the page that nodes are asked for is no link, or cannot answer as is wanted",
    .run = run};

}  // namespace clashlint
