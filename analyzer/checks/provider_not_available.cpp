// What the core downloads is mostly not beside a profile, which is nobody's
// fault: that is told once, with the rules that stay unknown. A file that the
// profile brings along, or that is something else than a list, is a mistake.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "analyzer/check/definitions.h"
#include "analyzer/check/list_story.h"
#include "analyzer/check/reporter.h"
#include "analyzer/check/set_uses.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

/// Uses of one list that are shown with their line.
constexpr std::size_t kMaxUses = 3;

/// The uses of each list.
class Uses {
 public:
  explicit Uses(const Facts& facts) {
    for (const SetUse& use : set_uses(facts)) by_set_[use.set].push_back(use.span);
  }

  const std::vector<Span>& of(const RuleSet& set) const {
    static const std::vector<Span> kNone;
    const auto found = by_set_.find(&set);
    return found == by_set_.end() ? kNone : found->second;
  }

 private:
  std::unordered_map<const RuleSet*, std::vector<Span>> by_set_;
};

/// `lines 12, 15–18`, those of one file; empty where it has none of them.
std::string lines_in(const Sources& sources, FileId file, const std::vector<Span>& places) {
  std::vector<std::uint32_t> lines;
  for (const Span place : places) {
    if (place.file == file) lines.push_back(sources.position(place).line);
  }
  std::ranges::sort(lines);
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < lines.size();) {
    std::size_t end = at + 1;
    while (end < lines.size() && lines[end] == lines[end - 1] + 1) ++end;
    parts.push_back(end - at == 1 ? std::to_string(lines[at])
                                  : fmt::format("{}–{}", lines[at], lines[end - 1]));
    at = end;
  }
  if (lines.empty()) return {};
  return (lines.size() == 1 ? "line " : "lines ") + join(parts, ", ");
}

/// Of the profile and its layers: `lines 12, 15–18; line 3 of corp.yaml`.
std::string lines_text(const Facts& facts, const std::vector<Span>& places) {
  std::vector<std::string> parts;
  for (const ProfileText& text : facts.loaded.texts()) {
    std::string part = lines_in(facts.sources, text.file, places);
    if (part.empty()) continue;
    if (text.file != facts.loaded.file) part += " of " + facts.sources[text.file].name();
    parts.push_back(std::move(part));
  }
  return join(parts, "; ");
}

void add_lines(std::string_view what, const std::string& lines, Finding& finding) {
  if (!lines.empty()) finding.notes.push_back(fmt::format("{}: {}", what, lines));
}

// The file lies here, and no list is in it.
void report_other(const RuleSetDefinition& definition, const ListStory& story,
                  const std::vector<Span>& places, Reporter& report) {
  const RuleSet& set = definition.set;
  Finding& finding = report.add(field_place(definition, "path"),
                                fmt::format("the file of the list {} is {}", set.name, story.what));
  finding.severity = Severity::warning;
  // What the core's reader refuses of its own downloads it fetches again.
  const bool again = set.type == "http" && set.unread;
  for (std::size_t at = 0; !again && at < std::min(places.size(), kMaxUses); ++at)
    finding.related.push_back({.span = places[at], .text = "takes nothing without it"});
  if (story.place) {
    finding.related.push_back({.span = *story.place, .text = "its beginning"});
  } else {
    const std::string& why = set.availability.why;
    finding.core_message =
        fmt::format("initial rule provider {} error: {}", set.name, why.substr(why.find(": ") + 2));
  }
  if (again) finding.notes.emplace_back("the core refuses it, and downloads the list when it starts");
  finding.notes.emplace_back(story.what.find("Git LFS") != std::string::npos
                                 ? "fetch the list itself: git lfs pull"
                                 : "download it again, and look at what the server answers");
}

/// Lists that are missing for one reason, told together.
class Missing {
 public:
  void add(const RuleSetDefinition& definition, const std::vector<Span>& places) {
    lists_.push_back(&definition);
    places_.insert(places_.end(), places.begin(), places.end());
  }

  /// Files of the profile's own.
  void report_files(const Facts& facts, Reporter& report) const {
    if (lists_.empty()) return;
    const RuleSet& first = lists_.front()->set;
    Finding& finding = report.add(
        field_place(*lists_.front(), "path"),
        lists_.size() == 1
            ? fmt::format("the file of the list {} is not there: it takes nothing", first.name)
            : fmt::format("the files of {} lists are not there: they take nothing", lists_.size()));
    finding.severity = Severity::warning;
    finding.confidence = Confidence::depends;
    finding.primary.text = first.availability.why;
    for (std::size_t at = 1; at < lists_.size(); ++at)
      finding.related.push_back(
          {.span = field_place(*lists_[at], "path"), .text = lists_[at]->set.availability.why});
    add_lines("rules that never match", lines_text(facts, places_), finding);
    finding.notes.emplace_back(
        "the core never downloads a list of `type: file`: it has to come with the profile, "
        "or --home names the folder where it is");
  }

  /// What the core downloads.
  void report_downloads(const Facts& facts, Reporter& report) const {
    if (lists_.empty()) return;
    const bool one = lists_.size() == 1;
    Finding& finding = report.add(
        lists_.front()->set.span,
        one ? "this list was not downloaded here: what it takes is not known"
            : fmt::format("{} lists were not downloaded here: what they take is not known", lists_.size()));
    if (!one) finding.primary.text = "the first of them";
    add_lines("rules that stay unknown", lines_text(facts, places_), finding);
    finding.notes.emplace_back("--home names the folder of a core that has downloaded them");
  }

 private:
  std::vector<const RuleSetDefinition*> lists_;
  std::vector<Span> places_;
};

void run(const Facts& facts, Reporter& report) {
  const Uses uses(facts);
  Missing files;
  Missing downloads;
  const std::vector<RuleSetDefinition> definitions = rule_set_definitions(facts);
  for (const RuleSetDefinition& definition : definitions) {
    const ListStory story = list_story(facts, definition.set);
    const std::vector<Span>& places = uses.of(definition.set);
    if (story.fault == ListFault::no_list) {
      report_other(definition, story, places, report);
    } else if (story.fault == ListFault::not_here && !places.empty()) {
      const bool download = definition.set.type == "http";
      // Its `payload` stands in for a file that is missing.
      if (download || definition.set.holds_nothing()) (download ? downloads : files).add(definition, places);
    }
  }
  files.report_files(facts, report);
  downloads.report_downloads(facts, report);
}

}  // namespace

extern constinit const Check provider_not_available{
    .id = "provider-not-available",
    .category = Category::providers,
    .summary = "the list of a rule-provider is not there, so that what it takes is not known",
    .severity = Severity::info,
    .run = run};

}  // namespace clashlint
