// Measures what clashlint takes against its budgets: tests/bench/run.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/bench/inputs.h"
#include "tests/bench/process.h"

namespace fs = std::filesystem;

namespace clashlint::bench {
namespace {

constexpr int kRuns = 7;

class Bench {
 public:
  Bench(std::string program, Inputs inputs) : program_(std::move(program)), inputs_(std::move(inputs)) {}

  void run() {
    std::printf("%-58s %9s %9s %8s %8s\n", "", "ms", "budget", "x sort", "MiB");
    large_profiles();
    published_profiles();
    streams();
    growth();
  }

 private:
  using Command = std::vector<std::string>;

  // What it takes to read and sort the same bytes.
  static double sort_of(const Command& files) {
    Command command = {"sort", "-u"};
    command.insert(command.end(), files.begin(), files.end());
    return bench::run(command, 3).seconds;
  }

  static void row(const char* what, double milliseconds, const char* budget, double sort, double peak) {
    std::printf("%-58s %9.1f %9s ", what, milliseconds, budget);
    if (sort > 0) {
      std::printf("%8.2f", milliseconds / 1000 / sort);
    } else {
      std::printf("%8s", "");
    }
    std::printf(peak > 0 ? " %8.0f\n" : "\n", peak);
  }

  static Command files_beside(const std::string& profile) {
    Command files;
    for (const auto& entry : fs::directory_iterator(fs::path(profile).parent_path()))
      if (entry.is_regular_file()) files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
  }

  void large_profiles() {
    const std::string own = inputs_.inline_profile(100'002);
    const Cost one = bench::run({program_, "check", own}, kRuns);
    row("check 100,002 inline rules", one.seconds * 1e3, "100", sort_of({own}), one.peak_mib);
    const std::string lists = inputs_.corpus_profile();
    if (lists.empty()) return;
    const double sort = sort_of(files_beside(lists));
    const Cost four = bench::run({program_, "check", lists}, kRuns);
    row("check four published lists, 258,000 entries", four.seconds * 1e3, "70", sort, four.peak_mib);
    const Cost asked = bench::run({program_, "explain", lists, "openrouter.ai"}, kRuns);
    row("one question on them, whole process", asked.seconds * 1e3, "50", sort, asked.peak_mib);
  }

  Command published() const {
    Command files;
    for (const auto& entry : fs::directory_iterator(fs::path(inputs_.corpus()) / "profiles"))
      if (entry.path().extension() == ".yaml" || entry.path().extension() == ".yml")
        files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
  }

  Command check(const Command& files) const {
    Command command = {program_, "check", "--home", inputs_.corpus() + "/home"};
    command.insert(command.end(), files.begin(), files.end());
    return command;
  }

  void published_profiles() {
    if (inputs_.corpus().empty()) return;
    const Command files = published();
    std::vector<double> loaded;
    double all = 0;
    for (const std::string& file : files) {
      const double seconds = bench::run(check({file}), 3).seconds;
      all += seconds;
      if (loads(file)) loaded.push_back(seconds * 1e3);
    }
    std::sort(loaded.begin(), loaded.end());
    const auto at = [&](double part) {
      return loaded[static_cast<std::size_t>(part * double(loaded.size() - 1))];
    };
    row("check a published profile that loads: median", at(0.5), "8", 0, 0);
    row("  nine of ten", at(0.9), "30", 0, 0);
    row("  the slowest", at(1), "80", 0, 0);
    row("check every published profile by itself, all calls", all * 1e3, "", 0, 0);
    const Cost together = bench::run(check(files), 3);
    const std::string third = std::to_string(static_cast<int>(all * 1e3 / 3));
    row("  in one call", together.seconds * 1e3, third.c_str(), 0, together.peak_mib);
  }

  // The core would start with it: no finding of an error.
  bool loads(const std::string& file) const {
    return bench::run({program_, "explain", "--home", inputs_.corpus() + "/home", file, "example.com"}, 1)
               .status == 0;
  }

  void streams() {
    stream("one more question on the inline rules", inputs_.inline_profile(100'002));
    if (!inputs_.corpus_profile().empty())
      stream("one more question on the published lists", inputs_.corpus_profile());
  }

  void stream(const char* what, const std::string& profile) {
    constexpr std::size_t kFew = 100'000;
    constexpr std::size_t kMany = 600'000;
    const auto seconds = [&](std::size_t count) {
      return bench::run({program_, "explain", profile, "--batch", inputs_.hosts(count)}, 3).seconds;
    };
    const double one = (seconds(kMany) - seconds(kFew)) / double(kMany - kFew);
    std::printf("%-58s %9.2f %9s   µs, reading and writing JSON included\n", what, one * 1e6, "1-5");
  }

  void growth() {
    for (const std::size_t entries : {10'000U, 30'000U, 100'000U, 300'000U, 1'000'000U}) {
      const std::string profile = inputs_.list_profile(entries);
      const Cost cost = bench::run({program_, "check", profile}, 3);
      const std::string what = "check four lists, " + std::to_string(entries) + " entries";
      const bool last = entries == 1'000'000U;
      row(what.c_str(), cost.seconds * 1e3, last ? "500" : "", sort_of(files_beside(profile)), cost.peak_mib);
    }
  }

  std::string program_;
  Inputs inputs_;
};

}  // namespace
}  // namespace clashlint::bench

int main(int count, char** arguments) {
  using namespace clashlint::bench;
  if (count != 3) {
    std::fprintf(stderr, "use: clashlint_bench PROGRAM FOLDER, or --inputs FOLDER\n");
    return 2;
  }
  const char* named = std::getenv("CLASHLINT_CORPUS");
  const std::string corpus = named == nullptr ? "" : named;
  const Inputs inputs(arguments[2], corpus);
  if (std::string(arguments[1]) == "--inputs") {
    inputs.inline_profile(100'002);
    inputs.list_profile(100'000);
    inputs.hosts(10'000);
    return 0;
  }
  if (corpus.empty())
    std::printf("CLASHLINT_CORPUS is not set: published lists and profiles are left out.\n\n");
  Bench(arguments[1], inputs).run();
  return 0;
}
