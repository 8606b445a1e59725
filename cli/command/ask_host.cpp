#include "cli/command/ask_host.h"

#include <algorithm>

#include "cli/render/printable.h"
#include "cli/target.h"
#include "rules/base/strings.h"

namespace clashlint {

Result<AskedHost> ask_host(std::string_view text) {
  Result<Target> target = parse_target(text);
  if (!target) return Error{target.error()};
  return AskedHost{.text = without_credentials(text),
                   .host = ascii_lower(target->host),
                   .port = target->port,
                   .network = target->network};
}

namespace {

std::string fault_line(const Sources& sources, const Finding& fault) {
  const Position place = sources.position(fault.primary.span);
  const std::string more = fault.primary.text.empty() ? "" : " (" + printable(fault.primary.text) + ")";
  return printable(sources[fault.primary.span.file].name()) + ":" + std::to_string(place.line) + ":" +
         std::to_string(place.column) + ": " + printable(fault.message) + more + "\n";
}

}  // namespace

std::string fault_lines(const Sources& sources, Findings faults) {
  std::ranges::stable_sort(faults, {}, [](const Finding& fault) { return fault.primary.span.begin; });
  std::string text;
  for (const Finding& fault : faults) text += fault_line(sources, fault);
  return text;
}

}  // namespace clashlint
