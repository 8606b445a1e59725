#include "cli/progress.h"

#include <ostream>

namespace clashlint {
namespace {

constexpr std::chrono::milliseconds kQuiet(1000);
constexpr std::chrono::milliseconds kBetween(100);

}  // namespace

Progress::Progress(std::ostream& err, bool on_terminal, std::size_t files)
    : err_(err),
      on_(on_terminal && files > 1),
      files_(files),
      next_(std::chrono::steady_clock::now() + kQuiet) {}

void Progress::show(std::size_t done) {
  if (!on_ || std::chrono::steady_clock::now() < next_) return;
  next_ = std::chrono::steady_clock::now() + kBetween;
  err_ << "\r\033[K" << done << " of " << files_ << " files" << std::flush;
  shown_ = true;
}

void Progress::clear() {
  if (!shown_) return;
  err_ << "\r\033[K" << std::flush;
  shown_ = false;
}

}  // namespace clashlint
