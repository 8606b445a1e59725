#include "cli/app.h"

#include <doctest/doctest.h>

#include <sstream>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/scratch_dir.h"

using namespace clashlint;

namespace {

// A profile in a folder of its own.
class ProfileFile {
 public:
  explicit ProfileFile(std::string_view text) { scratch_.write("profile.yaml", text); }

  std::string path() const { return (scratch_.path() / "profile.yaml").string(); }
  std::string folder() const { return scratch_.path().string(); }

 private:
  ScratchDir scratch_;
};

// Counts how often it is flushed.
class FlushCounter final : public std::stringbuf {
 public:
  int flushes = 0;

 protected:
  int sync() override {
    ++flushes;
    return std::stringbuf::sync();
  }
};

// Takes nothing, like a full disk.
class FullDisk final : public std::streambuf {
 protected:
  int_type overflow(int_type) override { return traits_type::eof(); }
};

constexpr const char* kProfile = "rules:\n  - MATCH,DIRECT\n";

}  // namespace

TEST_CASE("a batch from the standard input is answered line by line") {
  const ProfileFile profile(kProfile);
  std::istringstream in("{}\nx\n\n{}\n");
  FlushCounter buffer;
  std::ostream out(&buffer);
  std::ostringstream err;
  CHECK(run_app({"explain", profile.path(), "--batch", "-"}, in, out, err) == 0);
  CHECK(buffer.flushes >= 3);
  CHECK(err.str().empty());
}

TEST_CASE("colours and homes are as the environment says") {
  const ProfileFile profile(kProfile);
  const auto run = [&](const Environment& environment, std::vector<std::string> more) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    std::vector<std::string> args = {"explain", profile.path(), "a.example"};
    args.insert(args.end(), more.begin(), more.end());
    REQUIRE(run_app(args, environment, in, out, err) == 0);
    return out.str();
  };
  const Environment terminal{.geodata_home = "", .user_home = "", .out_is_terminal = true};
  const auto colored = [](const std::string& text) { return text.find('\x1b') != std::string::npos; };
  CHECK(colored(run(terminal, {})));
  CHECK_FALSE(colored(run(terminal, {"--color", "never"})));
  CHECK_FALSE(colored(run({}, {})));
  CHECK(colored(run({}, {"--color", "always"})));

  const Environment at_home{.geodata_home = "", .user_home = profile.folder(), .out_is_terminal = false};
  CHECK(run({}, {}).find("Home: " + profile.folder() + "\n") != std::string::npos);
  CHECK(run(at_home, {}).find("Home: ~\n") != std::string::npos);
}

TEST_CASE("output that cannot be written is an error") {
  const ProfileFile profile(kProfile);
  std::istringstream in;
  FullDisk disk;
  std::ostream out(&disk);
  std::ostringstream err;
  CHECK(run_app({"explain", profile.path(), "a.example"}, in, out, err) == 3);
  CHECK(err.str() == "clashlint: the output could not be written\n");
}

TEST_CASE("a folder is no batch and no profile") {
  const ProfileFile profile(kProfile);
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  CHECK(run_app({"explain", profile.path(), "--batch", profile.folder()}, in, out, err) == 3);
  CHECK(run_app({"explain", profile.folder(), "a.example"}, in, out, err) == 3);
  CHECK(out.str().empty());
}
