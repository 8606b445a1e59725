#include "tests/bench/process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <limits>

namespace clashlint::bench {
namespace {

[[noreturn]] void become(const std::vector<std::string>& command, const std::string& input) {
  const int in = open(input.empty() ? "/dev/null" : input.c_str(), O_RDONLY);
  const int out = open("/dev/null", O_WRONLY);
  dup2(in, 0);
  dup2(out, 1);
  dup2(out, 2);
  std::vector<char*> arguments;
  for (const std::string& one : command) arguments.push_back(const_cast<char*>(one.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments.front(), arguments.data());
  _exit(127);
}

}  // namespace

Cost run(const std::vector<std::string>& command, int runs, const std::string& input) {
  Cost cost{.seconds = std::numeric_limits<double>::max(), .peak_mib = 0, .status = 0};
  for (int round = 0; round < runs; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) become(command, input);
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    cost.seconds = std::min(cost.seconds, took.count());
    cost.peak_mib = std::max(cost.peak_mib, static_cast<double>(usage.ru_maxrss) / 1024);
    cost.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  return cost;
}

}  // namespace clashlint::bench
