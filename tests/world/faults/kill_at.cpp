// Preloaded into the program by fix_killed_test: ends the process, as a power
// cut would, at the call number CLASHLINT_KILL_AT of those that change files;
// with CLASHLINT_KILL_HALF=1 a write gets through to its half first.
#include <dlfcn.h>
#include <sys/types.h>

#include <csignal>
#include <cstddef>
#include <cstdlib>

namespace {

long number_of(const char* variable) {
  const char* const text = std::getenv(variable);
  return text == nullptr ? 0 : std::atol(text);
}

bool is_the_call() {
  static const long wanted = number_of("CLASHLINT_KILL_AT");
  static long calls = 0;
  return ++calls == wanted;
}

void kill_at_call() {
  if (is_the_call()) std::raise(SIGKILL);
}

template <typename Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

ssize_t write(int file, const void* bytes, std::size_t count) {
  static const auto call = real<ssize_t (*)(int, const void*, std::size_t)>("write");
  if (is_the_call()) {
    if (number_of("CLASHLINT_KILL_HALF") == 1) call(file, bytes, count / 2);
    std::raise(SIGKILL);
  }
  return call(file, bytes, count);
}

int fsync(int file) {
  static const auto call = real<int (*)(int)>("fsync");
  kill_at_call();
  return call(file);
}

int fchmod(int file, mode_t mode) {
  static const auto call = real<int (*)(int, mode_t)>("fchmod");
  kill_at_call();
  return call(file, mode);
}

int fchown(int file, uid_t user, gid_t group) {
  static const auto call = real<int (*)(int, uid_t, gid_t)>("fchown");
  kill_at_call();
  return call(file, user, group);
}

int close(int file) {
  static const auto call = real<int (*)(int)>("close");
  kill_at_call();
  return call(file);
}

int rename(const char* from, const char* to) {
  static const auto call = real<int (*)(const char*, const char*)>("rename");
  kill_at_call();
  return call(from, to);
}

int unlink(const char* path) {
  static const auto call = real<int (*)(const char*)>("unlink");
  kill_at_call();
  return call(path);
}
}
