#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/prompt/candidates.h"

namespace clashlint {

/// Lines from a person at a terminal, with history and completion: the only
/// user of libedit. There is one terminal, so one editor at a time.
class LineEditor {
 public:
  struct Hooks {
    std::function<std::string()> prompt{};
    std::function<Completion(std::string_view before)> complete{};
    std::function<bool()> has_news{};   ///< asked a few times a second while nothing is typed
    std::function<void()> tell_news{};  ///< writes what the person is to know; the line is drawn again below
  };

  /// `history_file`: kept there from one time to the next; empty: nowhere.
  LineEditor(Hooks hooks, std::string history_file);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  /// One line without its end; nothing at the end of the input (Ctrl-D). Ctrl-C
  /// gives an empty line.
  std::optional<std::string> read();

  /// More lines are there already: somebody has pasted several.
  static bool more_waits();

 private:
  struct Terminal;
  std::unique_ptr<Terminal> terminal_;
};

}  // namespace clashlint
