#include "cli/system.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace fs = std::filesystem;

namespace clashlint {
namespace {

std::optional<Error> last_error(std::string_view what) {
  return Error{std::string(what) + ": " + std::generic_category().message(errno)};
}

/// An open file, closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }

  bool write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t count = ::write(number_, text.data(), text.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return false;
      text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

  bool close() {
    if (number_ < 0) return true;
    const int number = number_;
    number_ = -1;
    return ::close(number) == 0;
  }

 private:
  int number_;
};

// The new file is removed again unless it has taken the old one's place.
class Replacement {
 public:
  explicit Replacement(const fs::path& target)
      : target_(target.string()),
        name_((target.parent_path() / ("." + target.filename().string() + ".XXXXXX")).string()),
        file_(::mkostemp(name_.data(), O_CLOEXEC)) {}
  ~Replacement() {
    if (file_created_ && !done_) ::unlink(name_.c_str());
  }
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  bool created() {
    file_created_ = file_.is_open();
    return file_created_;
  }

  // Who may not give a file away keeps it for himself, as editors do.
  bool look_like(const struct stat& old) {
    if (::fchown(file_.number(), old.st_uid, old.st_gid) != 0 && errno != EPERM) return false;
    return ::fchmod(file_.number(), old.st_mode & 07777U) == 0;
  }

  bool look_new() {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return ::fchmod(file_.number(), 0666U & ~mask) == 0;
  }

  bool fill(std::string_view text) {
    return file_.write(text) && ::fsync(file_.number()) == 0 && file_.close();
  }

  bool take_place() {
    done_ = ::rename(name_.c_str(), target_.c_str()) == 0;
    return done_;
  }

 private:
  std::string target_;
  std::string name_;
  Descriptor file_;
  bool file_created_ = false;
  bool done_ = false;
};

// So that the new name is on the disk as well; what cannot do that need not.
void sync_folder(const fs::path& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.is_open()) ::fsync(opened.number());
}

std::optional<Error> write_through(const std::string& path, std::string_view text) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.is_open() || !file.write(text) || !file.close()) return last_error("cannot be written");
  return std::nullopt;
}

}  // namespace

bool out_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }
bool err_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }
bool in_is_terminal() { return ::isatty(STDIN_FILENO) == 1; }

bool input_waits(int milliseconds) {
  pollfd waited{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  return ::poll(&waited, 1, milliseconds) > 0;
}

std::optional<char> read_input_byte() {
  char byte = 0;
  ssize_t count = 0;
  do {
    count = ::read(STDIN_FILENO, &byte, 1);
  } while (count < 0 && errno == EINTR);
  return count == 1 ? std::optional(byte) : std::nullopt;
}

std::optional<Error> replace_file(const std::string& path, std::string_view text) {
  std::error_code error;
  // Of a name that leads nowhere yet, the folder has to be there.
  fs::path target = fs::weakly_canonical(path, error);
  if (error) target = fs::absolute(path);
  struct stat old {};
  const bool exists = ::stat(target.c_str(), &old) == 0;
  if (exists && S_ISDIR(old.st_mode)) return Error{"is a folder"};
  if (exists && !S_ISREG(old.st_mode)) return write_through(path, text);
  if (exists && ::access(target.c_str(), W_OK) != 0) return last_error("cannot be written");
  Replacement replacement(target);
  const bool written = replacement.created() &&
                       (exists ? replacement.look_like(old) : replacement.look_new()) &&
                       replacement.fill(text) && replacement.take_place();
  if (!written) return last_error("cannot be written");
  sync_folder(target.parent_path());
  return std::nullopt;
}

}  // namespace clashlint
