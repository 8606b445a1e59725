#include "analyzer/match/near_entry.h"

#include <algorithm>
#include <vector>

#include "rules/base/strings.h"
#include "rules/value/public_suffix.h"

namespace clashlint {
namespace {

/// No name of DNS is longer; the look at every label would cost its square.
constexpr std::size_t kMaxNameLetters = 253;

std::string_view registered_part(std::string_view name) {
  if (name.size() > kMaxNameLetters) return {};
  for (std::string_view at = name;;) {
    if (is_registered_name(at)) return at;
    const std::size_t dot = at.find('.');
    if (dot == std::string_view::npos) return {};
    at.remove_prefix(dot + 1);
  }
}

/// Patterns whose `*` are whole labels; what symbols inside a label do is another matter.
bool has_star_labels(const std::vector<std::string_view>& labels) {
  bool any = false;
  for (const std::string_view label : labels) {
    if (label == "*") any = true;
    if (label.empty() || (label != "*" && label.find_first_of("*+") != std::string_view::npos)) return false;
  }
  return any;
}

/// Label by label from the right; where one is longer, the rest must be `*` or of the name.
bool fits_from_the_right(const std::vector<std::string_view>& pattern,
                         const std::vector<std::string_view>& name) {
  const std::size_t both = std::min(pattern.size(), name.size());
  for (std::size_t at = 1; at <= both; ++at) {
    const std::string_view label = pattern[pattern.size() - at];
    const std::string_view of_name = name[name.size() - at];
    if (label == "*" ? of_name.empty() : label != of_name) return false;
  }
  return std::all_of(pattern.begin(), pattern.end() - static_cast<std::ptrdiff_t>(both),
                     [](std::string_view label) { return label == "*"; });
}

Nearness judge_stars(std::string_view pattern, std::string_view name) {
  if (pattern.find('*') == std::string_view::npos) return Nearness::far;
  const std::vector<std::string_view> labels = split(pattern, '.');
  const std::vector<std::string_view> of_name = split(name, '.');
  if (!has_star_labels(labels) || !fits_from_the_right(labels, of_name)) return Nearness::far;
  // `*` alone and `*.*` say nothing of any name.
  if (labels.size() == of_name.size()) return Nearness::missed;
  return labels.back() == "*" ? Nearness::far : Nearness::stars;
}

std::size_t shared_end(std::string_view a, std::string_view b) {
  const std::size_t both = std::min(a.size(), b.size());
  std::size_t count = 0;
  while (count < both && a[a.size() - 1 - count] == b[b.size() - 1 - count]) ++count;
  return count;
}

/// Whether a name ends in these letters inside a label, and they are most of it:
/// `openai.com` of `myopenai.com`; that `le.com` ends `google.com` means nothing.
bool shares_label(std::string_view name, std::string_view text) {
  if (text.empty() || !name.ends_with(text)) return false;
  const std::string_view front = name.substr(0, name.size() - text.size());
  const std::size_t more = front.size() - (front.rfind('.') + 1);
  return std::min(text.find('.'), text.size()) >= more;
}

}  // namespace

NearEntry::NearEntry(std::string_view name) : name_(name), registered_(registered_part(name)) {}

bool NearEntry::offer(const NameEntry& entry) {
  const Nearness nearness = judge(entry);
  if (nearness < nearness_ || nearness == Nearness::far) return false;
  const std::size_t shared = shared_end(entry.text(), name_);
  if (nearness == nearness_ && shared <= shared_) return false;
  nearness_ = nearness;
  shared_ = shared;
  entry_ = entry;
  return true;
}

Nearness NearEntry::judge(const NameEntry& entry) const {
  const std::string_view text = entry.text();
  if (entry.form() == NameForm::other) return judge_stars(text, name_);
  if (entry.form() == NameForm::below && text == name_) return Nearness::one_form;
  if (entry.form() == NameForm::whole && is_below(name_, text)) return Nearness::one_form;
  if (is_below(text, name_)) return Nearness::inside;
  if (entry.form() != NameForm::whole && shares_label(name_, text)) return Nearness::letters;
  const bool same = !registered_.empty() && (text == registered_ || is_below(text, registered_));
  return same ? Nearness::sibling : Nearness::far;
}

}  // namespace clashlint
