#include "cli/help.h"

#include <array>

#include "cli/command/explain_options.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

constexpr int kNameWidth = 26;

constexpr std::array<Command, 1> kCommands = {{
    {"explain", "which rule and outbound a connection gets, and what could change that"},
}};

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
  text += "\nExit codes: 0 fine, 1 the core refuses the profile, 2 wrong use, 3 a file could not be read.\n";
  return text;
}

std::string explain_help() {
  std::string text =
      "Usage: clashlint explain PROFILE HOST... [OPTIONS]\n"
      "       clashlint explain PROFILE - < list of hosts\n"
      "       clashlint explain PROFILE --batch FILE\n\n"
      "Says which rule and outbound a connection gets, and what could change that.\n"
      "A HOST is a name, an address, host:port or a URL; what is not given counts as empty.\n";
  add_rows(text, explain_rows());
  text +=
      "\nExamples:\n"
      "  clashlint explain profile.yaml openrouter.ai\n"
      "  clashlint explain profile.yaml https://openrouter.ai/api/v1 --process cursor -v\n"
      "  clashlint explain profile.yaml api.openai.com --udp --port 443 --select 'Final=HK-01'\n"
      "  clashlint explain profile.yaml openai.com --why-not 32\n"
      "  echo '{\"host\":\"openrouter.ai\",\"dns\":\"192.0.2.1\"}' | clashlint explain profile.yaml --batch "
      "-\n"
      "\nExit codes: 0 fine, 1 the core refuses the profile, 2 wrong use, 3 a file could not be read.\n";
  return text;
}

}  // namespace clashlint
