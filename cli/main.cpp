#include <chrono>
#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "cli/app.h"
#include "cli/system.h"

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

// https://specifications.freedesktop.org/basedir-spec/: state that is kept between runs.
std::string history_file(const std::string& user_home) {
  std::string state = variable("XDG_STATE_HOME");
  if (state.empty() && !user_home.empty()) state = user_home + "/.local/state";
  return state.empty() ? state : state + "/clashlint/history";
}

std::string today() {
  const std::chrono::year_month_day day(
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  const auto two = [](unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return std::to_string(static_cast<int>(day.year())) + "-" + two(static_cast<unsigned>(day.month())) + "-" +
         two(static_cast<unsigned>(day.day()));
}

// https://no-color.org: set to anything, it means none, whatever is behind the output.
bool wants_color() {
  return clashlint::out_is_terminal() && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
}

// The Linux console and GNU screen print what they do not know.
bool knows_links() {
  const std::string terminal = variable("TERM");
  return clashlint::out_is_terminal() && !terminal.empty() && terminal != "linux" &&
         !terminal.starts_with("screen");
}

// What characters are, for the editing of lines: asked by the prompt alone, as it reads files. Nothing
// else of a locale is set. A machine without any (an empty container) takes lines as its terminal gives them.
bool knows_utf8() {
  const bool set = std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr || std::setlocale(LC_CTYPE, "") != nullptr;
  return set && MB_CUR_MAX > 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const std::string user_home = variable("HOME");
  const clashlint::Environment environment{
      .geodata_home = core_home(user_home),
      .user_home = user_home,
      .today = today(),
      .out_is_terminal = wants_color(),
      .err_is_terminal = clashlint::err_is_terminal(),
      .out_has_links = knows_links(),
      .is_interactive = clashlint::in_is_terminal() && clashlint::out_is_terminal(),
      .can_edit_lines = knows_utf8,
      .history_file = history_file(user_home)};
  const std::vector<std::string> args(argv + (argc > 0 ? 1 : 0), argv + argc);
  return clashlint::run_app(args, environment, std::cin, std::cout, std::cerr);
}
