#include "cli/render/completions.h"

#include <algorithm>

#include "analyzer/check/registry.h"
#include "cli/render/check_formats.h"
#include "rules/base/strings.h"

namespace clashlint {

Candidates candidates_for(std::string_view value) {
  Candidates result;
  if (value == "CHECK") {
    for (const Check* check : all_checks()) result.words.emplace_back(check->id);
    std::ranges::sort(result.words);
  } else if (value == "FORMAT[=FILE]") {
    for (const CheckFormat& format : check_formats()) result.words.emplace_back(format.name);
  } else if (value == "DIR") {
    result.folders = true;
  } else if (value.ends_with("FILE") || value == "PATH" || value == "PROFILE") {
    result.files = true;
  } else if (value.find('|') != std::string_view::npos) {
    for (const std::string_view word : split(value, '|')) {
      if (ascii_lower(word) == word) result.words.emplace_back(word);
    }
  }
  return result;
}

}  // namespace clashlint
