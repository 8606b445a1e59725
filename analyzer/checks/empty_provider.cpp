// A list that is here and has nothing in it: its rule never matches. Where it
// is a fault of the format or the behavior, `provider-wrong-behavior` says so.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "analyzer/check/definitions.h"
#include "analyzer/check/entry_fault.h"
#include "analyzer/check/list_story.h"
#include "analyzer/check/reporter.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

/// Entries that are shown with their line.
constexpr std::size_t kMaxShown = 3;
/// Lines of a file that are looked at for a head.
constexpr std::size_t kMaxLines = 1000;

/// Why nothing is in a YAML file: the line that was to be its head, and what is wrong with it.
struct BadHead {
  Span place;
  std::string reason;
};

class HeadSearch {
 public:
  HeadSearch(const Facts& facts, FileId file) : text_(facts.sources[file].text()), file_(file) {}

  std::optional<BadHead> run() const {
    std::size_t lines = 0;
    for (std::size_t at = 0; at < text_.size() && lines < kMaxLines; ++lines) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      const std::string_view line = trim_space(text_.substr(at, end - at));
      if (!line.empty() && line.front() != '#') {
        if (auto bad = judge(line)) return bad;
      }
      at = end + 1;
    }
    return std::nullopt;
  }

 private:
  std::optional<BadHead> judge(std::string_view line) const {
    const std::string_view key = trim_space(line.substr(0, line.find(':')));
    if (line.starts_with("- "))
      return bad(line,
                 "an entry without a line \"payload:\" before it: the core finds no beginning of the list");
    if (key.size() == line.size()) return std::nullopt;
    const std::string_view rest = trim_space(line.substr(line.find(':') + 1));
    const bool known = key == "payload" || key == "rules";
    if (known && rest.starts_with('[') && rest != "[]")
      return bad(line, "the core reads such files line by line, and no list in brackets");
    const bool other_case = ascii_iequals(key, "payload") || ascii_iequals(key, "rules");
    if (!known && other_case && rest.empty())
      return bad(key, "the core knows \"payload:\" in small letters only");
    if (key == "proxies") return bad(key, "these are nodes: they belong into a proxy-provider");
    return std::nullopt;
  }

  BadHead bad(std::string_view piece, std::string reason) const {
    const auto begin = static_cast<std::uint32_t>(piece.data() - text_.data());
    return {.place = {.file = file_, .begin = begin, .end = begin + static_cast<std::uint32_t>(piece.size())},
            .reason = std::move(reason)};
  }

  std::string_view text_;
  FileId file_;
};

void add_lost(const Facts& facts, const RuleSet& set, Finding& finding) {
  const auto& lost = set.lost.entries;
  for (std::size_t at = 0; at < std::min(lost.size(), kMaxShown); ++at) {
    const auto why = fault_of_lost(facts, set, lost[at]);
    finding.related.push_back({.span = lost[at].span, .text = why ? why->reason : ""});
    if (why && !why->note.empty() && finding.notes.empty()) finding.notes.push_back(why->note);
    if (why && finding.core_message.empty()) finding.core_message = why->core_message;
  }
}

std::string message(const RuleSet& set) {
  const std::size_t lost = set.lost.entries.size();
  if (lost == 0) return fmt::format("nothing is in the list {}: no rule that asks it ever matches", set.name);
  return fmt::format("nothing is left in the list {}: the core drops {}", set.name,
                     lost == 1 ? "its only entry" : fmt::format("all {} entries", lost));
}

void report_empty(const Facts& facts, const RuleSetDefinition& definition, Reporter& report) {
  const RuleSet& set = definition.set;
  const std::string_view key = set.type == "inline" ? "payload" : "path";
  Finding& finding = report.add(field_place(definition, key), message(set));
  const std::optional<FileId> file = set.unread ? set.unread : set.file;
  if (set.size == 0U) finding.primary.text = "the file is empty";
  if (!set.lost.entries.empty()) {
    add_lost(facts, set, finding);
  } else if (file && set.format == "yaml") {
    if (auto head = HeadSearch(facts, *file).run())
      finding.related.push_back({.span = head->place, .text = std::move(head->reason)});
  }
}

void run(const Facts& facts, Reporter& report) {
  for (const RuleSetDefinition& definition : rule_set_definitions(facts)) {
    if (list_story(facts, definition.set).fault == ListFault::empty) report_empty(facts, definition, report);
  }
}

}  // namespace

extern constinit const Check empty_provider{
    .id = "empty-provider",
    .category = Category::providers,
    .summary = "a list is there and has nothing in it, so that its rule never matches",
    .run = run};

}  // namespace clashlint
