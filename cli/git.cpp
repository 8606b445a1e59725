#include "cli/git.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/render/printable.h"

extern char** environ;

namespace clashlint {
namespace {

struct GitRun {
  int status = -1;  ///< of the process; -1: it could not be started
  std::string out;
};

std::string read_all(int descriptor, std::size_t limit) {
  std::string text;
  std::array<char, 65536> buffer{};
  for (;;) {
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return text;
    if (text.size() + static_cast<std::size_t>(count) <= limit)
      text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

GitRun run_git(std::vector<std::string> words) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {};
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t process = 0;
  const int fault = ::posix_spawnp(&process, "git", &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  GitRun run;
  if (fault == 0) {
    run.out = read_all(ends[0], kMaxGitBytes);
    while (::waitpid(process, &run.status, 0) < 0 && errno == EINTR) {
    }
  }
  ::close(ends[0]);
  return run;
}

bool succeeded(const GitRun& run) { return WIFEXITED(run.status) && WEXITSTATUS(run.status) == 0; }

}  // namespace

bool is_revision(const std::string& word) {
  return !word.empty() && !word.starts_with('-') && word.find(':') == std::string::npos;
}

Result<std::optional<std::string>> file_at_revision(const std::string& revision, const std::string& path) {
  if (!is_revision(revision)) return Error{"\"" + excerpt(revision) + "\" is no revision"};
  const std::filesystem::path file(path);
  const std::string folder = file.has_parent_path() ? file.parent_path().string() : ".";
  GitRun run =
      run_git({"git", "-C", folder, "cat-file", "blob", revision + ":./" + file.filename().string()});
  if (run.status == -1) return Error{"git could not be started"};
  if (succeeded(run)) return std::optional(std::move(run.out));
  const GitRun known = run_git(
      {"git", "-C", folder, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
  if (!succeeded(known)) return Error{"git knows no revision \"" + excerpt(revision) + "\" here"};
  return std::optional<std::string>();
}

}  // namespace clashlint
