#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "cli/app.h"

namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

// The core's own order: CLASH_HOME_DIR, else ~/.config/mihomo, else the same below XDG_CONFIG_HOME.
std::string core_home(const std::string& user_home) {
  if (const std::string given = variable("CLASH_HOME_DIR"); !given.empty()) return given;
  const std::string usual = user_home.empty() ? std::string() : user_home + "/.config/mihomo";
  std::error_code ignored;
  if (!usual.empty() && std::filesystem::is_directory(usual, ignored)) return usual;
  const std::string config = variable("XDG_CONFIG_HOME");
  return config.empty() ? usual : config + "/mihomo";
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const std::string user_home = variable("HOME");
  const clashlint::Environment environment{.geodata_home = core_home(user_home),
                                           .user_home = user_home,
                                           .out_is_terminal = ::isatty(STDOUT_FILENO) == 1};
  const std::vector<std::string> args(argv + (argc > 0 ? 1 : 0), argv + argc);
  return clashlint::run_app(args, environment, std::cin, std::cout, std::cerr);
}
