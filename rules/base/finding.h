#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/span.h"

namespace clashlint {

/// error: the core refuses the profile (or crashes or hangs on it).
/// warning: it loads and does what nobody can have meant. info: harmless.
enum class Severity { error, warning, info };

/// `depends`: true only if something that is not here is as the finding says.
enum class Confidence { certain, depends };

/// A place and what is to be said about it.
struct Label {
  Span span;
  std::string text;
};

/// safe: what the profile does stays the same. unsafe: it may change.
enum class Applicability { safe, unsafe };

/// `text` instead of the bytes of `span`; an empty span inserts.
struct Edit {
  Span span;
  std::string text;
};

/// One way to mend a fault; its edits are made together or not at all.
struct Fix {
  std::string title;  ///< what it does, as an order: `write "Proxy"`
  Applicability applicability = Applicability::unsafe;
  std::vector<Edit> edits;
};

/// Rows that a finding is about. All have a cell for each column.
struct FindingTable {
  struct Row {
    std::vector<std::string> cells{};
    std::string mark{};  ///< what is remarkable about it; empty: nothing
  };
  std::vector<std::string_view> columns{};  ///< their names (static storage)
  std::vector<Row> rows{};
};

/// What a check or a reader reports, as data; renderers turn it into text.
/// `check` is the id of the check (kebab-case, static storage).
struct Finding {
  std::string_view check;
  Severity severity = Severity::error;
  Confidence confidence = Confidence::certain;
  std::string message;  ///< the fault, lower case, no full stop
  Label primary;
  std::vector<Label> related;  ///< the other places involved
  FindingTable table;          ///< shown in place of source lines; usually empty
  std::vector<std::string> notes;
  std::string core_message;  ///< what the core itself prints; empty where it says nothing
  std::vector<Fix> fixes;    ///< several are alternatives, the best first
  bool refuses = false;      ///< the core does not start because of it
};

/// Where readers put what they find. Plain on purpose: order is the reader's,
/// sorting is the renderer's.
using Findings = std::vector<Finding>;

}  // namespace clashlint
