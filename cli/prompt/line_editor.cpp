#include "cli/prompt/line_editor.h"

#include <histedit.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/prompt/completion_list.h"
#include "cli/system.h"
#include "rules/value/text.h"

namespace fs = std::filesystem;

namespace clashlint {
namespace {

constexpr int kHistorySize = 1000;
constexpr int kLookEvery = 250;  // milliseconds between two looks at the files
constexpr int kPasteGap = 30;    // pasted lines come at once, typed ones do not
constexpr std::size_t kMostShown = 60;

// How many bytes a character has, by its first one; 1 for what is no UTF-8.
std::size_t utf8_size(unsigned char first) {
  if (first >= 0xF0) return 4;
  if (first >= 0xE0) return 3;
  return first >= 0xC0 ? 2 : 1;
}

// A history is read by others than who typed it: no user and no password of a URL.
bool may_be_kept(std::string_view line) {
  return !line.empty() &&
         (line.find("://") == std::string_view::npos || line.find('@') == std::string_view::npos);
}

}  // namespace

struct LineEditor::Terminal {
  Terminal(Hooks given, std::string file)
      : hooks(std::move(given)),
        history_file(std::move(file)),
        editor(el_init("clashlint", stdin, stdout, stderr)),
        past(history_init()) {
    HistEvent event;
    history(past, &event, H_SETSIZE, kHistorySize);
    history(past, &event, H_SETUNIQUE, 1);
    if (!history_file.empty()) history(past, &event, H_LOAD, history_file.c_str());
    el_set(editor, EL_CLIENTDATA, this);
    el_set(editor, EL_PROMPT, &Terminal::prompt);
    el_set(editor, EL_EDITOR, "emacs");
    el_set(editor, EL_SIGNAL, 1);
    el_set(editor, EL_HIST, history, past);
    el_set(editor, EL_GETCFN, &Terminal::next_character);
    el_set(editor, EL_ADDFN, "clashlint-complete", "go on with what is known", &Terminal::complete);
    el_set(editor, EL_ADDFN, "clashlint-cancel", "begin a new line", &Terminal::cancel);
    el_set(editor, EL_ADDFN, "clashlint-stop", "back to the shell for now", &Terminal::stop);
    // What a person has set up comes first; the keys that are ours, after it.
    el_source(editor, nullptr);
    el_set(editor, EL_BIND, "^I", "clashlint-complete", nullptr);
    // Ctrl-C and Ctrl-Z as keys, while a line is edited: else the first would end the program.
    el_set(editor, EL_SETTY, "-d", "-isig", nullptr);
    el_set(editor, EL_BIND, "^C", "clashlint-cancel", nullptr);
    el_set(editor, EL_BIND, "^Z", "clashlint-stop", nullptr);
    el_set(editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
  }

  ~Terminal() {
    save();
    history_end(past);
    el_end(editor);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  void add(const std::string& line) {
    if (!may_be_kept(line)) return;
    HistEvent event;
    history(past, &event, H_ENTER, line.c_str());
  }

  void save() const {
    if (history_file.empty()) return;
    std::error_code ignored;
    fs::create_directories(fs::path(history_file).parent_path(), ignored);
    HistEvent event;
    history(past, &event, H_SAVE, history_file.c_str());
  }

  static Terminal& of(EditLine* editor) {
    void* data = nullptr;
    el_get(editor, EL_CLIENTDATA, &data);
    return *static_cast<Terminal*>(data);
  }

  static char* prompt(EditLine* editor) {
    Terminal& self = of(editor);
    self.prompt_text = self.hooks.prompt();
    return self.prompt_text.data();
  }

  // Waits for a character, and meanwhile for news.
  static int next_character(EditLine* editor, wchar_t* into) {
    Terminal& self = of(editor);
    std::string bytes;
    do {
      while (!input_waits(kLookEvery)) {
        if (bytes.empty()) self.look_for_news();
      }
      const std::optional<char> byte = read_input_byte();
      if (!byte) return 0;
      bytes += *byte;
    } while (bytes.size() < utf8_size(static_cast<unsigned char>(bytes.front())));
    *into = static_cast<wchar_t>(code_points(bytes).front());
    return 1;
  }

  void look_for_news() const {
    if (!hooks.has_news()) return;
    std::fputs("\r\x1b[K", stdout);
    std::fflush(stdout);
    hooks.tell_news();
    el_set(editor, EL_REFRESH);
  }

  static unsigned char cancel(EditLine* editor, int /*key*/) {
    of(editor).cancelled = true;
    std::fputs("^C\n", stdout);
    return CC_NEWLINE;
  }

  // The library puts the terminal back before, and takes it again after.
  static unsigned char stop(EditLine* /*editor*/, int /*key*/) {
    std::raise(SIGTSTP);
    return CC_REDISPLAY;
  }

  static unsigned char complete(EditLine* editor, int /*key*/) { return of(editor).complete_word(); }

  unsigned char complete_word() {
    const LineInfo* const line = el_line(editor);
    const std::string before(line->buffer, static_cast<std::size_t>(line->cursor - line->buffer));
    const Completion completion = hooks.complete(before);
    const std::string typed = before.substr(completion.begin);
    const std::string common = common_start(completion.candidates);
    if (completion.candidates.empty()) return CC_REFRESH_BEEP;
    if (completion.candidates.size() == 1 || common.size() > typed.size()) {
      const bool whole = completion.candidates.size() == 1 && !common.ends_with('=');
      el_deletestr(editor, static_cast<int>(code_points(typed).size()));
      el_insertstr(editor, (common + (whole ? " " : "")).c_str());
      return CC_REFRESH;
    }
    std::fputs(("\n" + listed(completion.candidates, kMostShown, columns())).c_str(), stdout);
    return CC_REDISPLAY;
  }

  int columns() const {
    int columns = 0;
    el_get(editor, EL_GETTC, "co", &columns, nullptr);
    return columns > 0 ? columns : 80;
  }

  Hooks hooks;
  std::string history_file;
  EditLine* editor;
  History* past;
  std::string prompt_text;
  bool cancelled = false;
};

LineEditor::LineEditor(Hooks hooks, std::string history_file)
    : terminal_(std::make_unique<Terminal>(std::move(hooks), std::move(history_file))) {}

LineEditor::~LineEditor() = default;

std::optional<std::string> LineEditor::read() {
  int count = 0;
  const char* const text = el_gets(terminal_->editor, &count);
  if (std::exchange(terminal_->cancelled, false)) return "";
  if (text == nullptr || count <= 0) return std::nullopt;
  std::string line(text);
  while (line.ends_with('\n') || line.ends_with('\r')) line.pop_back();
  terminal_->add(line);
  return line;
}

bool LineEditor::more_waits() { return input_waits(kPasteGap); }

}  // namespace clashlint
