#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clashlint {

/// One `-- name --` of an archive and the lines below it.
struct TxtarSection {
  std::string name;
  std::string text;
};

/// A txtar archive: a comment, then sections. Any text is one, so a fixture
/// cannot have syntax errors.
struct Txtar {
  std::string comment;
  std::vector<TxtarSection> sections;

  /// The text of a section, null where there is none of that name.
  const std::string* find(std::string_view name) const;

  /// Sets the text of a section, at the end if it is new.
  void set(std::string_view name, std::string text);

  void remove(std::string_view name);
};

/// A section that does not end in a line break gets one.
Txtar parse_txtar(std::string_view text);

std::string print_txtar(const Txtar& archive);

}  // namespace clashlint
