#include "analyzer/facts/connection_text.h"
#include "cli/render/diff_formats.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

class Writer {
 public:
  Writer(const DiffView& view, Paint paint) : view_(view), paint_(paint) {}

  std::string text() {
    const std::vector<std::size_t> told = told_changes(view_);
    for (std::size_t place = 0; place < told.size() && place < kMaxToldChanges; ++place)
      add_change(told[place]);
    if (const std::string rest = folded_changes(view_, told); !rest.empty()) add(rest);
    for (const SettingChange& change : view_.diff.settings)
      add(setting_words(change) + mark(view_.is_unexpected(change)));
    for (const DnsChange& change : view_.diff.dns)
      add("DNS: " + dns_words(change) + mark(view_.dns_is_unexpected()));
    for (const std::string& sentence : without_effect(view_)) add(sentence);
    for (const ExpectedChange* idle : view_.idle) {
      const Source& file = view_.sources[idle->span.file];
      add("Expected, and does not happen: " + printable(file.name()) + " line " +
          std::to_string(file.position(idle->span.begin).line) + ".");
    }
    for (const std::string& sentence : limits_of(view_)) add(sentence);
    add(last_line());
    return text_;
  }

 private:
  void add(const std::string& line) { text_ += line + "\n"; }

  std::string mark(bool unexpected) const {
    return unexpected ? "   " + paint_.error("← not expected") : std::string();
  }

  void add_change(std::size_t at) {
    const std::string example = example_of(view_, at);
    std::string line = paint_.strong(changed_what(view_, at)) + ": " + target_before(view_, at) + " → " +
                       target_after(view_, at);
    if (!example.empty()) line += "     e.g. " + example;
    const Unexpected* const unexpected = view_.unexpected_of(at);
    add(line + mark(unexpected != nullptr));
    const std::string services = touched_services(view_, at);
    add("    " + changed_why(view_, at) + (services.empty() ? "" : "       " + services));
    if (const std::string led = led_changes(view_, at); !led.empty()) add("    " + led);
    if (unexpected == nullptr) return;
    if (!unexpected->why.empty()) {
      add("    not known whether all of it was expected: " + unexpected->why);
    } else {
      add("    not expected: " + printable(connection_text(unexpected->witness)));
    }
  }

  std::string last_line() const {
    const ProfileDiff& diff = view_.diff;
    if (!diff.routes.open().empty()) return "Of everything else it is not proved that it is unchanged.";
    if (diff.changes_nothing()) return "No connection changes its way (proved).";
    std::string line = "Everything else is unchanged (proved).";
    if (view_.expected != nullptr && !view_.fails()) line += " All that changes was expected.";
    return line;
  }

  const DiffView& view_;
  Paint paint_;
  std::string text_;
};

}  // namespace

std::string diff_text(const DiffView& view, Paint paint) { return Writer(view, paint).text(); }

}  // namespace clashlint
