#include "cli/mend.h"

#include <utility>

#include "analyzer/check/fix.h"
#include "analyzer/secrets/secret_map.h"
#include "cli/render/unified_diff.h"

namespace clashlint {
namespace {

/// Fixes converge (a test of every check sees to it); a run must end all the same.
constexpr int kMaxRounds = 10;

/// The files of a profile with these texts, loaded.
struct Files {
  Files(const MendTask& task, const ProfileTexts& texts)
      : loaded(load_profile_text(sources, sources.add(task.name, texts.profile), with(task, texts))) {
    layers.resize(texts.layers.size());
    for (const ProfileText& text : loaded.texts()) {
      for (std::size_t at = 0; at < layers.size(); ++at) {
        if (text.layer != nullptr && sources[text.file].name() == task.where.layers[at].name)
          layers[at] = text.file;
      }
    }
  }

  static LoadOptions with(const MendTask& task, const ProfileTexts& texts) {
    LoadOptions where = task.where;
    for (std::size_t at = 0; at < where.layers.size(); ++at) where.layers[at].text = texts.layers[at];
    return where;
  }

  Sources sources;
  LoadedProfile loaded;
  std::vector<FileId> layers;  ///< in the order of the texts
};

struct Round {
  bool refused = false;
  MendedTexts fixed{};
};

Round round_of(const MendTask& task, const ProfileTexts& texts) {
  Files files(task, texts);
  Inspection inspection = inspect(files.sources, files.loaded, task.settings);
  task.spare(files.sources, files.loaded, inspection);
  Round round{.refused = files.loaded.refused, .fixed = {.texts = texts}};
  const auto fix = [&](FileId file, std::string& text) {
    FixedText fixed = apply_fixes(files.sources, file, inspection.findings, task.with_unsafe);
    text = std::move(fixed.text);
    round.fixed.made += fixed.made;
  };
  fix(files.loaded.file, round.fixed.texts.profile);
  for (std::size_t at = 0; at < files.layers.size(); ++at) {
    if (task.mends_layer[at]) fix(files.layers[at], round.fixed.texts.layers[at]);
  }
  return round;
}

DiffSide side_of(const SecretMap& secrets, FileId file, const std::string& text) {
  DiffSide side{.lines = lines_of(text)};
  for (std::uint32_t line = 1; line <= side.lines.size(); ++line)
    side.shown.push_back(secrets.line(file, line).text);
  return side;
}

}  // namespace

MendedTexts mend(const MendTask& task, const ProfileTexts& texts) {
  MendedTexts mended{.texts = texts};
  Round round = round_of(task, texts);
  for (int at = 0; at < kMaxRounds && round.fixed.made > 0; ++at) {
    Round next = round_of(task, round.fixed.texts);
    if (next.refused && !round.refused) break;
    mended.made += round.fixed.made;
    mended.texts = std::move(round.fixed.texts);
    round = std::move(next);
  }
  return mended;
}

std::string mend_diff(const MendTask& task, const ProfileTexts& before, const ProfileTexts& after,
                      const Paint& paint) {
  const Files old_files(task, before);
  const Files new_files(task, after);
  const SecretMap old_secrets(old_files.sources, old_files.loaded);
  const SecretMap new_secrets(new_files.sources, new_files.loaded);
  std::string text = unified_diff(task.name, side_of(old_secrets, old_files.loaded.file, before.profile),
                                  side_of(new_secrets, new_files.loaded.file, after.profile), paint);
  for (std::size_t at = 0; at < before.layers.size(); ++at) {
    if (after.layers[at] == before.layers[at]) continue;
    text += unified_diff(task.where.layers[at].name,
                         side_of(old_secrets, old_files.layers[at], before.layers[at]),
                         side_of(new_secrets, new_files.layers[at], after.layers[at]), paint);
  }
  return text;
}

}  // namespace clashlint
