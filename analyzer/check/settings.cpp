#include "analyzer/check/settings.h"

#include <algorithm>
#include <cassert>

#include "analyzer/catalogue/catalogue.h"
#include "rules/value/wildcard.h"

namespace clashlint {

bool Settings::enabled(const Check& check) const {
  const auto last = std::find_if(choices.rbegin(), choices.rend(), [&](const Choice& choice) {
    return wildcard_match(choice.pattern, check.id);
  });
  return last == choices.rend() ? check.preset <= preset : last->on;
}

Severity Settings::severity(const Check& check) const {
  const auto last = std::find_if(severities.rbegin(), severities.rend(),
                                 [&](const auto& row) { return wildcard_match(row.first, check.id); });
  return last == severities.rend() ? check.severity : last->second;
}

bool Settings::option(const Check& check, std::string_view name) const {
  const auto row = std::ranges::find(check.options, name, &CheckOption::name);
  assert(row != check.options.end());
  const auto of_check = options.find(std::string(check.id));
  if (of_check == options.end()) return row->otherwise;
  const auto value = of_check->second.find(std::string(name));
  return value == of_check->second.end() ? row->otherwise : value->second;
}

const std::vector<Service>& Settings::all_services() const {
  return services == nullptr ? built_in_services() : *services;
}

}  // namespace clashlint
