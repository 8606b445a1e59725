#pragma once

#include <optional>
#include <string>

#include "analyzer/facts/judged_lists.h"

namespace clashlint {

/// What a condition takes that nobody thinks of who reads it.
enum class Surplus : std::uint8_t {
  none,
  everything,
  no_name,     ///< connections without a name
  no_process,  ///< connections of which no process is known
  no_record    ///< addresses that the AS database does not know
};

/// Of one condition, without its parts.
Surplus surplus_of(const Rule& condition);

/// Of a rule or one of its parts, but for those below a NOT: there a condition
/// that takes more makes the rule take less.
bool has_surplus(const Rule& rule);

/// Shows that a row of a list wins what one of its conditions takes besides.
class SurplusProof {
 public:
  SurplusProof(const Profile& profile, const JudgedLists::List& list, int row)
      : profile_(profile), list_(list), row_(row), model_(list.judge.model()) {}

  /// Words for such a connection, to be put behind "such as": `8.8.8.8`. Empty:
  /// there is one, and none to show. Nothing where the row wins none.
  std::optional<std::string> example(const Rule& condition, Surplus surplus);

  /// There is no name that the row does not ask for.
  bool takes_every_name();

 private:
  Formula is_empty(Field field);
  bool wins(const Example& example);
  std::string any();
  std::optional<std::string> address(const char* text);
  std::optional<std::string> nameless();
  std::optional<std::string> without_process(const Rule& condition);
  std::optional<std::string> without_record();

  const Profile& profile_;
  const JudgedLists::List& list_;
  int row_;
  ListModel& model_;
};

}  // namespace clashlint
