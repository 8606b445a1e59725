#include "cli/render/frame.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "analyzer/check/check.h"
#include "analyzer/secrets/secret_map.h"
#include "cli/render/core_words.h"
#include "cli/render/excerpt_line.h"
#include "cli/render/link.h"
#include "cli/render/printable.h"
#include "cli/render/table_text.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

/// More places than this are counted, not shown.
constexpr std::size_t kMaxRelated = 6;

/// A label on the line where it begins.
struct Mark {
  FileId file = 0;
  std::uint32_t line = 1;
  std::uint32_t begin = 0;  ///< bytes from the beginning of the line
  std::uint32_t end = 0;
  std::string_view text;
  bool primary = false;
};

Mark mark_of(const Sources& sources, const Label& label, bool primary) {
  const Source& source = sources[label.span.file];
  const std::uint32_t line = source.position(label.span.begin).line;
  const std::uint32_t line_begin = source.line_begin(line);
  const auto line_end = static_cast<std::uint32_t>(line_begin + source.line(line).size());
  return {.file = label.span.file,
          .line = line,
          .begin = label.span.begin - line_begin,
          .end = std::min(label.span.end, line_end) - std::min(line_begin, line_end),
          .text = label.text,
          .primary = primary};
}

std::vector<Mark> marks_of(const Sources& sources, const Finding& finding) {
  std::vector<Mark> marks = {mark_of(sources, finding.primary, true)};
  const std::size_t shown = std::min(finding.related.size(), kMaxRelated);
  for (std::size_t at = 0; at < shown; ++at) marks.push_back(mark_of(sources, finding.related[at], false));
  const FileId own = finding.primary.span.file;
  std::ranges::stable_sort(marks, {}, [&](const Mark& mark) {
    return std::tuple(mark.file != own, mark.file, mark.line, mark.begin);
  });
  return marks;
}

std::string repeated(std::string_view text, int count) {
  std::string result;
  for (int at = 0; at < count; ++at) result += text;
  return result;
}

std::string painted(const Paint& paint, Severity severity, std::string_view text) {
  switch (severity) {
    case Severity::error:
      return paint.error(text);
    case Severity::warning:
      return paint.alert(text);
    case Severity::info:
      return paint.strong(text);
  }
  return {};
}

class Frame {
 public:
  Frame(const FrameView& view, const Finding& finding) : view_(view), finding_(finding) {}

  std::string text() {
    headline();
    // Of a file that is something else, no line says more than the headline.
    const bool whole_file = finding_.check == "not-a-profile";
    if (!finding_.table.rows.empty()) {
      text_ += table_text(finding_.table, "   ", view_.paint);
    } else if (!whole_file) {
      lines();
    }
    remarks();
    return std::move(text_);
  }

 private:
  void headline() {
    const Source& source = view_.sources[finding_.primary.span.file];
    const TextPlace place = text_place(source, finding_.primary.span.begin);
    const std::string shown = view_.paint.strong(printable(source.name()) + ":" + std::to_string(place.line) +
                                                 ":" + std::to_string(place.column));
    text_ += view_.links ? link_to_file(source.name(), shown) : shown;
    text_ += " " + painted(view_.paint, finding_.severity, to_string(finding_.severity)) + ": ";
    text_ += view_.paint.strong(printable(finding_.message));
    if (!finding_.check.empty()) text_ += "  " + view_.paint.faint("[" + std::string(finding_.check) + "]");
    text_ += "\n";
  }

  void lines() {
    const std::vector<Mark> marks = marks_of(view_.sources, finding_);
    std::uint32_t highest = 0;
    for (const Mark& mark : marks) highest = std::max(highest, mark.line);
    gutter_ = std::to_string(highest).size() + 3;
    const Mark* last = nullptr;
    for (const Mark& mark : marks) {
      if (mark.file != (last == nullptr ? finding_.primary.span.file : last->file)) file_line(mark.file);
      if (last == nullptr || last->file != mark.file || last->line != mark.line) source_line(mark);
      mark_line(mark);
      last = &mark;
    }
    const std::size_t more = finding_.related.size() - std::min(finding_.related.size(), kMaxRelated);
    if (more > 0) remark("and " + std::to_string(more) + " more places");
  }

  void file_line(FileId file) {
    text_ += std::string(gutter_, ' ') + " " +
             view_.paint.faint("in " + printable(view_.sources[file].name())) + "\n";
  }

  ExcerptLine excerpt(const Mark& mark) const {
    if (view_.secrets == nullptr) {
      return excerpt_line(view_.sources[mark.file].line(mark.line), mark.begin, mark.end);
    }
    const ShownLine line = view_.secrets->line(mark.file, mark.line);
    return excerpt_line(line.text, line.place(mark.begin), line.end_place(mark.end));
  }

  void source_line(const Mark& mark) {
    const std::string number = std::to_string(mark.line);
    text_ += view_.paint.faint(std::string(gutter_ - number.size(), ' ') + number + " |");
    const std::string line = excerpt(mark).text;
    text_ += line.empty() ? "\n" : " " + line + "\n";
  }

  void mark_line(const Mark& mark) {
    const ExcerptLine line = excerpt(mark);
    text_ += std::string(gutter_, ' ') + view_.paint.faint(" |") + " " +
             std::string(static_cast<std::size_t>(line.before), ' ');
    const std::string marks = repeated(mark.primary ? "^" : "─", line.width);
    text_ += mark.primary ? painted(view_.paint, finding_.severity, marks) : view_.paint.faint(marks);
    if (!mark.text.empty()) text_ += " " + printable(mark.text);
    text_ += "\n";
  }

  void remark(std::string_view text) {
    text_ += std::string(gutter_, ' ') + " " + view_.paint.faint("=") + " " + std::string(text) + "\n";
  }

  void remarks() {
    for (const std::string& note : finding_.notes) remark(printable(note));
    // A did-you-mean behind the marks says already what its fix would write.
    const bool said = finding_.primary.text.starts_with("did you mean");
    for (const Fix& fix : finding_.fixes) {
      const bool unsafe = fix.applicability == Applicability::unsafe;
      if (!said) remark("fix: " + printable(fix.title) + (unsafe ? " (unsafe)" : ""));
    }
    if (const std::string words = core_words(finding_); !words.empty())
      remark("the core says: " + excerpt_of(words));
  }

  static std::string excerpt_of(const std::string& words) {
    constexpr std::size_t kLongest = 300;
    return clashlint::excerpt(words, kLongest);
  }

  const FrameView& view_;
  const Finding& finding_;
  std::size_t gutter_ = 4;
  std::string text_;
};

}  // namespace

TextPlace text_place(const Source& source, std::uint32_t offset) {
  const Position position = source.position(offset);
  const std::string_view before = source.text().substr(source.line_begin(position.line), position.column - 1);
  const auto characters = std::ranges::count_if(
      before, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80; });
  return {.line = position.line, .column = static_cast<std::uint32_t>(characters) + 1};
}

std::string finding_text(const FrameView& view, const Finding& finding) {
  return Frame(view, finding).text();
}

}  // namespace clashlint
