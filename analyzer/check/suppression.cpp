#include "analyzer/check/suppression.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include <fmt/format.h>

#include "analyzer/check/directive.h"
#include "analyzer/check/registry.h"
#include "analyzer/check/rows.h"

namespace clashlint {
namespace {

using Kind = Directive::Kind;

constexpr CheckOption kInvalidOptions[] = {
    {.name = "require-reason", .text = "a comment that ignores something must say why"}};

constexpr Check kInvalid{.id = "invalid-suppression",
                         .category = Category::suppressions,
                         .summary = "a comment for clashlint is written wrongly, or stands before nothing",
                         .options = kInvalidOptions};

constexpr Check kChecks[] = {
    {.id = "expired-suppression",
     .category = Category::suppressions,
     .summary = "the day up to which a comment ignores findings has passed"},
    kInvalid,
    {.id = "unused-suppression",
     .category = Category::suppressions,
     .summary = "a comment ignores what is not there"},
};

class CommentReader {
 public:
  CommentReader(const Sources& sources, FileId file, const YamlTree& tree)
      : sources_(sources), source_(sources[file]), file_(file), tree_(tree) {}

  SuppressionComments read() {
    for (const YamlComment& comment : yaml_comments(sources_, file_, tree_)) {
      if (const auto directive = read_directive(sources_.text(comment.span)))
        take(*directive, comment.span.end);
    }
    for (const Suppression& open : open_)
      fault(open.comment, "this `ignore-begin` has no `ignore-end` for all its checks");
    return std::move(result_);
  }

 private:
  Span span_of(std::string_view part) const {
    const auto begin = static_cast<std::uint32_t>(part.data() - source_.text().data());
    return {file_, begin, begin + static_cast<std::uint32_t>(part.size())};
  }

  Finding& fault(Span span, std::string message) {
    Finding finding;
    finding.check = kInvalid.id;
    finding.severity = Severity::warning;
    finding.message = std::move(message);
    finding.primary.span = span;
    result_.faults.push_back(std::move(finding));
    return result_.faults.back();
  }

  void take(const Directive& directive, std::uint32_t end) {
    Suppression suppression;
    suppression.comment = {file_, span_of(directive.mark).begin, end};
    if (!directive.fault.empty()) {
      fault(suppression.comment, directive.fault);
      return;
    }
    suppression.until = directive.until;
    suppression.has_reason = !directive.reason.empty();
    for (const std::string_view id : directive.ids) add_id(suppression, id);
    place(directive.kind, std::move(suppression));
  }

  void add_id(Suppression& suppression, std::string_view text) {
    const Check* const check = find_check(text);
    suppression.ids.push_back({.text = text, .span = span_of(text), .check = check});
    if (check != nullptr) return;
    Finding& finding = fault(span_of(text), fmt::format("there is no check \"{}\"", text));
    const auto meant = nearest_check(text);
    if (!meant) return;
    finding.primary.text = fmt::format("did you mean \"{}\"?", *meant);
    finding.fixes.push_back({.title = fmt::format("write \"{}\"", *meant),
                             .applicability = Applicability::unsafe,
                             .edits = {{.span = span_of(text), .text = std::string(*meant)}}});
  }

  void place(Kind kind, Suppression suppression) {
    switch (kind) {
      case Kind::begin:
        open_.push_back(std::move(suppression));
        return;
      case Kind::end:
        close(suppression);
        return;
      case Kind::file:
        suppression.covers = {file_, 0, static_cast<std::uint32_t>(source_.text().size())};
        break;
      case Kind::ignore:
        if (const auto rows = rows_of(suppression.comment)) {
          suppression.covers = *rows;
        } else {
          fault(suppression.comment, "no row follows this comment");
          return;
        }
    }
    result_.suppressions.push_back(std::move(suppression));
  }

  // One end may close several beginnings, and a beginning may be closed check by check.
  void close(const Suppression& end) {
    for (const Suppression::Id& id : end.ids) {
      if (!close(id, end.comment)) fault(id.span, fmt::format("no `ignore-begin[{}]` stands above", id.text));
    }
    std::erase_if(open_, [](const Suppression& suppression) { return suppression.ids.empty(); });
  }

  bool close(const Suppression::Id& wanted, Span end) {
    for (auto open = open_.rbegin(); open != open_.rend(); ++open) {
      const auto id = std::ranges::find(open->ids, wanted.text, &Suppression::Id::text);
      if (id == open->ids.end()) continue;
      Suppression range = *open;
      range.ids = {*id};
      range.range = true;
      range.covers = {file_, open->comment.begin, end.end};
      result_.suppressions.push_back(std::move(range));
      open->ids.erase(id);
      return true;
    }
    return false;
  }

  std::optional<Span> rows_of(Span comment) const {
    const std::uint32_t line = source_.position(comment.begin).line;
    if (has_content(line)) return Span{file_, source_.line_begin(line), source_.line_begin(line + 1)};
    for (std::uint32_t next = line + 1; next <= source_.line_count(); ++next) {
      if (source_.line_begin(next) >= tree_.end()) break;
      if (has_content(next)) return row_at(sources_, file_, tree_.root(), next);
    }
    return std::nullopt;
  }

  bool has_content(std::uint32_t line) const {
    const std::string_view text = source_.line(line);
    const std::size_t first = text.find_first_not_of(" \t\r");
    return first != std::string_view::npos && text[first] != '#';
  }

  const Sources& sources_;
  const Source& source_;
  FileId file_;
  const YamlTree& tree_;
  std::vector<Suppression> open_;  ///< ranges whose end was not seen
  SuppressionComments result_;
};

bool overlap(const Span& a, const Span& b) {
  return a.file == b.file && a.begin < std::max(b.end, b.begin + 1) && b.begin < a.end;
}

// What is wrong with the file of a list is held back at its provider, to which the finding points.
bool covers(const Suppression& suppression, const Finding& finding) {
  if (finding.primary.span.file == suppression.covers.file)
    return overlap(suppression.covers, finding.primary.span);
  return std::ranges::any_of(finding.related,
                             [&](const Label& label) { return overlap(suppression.covers, label.span); });
}

bool expired(const Suppression& suppression, const std::string& today) {
  return !suppression.until.empty() && suppression.until < today;
}

// Marks what takes the finding; an expired one is marked too, so that it is not called unused as well.
bool suppressed(const Finding& finding, const std::string& today, std::vector<Suppression>& all) {
  bool taken = false;
  for (Suppression& suppression : all) {
    if (!covers(suppression, finding)) continue;
    const auto id = std::ranges::find(suppression.ids, finding.check, &Suppression::Id::text);
    if (id == suppression.ids.end()) continue;
    id->used = true;
    taken = taken || !expired(suppression, today);
  }
  return taken;
}

class SelfCheck {
 public:
  SelfCheck(const Sources& sources, const Settings& settings) : sources_(sources), settings_(settings) {}

  Findings run(const std::vector<Suppression>& all, Findings faults) {
    findings_ = std::move(faults);
    const bool ask_reason = settings_.option(kInvalid, "require-reason");
    for (const Suppression& suppression : all) {
      if (ask_reason && !suppression.has_reason) {
        add("invalid-suppression", suppression.comment, "say why this is ignored, behind the brackets");
      }
      if (expired(suppression, settings_.today)) {
        add("expired-suppression", suppression.comment, fmt::format("this ended on {}", suppression.until));
      }
      for (std::size_t at = 0; at < suppression.ids.size(); ++at) unused(suppression, at);
    }
    return std::move(findings_);
  }

 private:
  Finding& add(std::string_view check, Span span, std::string message) {
    Finding finding;
    finding.check = check;
    finding.severity = Severity::warning;
    finding.message = std::move(message);
    finding.primary.span = span;
    findings_.push_back(std::move(finding));
    return findings_.back();
  }

  void unused(const Suppression& suppression, std::size_t at) {
    const Suppression::Id& id = suppression.ids[at];
    // What is not looked for cannot be called absent.
    if (id.used || id.check == nullptr || !settings_.enabled(*id.check)) return;
    Finding& finding =
        add("unused-suppression", id.span, fmt::format("there is no {} here to ignore", id.text));
    // A range is two comments, and its end may close others.
    if (suppression.range) return;
    const bool alone = suppression.ids.size() == 1;
    finding.fixes.push_back(
        {.title = alone ? "delete this comment" : fmt::format("delete {}", id.text),
         .applicability = Applicability::safe,
         .edits = {{.span = alone ? with_room(suppression.comment) : in_list(suppression, at), .text = {}}}});
  }

  /// The comment with the blanks before it; its whole line where nothing else stands there.
  Span with_room(Span comment) const {
    const std::string_view text = sources_[comment.file].text();
    std::uint32_t begin = comment.begin;
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
    const bool alone = begin == 0 || text[begin - 1] == '\n';
    const std::size_t line_end = text.find('\n', comment.end);
    const bool whole = alone && line_end != std::string_view::npos;
    return {comment.file, begin, whole ? static_cast<std::uint32_t>(line_end + 1) : comment.end};
  }

  /// An id with the comma that goes with it.
  static Span in_list(const Suppression& suppression, std::size_t at) {
    const Span id = suppression.ids[at].span;
    if (at > 0) return {id.file, suppression.ids[at - 1].span.end, id.end};
    return {id.file, id.begin, suppression.ids[at + 1].span.begin};
  }

  const Sources& sources_;
  const Settings& settings_;
  Findings findings_;
};

}  // namespace

std::span<const Check> suppression_checks() { return kChecks; }

SuppressionComments read_suppressions(const Sources& sources, FileId file, const YamlTree& tree) {
  return CommentReader(sources, file, tree).read();
}

std::size_t apply_suppressions(const Sources& sources, const std::vector<ProfileText>& texts,
                               const Settings& settings, Findings& findings) {
  SuppressionComments comments;
  for (const ProfileText& text : texts) {
    SuppressionComments own = read_suppressions(sources, text.file, *text.tree);
    std::ranges::move(own.suppressions, std::back_inserter(comments.suppressions));
    std::ranges::move(own.faults, std::back_inserter(comments.faults));
  }
  const std::size_t taken = std::erase_if(findings, [&](const Finding& finding) {
    return suppressed(finding, settings.today, comments.suppressions);
  });
  for (Finding& finding :
       SelfCheck(sources, settings).run(comments.suppressions, std::move(comments.faults))) {
    const Check* const check = find_check(finding.check);
    if (settings.enabled(*check)) findings.push_back(std::move(finding));
  }
  return taken;
}

}  // namespace clashlint
