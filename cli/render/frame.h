#pragma once

#include <cstdint>
#include <string>

#include "cli/render/paint.h"
#include "rules/base/finding.h"
#include "rules/base/source.h"

namespace clashlint {

class SecretMap;

/// What is needed to show findings.
struct FrameView {
  const Sources& sources;
  Paint paint{};
  bool links = false;                  ///< the place is a link to the file
  const SecretMap* secrets = nullptr;  ///< null: nothing in the sources is a secret
};

/// A place as people and editors count: one-based line, one-based column in
/// characters (Unicode code points).
struct TextPlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};
TextPlace text_place(const Source& source, std::uint32_t offset);

/// A finding as a person reads it: the headline, the lines it is about with
/// marks under them, then notes, ways to mend it, and the core's own words.
std::string finding_text(const FrameView& view, const Finding& finding);

}  // namespace clashlint
