#include "rules/value/name_entry.h"

#include <algorithm>

namespace clashlint {
namespace {

// The core's set asks the edges of a node in the order of bytes, and `+`, which
// takes whatever follows, stands before `-`: symbols before it are in its way.
bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) >= '-'; });
}

}  // namespace

NameEntry name_entry(std::string_view pattern, std::uint32_t place) {
  std::string_view text = pattern;
  NameForm form = NameForm::whole;
  if (pattern.starts_with("+.")) {
    text.remove_prefix(2);
    form = NameForm::suffix;
  } else if (pattern.starts_with('.')) {
    text.remove_prefix(1);
    form = NameForm::below;
  }
  if (!is_plain(text)) return {pattern, NameForm::other, place};
  return {text, form, place};
}

std::string shown_entry(const NameEntry& entry) {
  const std::string text(entry.text());
  if (entry.form() == NameForm::suffix) return "+." + text;
  if (entry.form() == NameForm::below) return "." + text;
  return text;
}

bool covers(const NameEntry& wide, const NameEntry& narrow) {
  if (is_below(narrow.text(), wide.text())) return wide.form() != NameForm::whole;
  return narrow.text() == wide.text() && (wide.form() == NameForm::suffix || wide.form() == narrow.form());
}

bool takes(const NameEntry& entry, std::string_view name) {
  switch (entry.form()) {
    case NameForm::whole:
      return name == entry.text();
    case NameForm::suffix:
      return name == entry.text() || is_below(name, entry.text());
    case NameForm::below:
      return is_below(name, entry.text());
    case NameForm::other:
      return false;
  }
  return false;
}

}  // namespace clashlint
