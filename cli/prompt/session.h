#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/app.h"
#include "cli/prompt/candidates.h"
#include "cli/prompt/held.h"
#include "cli/prompt/last_answer.h"
#include "cli/prompt/opened.h"
#include "cli/prompt/words.h"

namespace clashlint {

/// What is asked at the prompt, line by line, and answered to `out`. It knows
/// of no terminal: the lines may come from a pipe.
class Session {
 public:
  Session(RawOptions given, const ExplainOptions& options, const Environment& environment, std::ostream& out);

  /// Reads the profile. The exit code; not 0: `err` has been told why.
  int open(std::ostream& err);

  /// One line, or several that were pasted together.
  void answer(const std::vector<std::string>& lines);

  /// Whether a file of the profile is another, and no longer being written: it
  /// was the same at two calls.
  bool has_news();
  /// Reads the profile again if a file of it is another, and says what that does to the last host.
  void tell_news();

  std::string prompt() const;
  Completion complete(std::string_view before);

  bool done() const { return done_; }      ///< `quit` was said
  bool failed() const { return failed_; }  ///< a line was not understood

 private:
  void answer_line(const std::string& line);
  void answer_hosts(std::vector<Asked> hosts);
  void act(const PromptLine& line);
  void hold(const OptionRow& row, std::string_view value);
  void reset(std::string_view name);
  void keep(Opened::Attempt attempt);
  void switch_to(Opened::Attempt attempt);
  void why();
  void why_not(std::string_view value);
  void who_else();
  void rule(std::string_view value);
  void service(std::string_view value);
  void find(std::string_view value);

  void fail(std::string_view message);
  bool has_last();
  void say_again();
  std::optional<Error> wrong_choice(const ExplainOptions& options) const;
  std::optional<AskedRow> row_of(std::string_view value);
  ExplainView view() const;
  const std::vector<Service>& services() const;

  const Environment& environment_;
  std::ostream& out_;
  Held held_;
  ExplainOptions options_;
  std::unique_ptr<Opened> opened_;
  Watch watch_;
  Watch seen_;  ///< at the last look: what still changes is not read
  std::shared_ptr<const std::vector<Service>> services_;  ///< null: the built-in ones
  std::optional<CandidateNames> names_;
  std::string last_line_;  ///< the last host, as it was typed
  std::optional<Asked> last_;
  bool done_ = false;
  bool failed_ = false;
};

}  // namespace clashlint
