#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/command/check_options.h"
#include "cli/command/checks_rows.h"
#include "cli/command/diff_options.h"
#include "cli/command/explain_options.h"
#include "cli/command/find_options.h"
#include "cli/command/lock_rows.h"
#include "cli/command/question.h"
#include "cli/command/resolve_rows.h"
#include "cli/command/rules_rows.h"
#include "cli/command/test_options.h"
#include "cli/help.h"
#include "rules/layers/kind.h"

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

bool page_says(const std::string& page, const std::string& line) {
  const std::vector<std::string> lines = page_lines(page);
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

}  // namespace

struct CommandPage {
  std::string page;
  std::string help;
  std::span<const OptionRow> rows;
};

const std::vector<CommandPage> kCommandPages = {
    {"clashlint-check.1", check_help(), check_rows()},
    {"clashlint-checks.1", checks_help(), checks_rows()},
    {"clashlint-diff.1", diff_help(), diff_rows()},
    {"clashlint-explain.1", explain_help(), explain_rows()},
    {"clashlint-find.1", find_help(), find_rows()},
    {"clashlint-lock.1", lock_help(), lock_rows()},
    {"clashlint-resolve.1", resolve_help(), resolve_rows()},
    {"clashlint-rules.1", rules_help(), rules_rows()},
    {"clashlint-test.1", test_help(), test_rows()},
};

TEST_CASE("the man pages have the options of the help, and no others") {
  CHECK(page_options("clashlint.1") == help_options(program_help()));
  for (const CommandPage& command : kCommandPages) {
    CAPTURE(command.page);
    CHECK(page_options(command.page) == help_options(command.help));
    CHECK(help_options(command.help).size() >= command.rows.size());
  }
}

TEST_CASE("the man pages have the groups of the options and the commands") {
  CHECK(kCommandPages.size() == commands().size());
  for (const CommandPage& command : kCommandPages) {
    for (const OptionRow& row : command.rows) {
      CAPTURE(row.group);
      CHECK(page_says(command.page, ".Ss " + std::string(row.group)));
    }
  }
  for (const Command& command : commands()) {
    CAPTURE(command.name);
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
  std::istringstream lines(program_help() + check_help() + checks_help() + diff_help() + explain_help() +
                           find_help() + lock_help() + resolve_help() + rules_help() + test_help());
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(line.size() <= 110);
  }
}
