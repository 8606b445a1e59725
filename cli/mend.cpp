#include "cli/mend.h"

#include <utility>

#include "analyzer/check/fix.h"
#include "analyzer/secrets/secret_map.h"
#include "cli/render/unified_diff.h"

namespace clashlint {
namespace {

/// Fixes converge (a test of every check sees to it); a run must end all the same.
constexpr int kMaxRounds = 10;

struct Round {
  bool refused = false;
  FixedText fixed{};
};

Round round_of(const MendTask& task, const std::string& text) {
  Sources sources;
  const FileId file = sources.add(task.name, text);
  const LoadedProfile loaded = load_profile_text(sources, file, task.where);
  Inspection inspection = inspect(sources, loaded, task.settings);
  task.spare(sources, loaded, inspection);
  return {.refused = loaded.refused,
          .fixed = apply_fixes(sources, file, inspection.findings, task.with_unsafe)};
}

DiffSide side_of(const MendTask& task, const std::string& text) {
  Sources sources;
  const FileId file = sources.add(task.name, text);
  const LoadedProfile loaded = load_profile_text(sources, file, task.where);
  const SecretMap secrets(sources, loaded.file, loaded.tree);
  DiffSide side{.lines = lines_of(text)};
  for (std::uint32_t line = 1; line <= side.lines.size(); ++line)
    side.shown.push_back(secrets.line(file, line).text);
  return side;
}

}  // namespace

MendedText mend(const MendTask& task, const std::string& text) {
  MendedText mended{.text = text};
  Round round = round_of(task, text);
  for (int at = 0; at < kMaxRounds && round.fixed.made > 0; ++at) {
    Round next = round_of(task, round.fixed.text);
    if (next.refused && !round.refused) break;
    mended.made += round.fixed.made;
    mended.text = std::move(round.fixed.text);
    round = std::move(next);
  }
  return mended;
}

std::string mend_diff(const MendTask& task, const std::string& before, const std::string& after,
                      const Paint& paint) {
  return unified_diff(task.name, side_of(task, before), side_of(task, after), paint);
}

}  // namespace clashlint
