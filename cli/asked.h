#pragma once

#include <cstdint>
#include <string>

#include "analyzer/match/query.h"
#include "rules/base/result.h"
#include "rules/base/source.h"
#include "rules/kind/rule.h"

namespace clashlint {

/// One host that is asked about.
struct Asked {
  std::string shown;  ///< the heading of its answer: `openrouter.ai:443`
  std::string note;   ///< worth saying beside it; usually empty
  Query query;
  std::string unicode{};      ///< the host as people read it, where clients send its xn-- form
  std::string logged_rule{};  ///< what the core's log said: `GeoIP(cn)`; `-`: no rule
  std::string logged_way{};   ///< and where it went: `Final[HK-01]`
};

/// A row that is asked about: a line of the profile, or of a layer.
struct AskedRow {
  std::string file;  ///< empty: the profile
  std::uint32_t line = 0;
};

/// `32`, or `corp.yaml:32` in a layer.
Result<AskedRow> read_row(const std::string& text);

/// The profile is the first of the sources.
bool stands_on(const Sources& sources, const Rule& rule, const AskedRow& row);

}  // namespace clashlint
