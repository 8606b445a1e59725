#include "cli/render/check_manual.h"

#include <vector>

#include "cli/pages.h"
#include "cli/render/check_list.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

// roff reads `\` everywhere, and `.` and `'` at the beginning of a line.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool at_begin = result.empty();
    if (at_begin && (c == '.' || c == '\'')) result += "\\&";
    result += c == '\\' ? "\\e" : std::string(1, c);
  }
  return result;
}

/// The Markdown that pages are written in: headings, paragraphs, lists of one
/// level, fenced text, `code`.
class Manual {
 public:
  void check(const Check& check) {
    text_ += ".Sh " + std::string(check.id) + "\n" + escaped(check_facts(check)) + "\n";
    for (const CheckOption& option : check.options)
      text_ += ".Pp\nOption " + prose("`" + std::string(option.name) + "`") + ", " +
               (option.otherwise ? "true" : "false") + " by default: " + escaped(option.text) + "\n";
    bool title = true;
    for (const std::string_view line : split(check_page(check.id), '\n')) {
      if (!title) add(line);
      title = false;
    }
    end_list();
  }

  std::string text() { return std::move(text_); }

 private:
  void add(std::string_view line) {
    if (line.starts_with("```")) return fence();
    if (fenced_) {
      text_ += escaped(line) + "\n";
    } else if (line.starts_with("## ")) {
      end_list();
      text_ += ".Ss " + std::string(line.substr(3)) + "\n";
      headed_ = true;
    } else if (line.starts_with("- ")) {
      item(line.substr(2));
    } else if (line.empty()) {
      gap_ = true;
    } else {
      paragraph(line);
    }
  }

  void fence() {
    end_list();
    headed_ = false;
    text_ += fenced_ ? ".Ed\n" : ".Bd -literal -offset indent\n";
    fenced_ = !fenced_;
    gap_ = !fenced_;
  }

  void item(std::string_view line) {
    headed_ = false;
    if (!listed_) text_ += ".Bl -bullet -compact\n";
    listed_ = true;
    text_ += ".It\n" + prose(line) + "\n";
  }

  void paragraph(std::string_view line) {
    if (gap_) end_list();
    if (gap_ && !headed_) text_ += ".Pp\n";
    gap_ = false;
    headed_ = false;
    text_ += prose(line) + "\n";
  }

  void end_list() {
    if (listed_) text_ += ".El\n";
    listed_ = false;
  }

  static std::string prose(std::string_view line) {
    std::string result;
    bool code = false;
    for (const std::string_view part : split(line, '`')) {
      const std::string shown =
          result.empty() && !code ? escaped(part) : escaped("x" + std::string(part)).substr(1);
      result += code ? "\\fB" + shown + "\\fP" : shown;
      code = !code;
    }
    return result;
  }

  std::string text_;
  bool fenced_ = false;
  bool listed_ = false;
  bool gap_ = false;     ///< an empty line was read
  bool headed_ = false;  ///< nothing stands below the heading yet
};

}  // namespace

std::string check_manual(std::span<const Check* const> checks) {
  std::string head =
      ".\\\" Written by `clashlint checks --format man`.\n"
      ".Dd November 28, 2026\n.Dt CLASHLINT-CHECKS 7\n.Os\n.Sh NAME\n.Nm clashlint-checks\n"
      ".Nd what clashlint finds in Clash profiles\n.Sh DESCRIPTION\n"
      "Each check of\n.Xr clashlint-check 1\nwith what it looks for, why it hurts, and how to mend it.\n"
      "A comment\n.Ql # clashlint: ignore[unknown-target] why\nholds a finding back in a profile,\n"
      ".Fl Fl ignore\nand\n.Pa .clashlint.yaml\nin many.\n";
  Manual manual;
  for (const Check* check : checks) manual.check(*check);
  return head + manual.text() + ".Sh SEE ALSO\n.Xr clashlint-check 1 ,\n.Xr clashlint-checks 1\n";
}

}  // namespace clashlint
