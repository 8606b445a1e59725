#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/kind/rule.h"

namespace clashlint {

/// A text that is written in the language of another list or program, so that
/// it is read letter by letter where more was meant.
struct Misread {
  std::string message;
  std::string meant;        ///< what says it here: `DOMAIN-SUFFIX,a.example`; empty: nothing does
  bool can_replace = true;  ///< `meant` can stand in its place as it is
  std::string note;
};

/// What stands behind the type of a rule about names or processes
/// (`semantics.md` C.5). URLs, ports and blanks are another matter.
std::optional<Misread> misread_payload(RuleKind kind, std::string_view payload);

/// A domain pattern (`semantics.md` E.6). `trie`: hosts and policies, where every
/// letter but whole labels `*` and `+` in front stands for itself.
std::optional<Misread> misread_pattern(std::string_view pattern, bool trie);

/// What `exclude-type` calls a type that is written as the other of its two
/// readers calls it: groups compare the core's own names (`Shadowsocks`),
/// providers those of `type:` (`ss`). Empty: nothing of the kind.
std::string_view meant_type(std::string_view word, bool in_group);

}  // namespace clashlint
