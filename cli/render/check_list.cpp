#include "cli/render/check_list.h"

#include <algorithm>

#include "cli/render/json_library.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

constexpr int kIdWidth = 26;
constexpr int kLevelWidth = 9;

std::string_view preset_name(Preset preset) {
  switch (preset) {
    case Preset::standard:
      return "default";
    case Preset::strict:
      return "strict";
    case Preset::all:
      return "all";
  }
  return {};
}

}  // namespace

std::string check_facts(const Check& check) {
  std::string text = std::string(to_string(check.category)) + " · " + std::string(to_string(check.severity));
  if (check.confidence == Confidence::depends) text += " · depends on what is not in the profile";
  if (check.preset != Preset::standard)
    text += " · only with --preset " + std::string(preset_name(check.preset));
  return text;
}

std::string check_list_text(std::span<const Check* const> checks) {
  std::string text;
  const Check* last = nullptr;
  for (const Check* check : checks) {
    if (last == nullptr || last->category != check->category) {
      text += (last == nullptr ? "" : "\n") + std::string(to_string(check->category)) + "\n";
    }
    const bool quiet = check->preset != Preset::standard;
    text += "  " + padded(check->id, kIdWidth) + padded(to_string(check->severity), kLevelWidth) +
            std::string(check->summary);
    text += quiet ? " (" + std::string(preset_name(check->preset)) + ")\n" : "\n";
    last = check;
  }
  return text + "\nclashlint checks ID tells what one looks for, why it hurts and how to mend it.\n";
}

std::string check_page_text(const Check& check, std::string_view page) {
  const std::size_t title_end = std::min(page.find('\n'), page.size());
  std::string text = std::string(page.substr(0, title_end)) + "\n\n" + check_facts(check) + "\n";
  for (const CheckOption& option : check.options) {
    text += "option `" + std::string(option.name) + "` (" + (option.otherwise ? "true" : "false") +
            "): " + std::string(option.text) + "\n";
  }
  return text + std::string(page.substr(title_end)).substr(title_end < page.size() ? 1 : 0);
}

std::string check_json(const Check& check, std::string_view page) {
  Json json = {{"id", check.id},
               {"category", to_string(check.category)},
               {"severity", to_string(check.severity)},
               {"confidence", to_string(check.confidence)},
               {"preset", preset_name(check.preset)},
               {"summary", check.summary},
               {"options", Json::array()}};
  for (const CheckOption& option : check.options) {
    json["options"].push_back({{"name", option.name}, {"text", option.text}, {"default", option.otherwise}});
  }
  json["page"] = page;
  return dumped(json);
}

}  // namespace clashlint
