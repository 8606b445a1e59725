#include "cli/prompt/opened.h"

#include <sstream>
#include <utility>

#include "cli/command/open_profile.h"

namespace clashlint {
Opened::Attempt Opened::open(const ProfileWish& wish, const Environment& environment) {
  Attempt attempt;
  const ProfilePlan plan = plan_profile(wish, environment);
  // Before it is read: what is written meanwhile is another file.
  std::vector<std::string> files = {wish.path};
  files.insert(files.end(), plan.files.begin(), plan.files.end());
  attempt.watch.add(files);
  std::unique_ptr<Opened> opened(new Opened);
  std::ostringstream err;
  OpenProfile open = open_planned(opened->sources_, wish, plan, err);
  attempt.error = err.str();
  attempt.code = open.code;
  if (!open.loaded) return attempt;
  opened->loaded_ = std::move(*open.loaded);
  for (const DataFile& file : opened->profile().data_files) attempt.watch.add({file.path});
  attempt.opened = std::move(opened);
  return attempt;
}

const JudgedProfile& Opened::judged() {
  if (!judged_) judged_.emplace(judge_all(profile(), sources_));
  return *judged_;
}

}  // namespace clashlint
