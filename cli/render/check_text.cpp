#include "cli/render/check_text.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <tuple>

#include "cli/render/frame.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

/// More of one kind that was not there than this is counted, not named.
constexpr std::size_t kMaxNamed = 3;

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string counted(std::size_t count, std::string_view one) {
  return counted(count, one, std::string(one) + "s");
}

std::string findings_part(const RunReport& run) {
  std::vector<std::string> parts;
  if (run.errors > 0) parts.push_back(counted(run.errors, "error"));
  if (run.warnings > 0) parts.push_back(counted(run.warnings, "warning"));
  if (run.infos > 0) parts.push_back(counted(run.infos, "remark"));
  return join(parts, ", ");
}

std::string place_part(const RunReport& run) {
  if (!run.single.empty()) return printable(run.single);
  return std::to_string(run.with_findings) + " of " + counted(run.files, "profile");
}

std::string fixable_part(const RunReport& run) {
  return run.fixable == 0 ? "" : " (" + std::to_string(run.fixable) + " fixable: --fix)";
}

std::string refused_part(const RunReport& run) {
  if (run.refused == 0) return {};
  if (!run.single.empty()) return "; the core refuses it";
  return "; the core refuses " + std::to_string(run.refused);
}

std::string clean_part(const RunReport& run) {
  if (run.files == 0) return "no profile to look at";
  const std::string what = run.single.empty() ? counted(run.files, "profile") : printable(run.single);
  const std::string refused = refused_part(run);
  return what + ": nothing to report" + refused;
}

std::string baseline_part(const RunReport& run) {
  std::string text;
  if (run.known > 0) text += "; " + counted(run.known, "finding") + " known from the baseline";
  if (run.gone > 0)
    text += "; " + std::to_string(run.gone) + " of the baseline " + (run.gone == 1 ? "is" : "are") +
            " found no more (--prune-baseline)";
  return text;
}

// The same list is missed by many profiles: each is named once.
std::vector<std::string> unseen_names(const RunReport& run, Unseen::Kind kind) {
  std::vector<std::string> names;
  for (const Unseen& unseen : run.unseen) {
    if (unseen.kind == kind) names.push_back(printable(unseen.what + " (" + unseen.why + ")"));
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

void add_unseen(const RunReport& run, bool verbose, std::vector<std::string>& parts) {
  using Kind = Unseen::Kind;
  constexpr std::pair<Kind, std::string_view> kKinds[] = {{Kind::layer, "layer"},
                                                          {Kind::proxy_provider, "proxy-provider"},
                                                          {Kind::rule_set, "rule-set"},
                                                          {Kind::database, "database"}};
  for (const auto& [kind, word] : kKinds) {
    std::vector<std::string> names = unseen_names(run, kind);
    if (!verbose && names.size() > kMaxNamed)
      names = {counted(names.size(), word) + " that are not there (-v names them)"};
    parts.insert(parts.end(), names.begin(), names.end());
  }
}

std::string unseen_part(const RunReport& run, bool verbose) {
  std::vector<std::string> parts;
  add_unseen(run, verbose, parts);
  const bool named = verbose || (run.others_asked_for && run.others.size() <= kMaxNamed);
  if (named) {
    for (const std::string& other : run.others) parts.push_back(printable(other));
  } else {
    parts.push_back(counted(run.others.size(), "file that is no profile", "files that are no profiles") +
                    " (-v names them)");
  }
  return parts.empty() ? std::string() : " Not looked at: " + join(parts, ", ") + ".";
}

/// So many findings that say the same are still shown one by one.
constexpr std::size_t kMaxAlike = 4;

using Alike = std::vector<const Finding*>;

// Findings of one check that say the same of one file: a group that is missing
// is missed by many rows. In the order of the first of each.
std::vector<Alike> folded(const Findings& findings) {
  std::vector<Alike> all;
  using Words = std::tuple<FileId, std::string_view, std::string_view, const std::vector<std::string>&>;
  std::map<Words, Alike> by_words;
  for (const Finding& finding : findings) {
    by_words[Words(finding.primary.span.file, finding.check, finding.message, finding.notes)].push_back(
        &finding);
  }
  for (const Finding& finding : findings) {
    const Alike& alike =
        by_words.at(Words(finding.primary.span.file, finding.check, finding.message, finding.notes));
    if (alike.size() <= kMaxAlike) {
      all.push_back({&finding});
    } else if (alike.front() == &finding) {
      all.push_back(alike);
    }
  }
  return all;
}

std::string elsewhere(const Sources& sources, const Alike& alike) {
  constexpr std::size_t kMaxLines = 8;
  std::vector<std::string> lines;
  for (std::size_t at = 1; at < alike.size() && at <= kMaxLines; ++at) {
    const Span& span = alike[at]->primary.span;
    lines.push_back(std::to_string(text_place(sources[span.file], span.begin).line));
  }
  const std::size_t more = alike.size() - 1 - lines.size();
  return "the same in " + counted(alike.size() - 1, "more place") + ": line" +
         (alike.size() > 2 ? "s " : " ") + join(lines, ", ") + (more == 0 ? "" : " … (-v shows each)");
}

class TextWriter : public CheckWriter {
 public:
  TextWriter(std::ostream& out, const OutputStyle& style) : out_(out), style_(style) {}

  void file(const FileReport& report) override {
    const FrameView view{.sources = report.sources,
                         .paint = style_.paint,
                         .links = style_.links,
                         .secrets = report.secrets.get()};
    if (style_.verbose) {
      for (const Finding& finding : report.inspection.findings) out_ << finding_text(view, finding) << '\n';
      return;
    }
    for (const Alike& alike : folded(report.inspection.findings)) {
      Finding first = *alike.front();
      if (alike.size() > 1) first.notes.push_back(elsewhere(report.sources, alike));
      out_ << finding_text(view, first) << '\n';
    }
  }

  void end(const RunReport& run) override {
    for (const LockDifference& difference : run.differences)
      out_ << "differs from the lock: " << printable(difference.path) << ' ' << printable(difference.what)
           << '\n';
    if (!run.differences.empty()) out_ << '\n';
    out_ << summary_text(run, style_.verbose) << '\n';
  }

 private:
  std::ostream& out_;
  OutputStyle style_;
};

}  // namespace

std::string summary_text(const RunReport& run, bool verbose) {
  const std::string findings = findings_part(run);
  std::string text = findings.empty()
                         ? clean_part(run)
                         : findings + " in " + place_part(run) + fixable_part(run) + refused_part(run);
  if (run.suppressed > 0) text += "; " + counted(run.suppressed, "finding") + " ignored by comments";
  text += baseline_part(run);
  if (run.mended > 0) text += "; mended " + counted(run.mended, "finding");
  return text + "." + unseen_part(run, verbose);
}

std::unique_ptr<CheckWriter> text_writer(std::ostream& out, const OutputStyle& style) {
  return std::make_unique<TextWriter>(out, style);
}

}  // namespace clashlint
