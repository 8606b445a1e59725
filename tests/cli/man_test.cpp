#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/command/question.h"
#include "cli/help.h"
#include "rules/base/strings.h"
#include "rules/layers/kind.h"
#include "tests/support/run_cli.h"

using namespace clashlint;

namespace {

std::vector<std::string> page_lines(const std::string& name) {
  std::ifstream page(std::string(CLASHLINT_SOURCE_DIR) + "/man/" + name);
  REQUIRE_MESSAGE(page.is_open(), name, " is missing");
  std::vector<std::string> lines;
  for (std::string line; std::getline(page, line);) lines.push_back(line);
  return lines;
}

// `.It Fl h , Fl Fl help` names -h and --help.
std::vector<std::string> options_of(const std::string& line) {
  std::istringstream words(line.substr(4));
  std::vector<std::string> options;
  int dashes = 0;
  for (std::string word; words >> word;) {
    if (word == "Fl") {
      ++dashes;
    } else if (dashes > 0) {
      options.push_back(std::string(static_cast<std::size_t>(dashes), '-') + word);
      dashes = 0;
    }
  }
  return options;
}

std::vector<std::string> page_options(const std::string& name) {
  std::vector<std::string> options;
  for (const std::string& line : page_lines(name)) {
    if (!line.starts_with(".It Fl")) continue;
    for (std::string& option : options_of(line)) options.push_back(std::move(option));
  }
  std::sort(options.begin(), options.end());
  return options;
}

// Every word of a help that is an option, at the beginning of a row.
std::vector<std::string> help_options(const std::string& help) {
  std::vector<std::string> options;
  std::istringstream lines(help);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("  -")) continue;
    std::istringstream words(line);
    for (std::string word; words >> word && word.starts_with('-');) {
      if (word.ends_with(',')) word.pop_back();
      options.push_back(word);
    }
  }
  std::sort(options.begin(), options.end());
  return options;
}

// `.It Fl Fl dns Ar address | Cm none` has the value `address|none`; `Fl o ,` may stand in front.
std::string page_value(const std::string& page, std::string_view name) {
  const std::string option = "Fl Fl " + std::string(name.substr(2)) + " ";
  for (const std::string& line : page_lines(page)) {
    const std::size_t at = (line + " ").find(option);
    if (!line.starts_with(".It Fl") || at == std::string::npos) continue;
    std::istringstream words((line + " ").substr(at + option.size()));
    std::string value;
    for (std::string word; words >> word;) {
      if (word != "Ar" && word != "Cm" && word != "Ns") value += word;
    }
    return ascii_lower(value);
  }
  return "is missing";
}

bool page_says(const std::string& page, const std::string& line) {
  const std::vector<std::string> lines = page_lines(page);
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

}  // namespace

std::string page_of(const Command& command) { return "clashlint-" + std::string(command.name) + ".1"; }

std::string help_of(const Command& command) {
  const std::vector<std::string> args = {std::string(command.name), "--help"};
  const CliRun run = run_cli(args);
  REQUIRE(run.exit == 0);
  return run.out;
}

TEST_CASE("the man pages have the options of the help, and no others") {
  CHECK(page_options("clashlint.1") == help_options(program_help()));
  for (const Command& command : commands()) {
    CAPTURE(command.name);
    REQUIRE_MESSAGE((command.rows != nullptr), "its row in cli/help.cpp names no options");
    const std::string help = help_of(command);
    CHECK(page_options(page_of(command)) == help_options(help));
    CHECK(help_options(help).size() >= command.rows().size());
  }
}

TEST_CASE("the man pages have the groups of the options and the commands") {
  for (const Command& command : commands()) {
    CAPTURE(command.name);
    for (const OptionRow& row : command.rows()) {
      CAPTURE(row.name);
      CHECK(page_says(page_of(command), ".Ss " + std::string(row.group)));
      if (!row.value.empty()) CHECK(page_value(page_of(command), row.name) == ascii_lower(row.value));
    }
    CHECK(page_says("clashlint.1", ".It Cm " + std::string(command.name)));
  }
}

TEST_CASE("the fields of a question stand in the man page") {
  for (const std::string_view name : question_fields()) {
    CAPTURE(name);
    const std::string field = ".Li " + std::string(name);
    CHECK((page_says("clashlint-explain.1", field + " ,") || page_says("clashlint-explain.1", field + " .") ||
           page_says("clashlint-explain.1", field)));
  }
}

TEST_CASE("the kinds of layers stand in the man page, in their order") {
  constexpr std::string_view kItem = ".It Cm ";
  std::vector<std::string> named;
  for (const std::string& line : page_lines("clashlint-resolve.1")) {
    if (!line.starts_with(kItem)) continue;
    std::istringstream words(line.substr(kItem.size()));
    for (std::string word; words >> word;) {
      if (word != ",") named.push_back(word);
    }
  }
  const std::vector<std::string_view> known = layer_words();
  CHECK(std::equal(named.begin(), named.end(), known.begin(), known.end()));
}

TEST_CASE("the help fits a terminal") {
  std::string helps = program_help();
  for (const Command& command : commands()) helps += help_of(command);
  std::istringstream lines(helps);
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(line.size() <= 110);
  }
}
