#include "cli/render/diff_formats.h"
#include "cli/render/github_line.h"

namespace clashlint {
namespace {

// The rule that takes it now; the beginning of the file where none does.
Span place_of(const DiffView& view, std::size_t at) {
  const int row = view.diff.told[at].row_after;
  if (row < 0) return {.file = view.after.file};
  return view.after.profile->rules[static_cast<std::size_t>(row)].span;
}

}  // namespace

std::string diff_github(const DiffView& view) {
  const std::string& file = view.sources[view.after.file].name();
  std::string text;
  for (const std::size_t at : told_changes(view)) {
    const bool expected = view.expected != nullptr && view.unexpected_of(at) == nullptr;
    const std::string services = touched_services(view, at);
    const Span place = place_of(view, at);
    text +=
        github_line(expected                   ? "notice"
                    : view.expected != nullptr ? "error"
                                               : "warning",
                    view.sources[place.file].name(), view.sources.position(place).line,
                    expected ? "expected change of routing" : "routing changes",
                    changed_what(view, at) + ": " + target_before(view, at) + " → " + target_after(view, at) +
                        "\n" + changed_why(view, at) + (services.empty() ? "" : "\n" + services));
  }
  for (const SettingChange& change : view.diff.settings) {
    text += github_line(view.is_unexpected(change) ? "error" : "notice", file, 1, "setting changes",
                        setting_words(change));
  }
  for (const DnsChange& change : view.diff.dns)
    text +=
        github_line(view.dns_is_unexpected() ? "error" : "notice", file, 1, "DNS changes", dns_words(change));
  for (const std::string& sentence : limits_of(view))
    text += github_line("notice", file, 1, "limits", sentence);
  return text;
}

}  // namespace clashlint
