#include "cli/prompt/held.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/prompt/words.h"
#include "cli/render/printable.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

using Values = std::vector<std::string>;

std::string_view group_of(std::string_view selection) { return selection.substr(0, selection.rfind('=')); }

// A group chooses once: what was chosen in it before is gone.
void choose(Values& selections, std::string_view value) {
  std::erase_if(selections, [&](const std::string& other) { return group_of(other) == group_of(value); });
  selections.emplace_back(value);
}

}  // namespace

Result<ExplainOptions> Held::with(const OptionRow& row, std::string_view value) {
  RawOptions changed = given_;
  if (row.name == "--udp" || row.name == "--tcp" || row.name == "--network") {
    changed.given.erase("--udp");
    changed.given.erase("--network");
  }
  if (row.name == "--tcp") {
    // As at the beginning: TCP, and UDP as what could be otherwise.
  } else if (row.repeatable) {
    choose(changed.given[row.name], value);
  } else {
    changed.given[row.name] = {std::string(value)};
  }
  Result<ExplainOptions> options = read_explain_options(changed);
  if (!options) return options;
  given_ = std::move(changed);
  return options;
}

bool Held::forget(std::string_view name) {
  bool any = false;
  for (const OptionRow& row : held_rows()) {
    const bool network = name == "tcp" && row.name == "--network";
    if (name.empty() || ascii_iequals(name, bare_name(row)) || network)
      any = given_.given.erase(row.name) > 0 || any;
  }
  return any;
}

std::string Held::text() const {
  Values parts;
  for (const OptionRow& row : held_rows()) {
    const auto given = given_.given.find(row.name);
    if (given == given_.given.end()) continue;
    for (const std::string& value : given->second) {
      if (row.name == "--network") {
        parts.push_back(printable(value));
      } else {
        parts.push_back(std::string(bare_name(row)) + (row.value.empty() ? "" : " " + printable(value)));
      }
    }
  }
  return join(parts, ", ");
}

}  // namespace clashlint
