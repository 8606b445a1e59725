#include "cli/help.h"

#include "cli/command/check_options.h"
#include "cli/command/checks_rows.h"
#include "cli/command/completions_rows.h"
#include "cli/command/diff_options.h"
#include "cli/command/explain_options.h"
#include "cli/command/find_options.h"
#include "cli/command/lock_rows.h"
#include "cli/command/report_rows.h"
#include "cli/command/resolve_rows.h"
#include "cli/command/rules_rows.h"
#include "cli/command/test_options.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

constexpr int kNameWidth = 26;

constexpr std::string_view kExitCodes =
    "\nExit codes: 0 fine, 1 findings or a profile that the core refuses, 2 wrong use, 3 a file could not be "
    "read.\n";

constexpr Command kCommands[] = {
    {"check", "what is wrong in profiles, each fault at its place", check_rows},
    {"checks", "every check, or the page of one: what, why it hurts, how to mend it", checks_rows, "CHECK"},
    {"completions", "what a shell needs to complete commands and options", completions_rows, "bash|zsh|fish"},
    {"diff", "what a change to a profile or its lists does to connections", diff_rows},
    {"explain", "which rule and outbound a connection gets, and what could change that", explain_rows},
    {"find", "connections with a property, or the proof that there are none", find_rows},
    {"lock", "write down the lists and databases that results depend on", lock_rows},
    {"report", "a page that answers where hosts go, with rules, services and findings", report_rows},
    {"resolve", "what runs once layers and overrides are laid over a profile", resolve_rows},
    {"rules", "which rules can never win, and what takes their traffic", rules_rows},
    {"test", "routing tests: hosts and whole zones, and the outbound they must get", test_rows},
};

std::string name_of(const OptionRow& row) {
  std::string name(row.name);
  if (!row.short_name.empty()) name = std::string(row.short_name) + ", " + name;
  if (!row.value.empty()) name += " " + std::string(row.value);
  return name;
}

void add_row(std::string& text, std::string_view name, std::string_view what) {
  const bool fits = static_cast<int>(name.size()) < kNameWidth;
  text +=
      "  " + (fits ? padded(name, kNameWidth) : std::string(name) + "\n  " + std::string(kNameWidth, ' '));
  text += std::string(what) + "\n";
}

void add_rows(std::string& text, std::span<const OptionRow> rows) {
  std::string_view group;
  for (const OptionRow& row : rows) {
    if (row.group != group) text += "\n" + std::string(row.group) + ":\n";
    group = row.group;
    add_row(text, name_of(row), row.text);
  }
}

}  // namespace

std::span<const Command> commands() { return kCommands; }

std::string program_help() {
  std::string text =
      "Usage: clashlint COMMAND [ARGUMENTS]\n\n"
      "Says what a Clash (mihomo) profile does with a connection. It never connects,\n"
      "resolves or downloads.\n\n"
      "Commands:\n";
  for (const Command& command : kCommands) add_row(text, command.name, command.text);
  text += "\nOptions:\n";
  add_row(text, "-h, --help", "this text; clashlint COMMAND --help tells more");
  add_row(text, "--version", "the version");
  text += kExitCodes;
  return text;
}

std::string explain_help() {
  std::string text =
      "Usage: clashlint explain PROFILE HOST... [OPTIONS]\n"
      "       clashlint explain PROFILE [OPTIONS]\n"
      "       clashlint explain PROFILE - < list of hosts\n"
      "       clashlint explain PROFILE --service ID [OPTIONS]\n"
      "       clashlint explain PROFILE --batch FILE\n\n"
      "Says which rule and outbound a connection gets, and what could change that.\n"
      "A HOST is a name, an address, host:port or a URL, or a text that names some: a line of the core's\n"
      "log, an error of curl. What is not given counts as empty. Without HOST: a prompt, to ask again and\n"
      "again; help tells there what can be asked.\n";
  add_rows(text, explain_rows());
  text +=
      "\nExamples:\n"
      "  clashlint explain profile.yaml openrouter.ai\n"
      "  clashlint explain profile.yaml\n"
      "  clashlint explain profile.yaml 'curl: (28) Failed to connect to openrouter.ai port 443'\n"
      "  clashlint explain profile.yaml https://openrouter.ai/api/v1 --process cursor -v\n"
      "  clashlint explain profile.yaml api.openai.com --udp --port 443 --select 'Final=HK-01'\n"
      "  clashlint explain profile.yaml openai.com --why-not 32\n"
      "  clashlint explain profile.yaml --service openrouter\n"
      "  echo '{\"host\":\"openrouter.ai\",\"dns\":\"192.0.2.1\"}' | clashlint explain profile.yaml --batch "
      "-\n" +
      std::string(kExitCodes);
  return text;
}

std::string check_help() {
  std::string text =
      "Usage: clashlint check [PATHS...] [OPTIONS]\n\n"
      "Says everything that is wrong in Clash profiles: files, folders, or - for the standard input;\n"
      "without PATHS, the folder where it is called.\n";
  add_rows(text, check_rows());
  text +=
      "\nExamples:\n"
      "  clashlint check profile.yaml\n"
      "  clashlint check --home ~/.config/mihomo --format sarif profiles/ > clashlint.sarif\n"
      "  clashlint check --ignore 'unused-*' --fail-on error profile.yaml\n"
      "  clashlint check --fix profiles/\n"
      "  clashlint check --baseline .clashlint-baseline.json --output sarif=clashlint.sarif profiles/\n"
      "  curl -s https://example.com/sub | clashlint check -\n";
  return text + std::string(kExitCodes);
}

std::string checks_help() {
  std::string text =
      "Usage: clashlint checks [ID...] [OPTIONS]\n\n"
      "Lists every check, or shows the page of one.\n";
  add_rows(text, checks_rows());
  return text;
}

std::string completions_help() {
  std::string text =
      "Usage: clashlint completions bash|zsh|fish\n\n"
      "Writes the completion script of a shell.\n";
  add_rows(text, completions_rows());
  text +=
      "\nExamples:\n"
      "  clashlint completions bash > ~/.local/share/bash-completion/completions/clashlint\n"
      "  clashlint completions zsh > \"${fpath[1]}/_clashlint\"\n"
      "  clashlint completions fish > ~/.config/fish/completions/clashlint.fish\n";
  return text;
}

std::string diff_help() {
  std::string text =
      "Usage: clashlint diff OLD NEW [OPTIONS]\n"
      "       clashlint diff --git REV[..REV] PATH [OPTIONS]\n\n"
      "Says which connections go elsewhere with the second profile than with the first: from which\n"
      "rule to which, one of each kind. What it does not name does not change, and that is proved.\n";
  add_rows(text, diff_rows());
  text +=
      "\nExamples:\n"
      "  clashlint diff main.yaml merged.yaml\n"
      "  clashlint diff --git origin/main profile.yaml --expect changes.yaml --format markdown\n"
      "  clashlint diff profile.yaml profile.yaml --old-home ~/before --new-home ~/.config/mihomo\n"
      "  clashlint diff profile.yaml profile.yaml --new-layer corp.yaml\n";
  return text +
         "\nExit codes: 0 nothing changes, or only what was expected; 1 something else changes; 2 wrong use; "
         "3 "
         "a file\ncould not be read.\n";
}

std::string find_help() {
  std::string text =
      "Usage: clashlint find PROFILE [OPTIONS]\n\n"
      "Looks for connections: one for every rule that has such, or the proof that there is none.\n";
  add_rows(text, find_rows());
  text +=
      "\nExamples:\n"
      "  clashlint find profile.yaml --to DIRECT --under corp.example\n"
      "  clashlint find profile.yaml --udp --port 443 --not-to REJECT\n"
      "  clashlint find profile.yaml --rule 29 --asks-dns\n";
  return text +
         "\nExit codes: 0 there is none (proved), 1 there is one or it is not known, 2 wrong use, 3 a file\n"
         "could not be read.\n";
}

std::string test_help() {
  std::string text =
      "Usage: clashlint test PROFILE FILE... [OPTIONS]\n"
      "       clashlint test PROFILE --record HOST... > FILE\n\n"
      "Runs routing tests: YAML files that say which outbound hosts must get, and what must never\n"
      "happen to any name of a zone. The man page has all keys.\n";
  add_rows(text, test_rows());
  text +=
      "\nExamples:\n"
      "  clashlint test profile.yaml routes.yaml\n"
      "  clashlint test profile.yaml routes.yaml --format junit > routes.xml\n"
      "  clashlint test profile.yaml --record openrouter.ai api.openai.com > routes.yaml\n";
  return text +
         "\nExit codes: 0 all tests pass, 1 one fails or is not known, 2 wrong use, 3 a file could not be "
         "read.\n";
}

std::string lock_help() {
  std::string text =
      "Usage: clashlint lock [PATHS...] [OPTIONS]\n\n"
      "Writes down every list and database that the profiles use, so that check --locked can say\n"
      "what is another later; without PATHS, for the folder where it is called.\n";
  add_rows(text, lock_rows());
  text +=
      "\nExamples:\n"
      "  clashlint lock profiles/ --home home\n"
      "  clashlint check profiles/ --home home --locked\n";
  return text + std::string(kExitCodes);
}

std::string resolve_help() {
  std::string text =
      "Usage: clashlint resolve PROFILE [OPTIONS]\n\n"
      "Writes the profile that runs once layers and overrides of clients are laid over it, each row\n"
      "with where it comes from. Layers are those of --layer, else those of the configuration.\n";
  add_rows(text, resolve_rows());
  text +=
      "\nExamples:\n"
      "  clashlint resolve profile.yaml\n"
      "  clashlint resolve profile.yaml --layer corp.yaml --show-secrets > config.yaml\n"
      "  clashlint resolve subscription.yaml --layer verge-rules:rules.yaml --layer verge-merge:merge.yaml\n";
  return text + std::string(kExitCodes);
}

std::string report_help() {
  std::string text =
      "Usage: clashlint report PROFILE [OPTIONS]\n\n"
      "Writes one HTML file that needs nothing else: a box to type a host into, which the page answers\n"
      "by itself, every rule with what it takes, services with where they go, and what check finds.\n";
  add_rows(text, report_rows());
  text +=
      "\nExamples:\n"
      "  clashlint report profile.yaml -o report.html\n"
      "  clashlint report profile.yaml --home ~/.config/mihomo --select 'Final=HK-01' > report.html\n";
  return text + std::string(kExitCodes);
}

std::string rules_help() {
  std::string text =
      "Usage: clashlint rules PROFILE [OPTIONS]\n\n"
      "Says of every rule whether a connection can win it: one that does, or the rules above it\n"
      "that take everything it asks for.\n";
  add_rows(text, rules_rows());
  text +=
      "\nExamples:\n"
      "  clashlint rules profile.yaml\n"
      "  clashlint rules profile.yaml --home ~/.config/mihomo --verdict never --verdict dns\n";
  return text + std::string(kExitCodes);
}

}  // namespace clashlint
