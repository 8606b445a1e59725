#include "analyzer/facts/connection_text.h"
#include "cli/render/diff_formats.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

// Nothing of a profile is markup.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '\n':
        result += ' ';
        break;
      case '|':
      case '*':
      case '_':
      case '`':
      case '[':
      case ']':
      case '\\':
      case '~':
      case '#':
      case '@':
      case '!':
        result += '\\';
        [[fallthrough]];
      default:
        result += c;
    }
  }
  return result;
}

std::string row(const DiffView& view, std::size_t at) {
  std::string what = plain(changed_what(view, at));
  if (const std::string example = example_of(view, at); !example.empty()) what += ", e.g. " + plain(example);
  if (const std::string services = touched_services(view, at); !services.empty())
    what += "<br>" + plain(services);
  if (const std::string led = led_changes(view, at); !led.empty()) what += "<br>" + plain(led);
  const Unexpected* const unexpected = view.unexpected_of(at);
  if (unexpected != nullptr) what = "⚠️ **not expected** " + what;
  return "| " + what + " | " + plain(target_before(view, at)) + " | " + plain(target_after(view, at)) +
         " | " + plain(changed_why(view, at)) + " |\n";
}

std::string heading(const DiffView& view) {
  if (view.expected != nullptr)
    return view.fails() ? "### ❌ Routing changes that nobody expected\n\n"
                        : "### ✅ Routing changes as expected\n\n";
  return view.diff.changes_nothing() ? "### ✅ Routing does not change\n\n" : "### Routing changes\n\n";
}

}  // namespace

std::string diff_markdown(const DiffView& view) {
  std::string text = heading(view);
  const std::size_t count = view.diff.routes.changes().size();
  if (count > 0) text += "| connections | before | after | why |\n|---|---|---|---|\n";
  const std::vector<std::size_t> told = told_changes(view);
  for (std::size_t place = 0; place < told.size() && place < kMaxToldChanges; ++place)
    text += row(view, told[place]);
  if (const std::string rest = folded_changes(view, told); !rest.empty()) text += "\n" + plain(rest) + "\n";
  std::string more;
  for (const SettingChange& change : view.diff.settings) {
    more += std::string("- ") + (view.is_unexpected(change) ? "⚠️ **not expected** " : "") +
            plain(setting_words(change)) + "\n";
  }
  for (const DnsChange& change : view.diff.dns) {
    more += std::string("- ") + (view.dns_is_unexpected() ? "⚠️ **not expected** " : "") +
            "DNS: " + plain(dns_words(change)) + "\n";
  }
  for (const std::string& sentence : without_effect(view)) more += "- " + plain(sentence) + "\n";
  for (const std::string& sentence : limits_of(view)) more += "- " + plain(sentence) + "\n";
  if (!more.empty()) text += (count > 0 ? "\n" : "") + more;
  return text + (view.diff.routes.open().empty()
                     ? "\nEverything else is unchanged (proved).\n"
                     : "\nOf everything else it is not proved that it is unchanged.\n");
}

}  // namespace clashlint
