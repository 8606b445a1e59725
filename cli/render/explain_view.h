#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "analyzer/match/alternatives.h"
#include "cli/asked.h"
#include "cli/render/paint.h"

namespace clashlint {

struct Profile;
struct Rule;
class Sources;

/// What the renderers of `explain` need besides the answers themselves.
struct ExplainView {
  const Profile& profile;
  const Sources& sources;
  const Selections& selections;
  Paint paint;
  int verbosity = 0;  ///< 0, 1 for -v, 2 for -vv
  std::optional<AskedRow> why_not;
  StoryOptions story;      ///< what the person has fixed
  std::string user_home;   ///< shown as `~`
  bool at_prompt = false;  ///< where `why` says what `-v` does on the command line
};

/// `line 31`; with the file's name where it is another file than the profile.
std::string place_of(const ExplainView& view, const Rule& rule);

/// `line 31  DOMAIN-SUFFIX,openrouter.ai,Final`: the place and the row as written.
std::string quoted(const ExplainView& view, const Rule& rule);

}  // namespace clashlint
