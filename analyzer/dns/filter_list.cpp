#include "analyzer/dns/filter_list.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "analyzer/check/removal.h"
#include "analyzer/check/row_edit.h"
#include "analyzer/dns/intake.h"
#include "rules/base/strings.h"
#include "rules/profile/typed.h"
#include "rules/value/domain_set.h"

namespace clashlint {
namespace {

/// What is of use in the list that the core has where a profile has none.
constexpr std::string_view kCoreEntry = "www.msftconnecttest.com";

/// Whether YAML takes the text as it is, also in a flow list.
bool is_plain(std::string_view text) {
  const auto harmless = [](char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '.' || byte == '-' || byte == '_' || byte == '+' || byte == '*';
  };
  return text.front() != '*' && text.front() != '-' && std::ranges::all_of(text, harmless);
}

/// A row of a block list may have commas.
bool is_plain_row(std::string_view text) {
  std::string without(text);
  std::erase(without, ',');
  return is_plain(without);
}

std::string quoted(std::string_view text, YamlStyle style, bool flow) {
  if (style == YamlStyle::double_quoted && text.find('\\') == std::string_view::npos)
    return fmt::format("\"{}\"", text);
  const bool plain = style == YamlStyle::plain && (flow ? is_plain(text) : is_plain_row(text));
  return plain ? std::string(text) : fmt::format("'{}'", text);
}

std::vector<std::string> quoted_all(const std::vector<std::string>& entries, YamlStyle style, bool flow) {
  std::vector<std::string> out;
  for (const std::string& entry : entries) out.push_back(quoted(entry, style, flow));
  return out;
}

bool takes(std::string_view pattern, std::string_view name) {
  const std::string lower = ascii_lower(pattern);
  const NameEntry entry = name_entry(lower, 0);
  return entry.form() == NameForm::other ? DomainSet::build({lower}).contains(name) : takes(entry, name);
}

/// `geosite:a,b` names `geosite:b`.
bool names_list(std::string_view entry, std::string_view list) {
  const std::size_t prefix = list.find(':') + 1;
  if (!ascii_iequals(entry.substr(0, prefix), list.substr(0, prefix))) return false;
  const std::vector<std::string_view> names = split(entry.substr(prefix), ',');
  return std::ranges::find(names, list.substr(prefix)) != names.end();
}

Span point(Span span, std::uint32_t at) { return {.file = span.file, .begin = at, .end = at}; }

}  // namespace

FilterList::FilterList(const Facts& facts)
    : facts_(facts), entry_(dns_entry(facts, "fake-ip-filter")), mode_(dns_entry(facts, "enhanced-mode")) {
  if (facts.profile.dns.filter_mode == FakeIpFilterMode::rule || entry_.value == nullptr) return;
  const YamlNode& list = resolved(*entry_.value);
  if (!list.is_sequence()) return;
  for (std::size_t at = 0; at < list.children.size(); ++at) {
    const YamlNode& item = resolved(*list.children[at]);
    if (item.is_scalar() && !is_null(item))
      entries_.push_back({.text = std::string(item.text), .node = list.children[at], .place = at});
  }
}

const FilterEntry* FilterList::taker(std::string_view name, const FilterView& view) const {
  for (const FilterEntry& entry : entries_) {
    if (view.by_pattern && takes(entry.text, name)) return &entry;
    if (view.matcher != nullptr && names_list(entry.text, view.matcher->name)) return &entry;
  }
  return nullptr;
}

std::optional<Edit> FilterList::remove(const FilterEntry& entry) const {
  if (entry_.merged_by != nullptr || !entry_.value->is_sequence()) return std::nullopt;
  return removal_of(facts_.sources, *entry_.value, entry.place);
}

Span FilterList::title() const {
  if (entry_.key != nullptr) return entry_.key->span;
  return mode_.value == nullptr ? Span{} : resolved(*mode_.value).span;
}

std::optional<Edit> FilterList::add(const std::vector<std::string>& entries,
                                    std::optional<Span> before) const {
  if (entry_.key == nullptr) return add_list(entries);
  const YamlNode& list = *entry_.value;
  if (entry_.merged_by != nullptr || !list.is_sequence()) return std::nullopt;
  if (list.style == YamlStyle::flow) return add_to_flow(list, entries, before);
  const Span last = list.children.back()->span;
  const std::vector<std::string> rows = quoted_all(entries, list.children.back()->style, false);
  return before ? add_rows(facts_.sources, *before, Beside::above, rows)
                : add_rows(facts_.sources, last, Beside::below, rows);
}

std::optional<Edit> FilterList::add_to_flow(const YamlNode& list, const std::vector<std::string>& entries,
                                            std::optional<Span> before) const {
  const bool empty = list.children.empty();
  const YamlStyle style = empty ? YamlStyle::plain : list.children.back()->style;
  const std::string text = join(quoted_all(entries, style, true), ", ");
  if (empty) return Edit{.span = point(list.span, list.span.begin + 1), .text = text};
  if (before) return Edit{.span = point(*before, before->begin), .text = text + ", "};
  const Span last = list.children.back()->span;
  return Edit{.span = point(last, last.end), .text = ", " + text};
}

std::optional<Edit> FilterList::add_list(std::vector<std::string> entries) const {
  if (mode_.key == nullptr || mode_.merged_by != nullptr || !mode_.value->is_scalar()) return std::nullopt;
  const Source& source = facts_.sources[mode_.key->span.file];
  const Position place = source.position(mode_.key->span.begin);
  const std::string_view indent = source.line(place.line).substr(0, place.column - 1);
  const bool alone = indent.find_first_not_of(' ') == std::string_view::npos &&
                     source.position(mode_.value->span.end).line == place.line &&
                     mode_.value->properties == nullptr;
  const std::string_view rest =
      source.line(place.line).substr(mode_.value->span.end - source.line_begin(place.line));
  const std::size_t behind = rest.find_first_not_of(" \r");
  if (!alone || (behind != std::string_view::npos && rest[behind] != '#')) return std::nullopt;
  if (!DomainSet::build(entries).contains(kCoreEntry)) entries.emplace_back(kCoreEntry);
  const std::uint32_t next = source.line_begin(place.line + 1);
  const std::string line = fmt::format("{}fake-ip-filter: [{}]", indent,
                                       join(quoted_all(entries, YamlStyle::single_quoted, true), ", "));
  const bool ends = source.text().substr(0, next).ends_with('\n');
  return Edit{.span = point(mode_.key->span, next), .text = ends ? line + "\n" : "\n" + line};
}

std::string filter_row(std::string_view entry, std::string_view action) {
  if (entry.starts_with("+.") && entry.find('*') == std::string_view::npos)
    return fmt::format("DOMAIN-SUFFIX,{},{}", entry.substr(2), action);
  if (entry.find('*') == std::string_view::npos && !entry.starts_with('.'))
    return fmt::format("DOMAIN,{},{}", entry, action);
  std::string regex = "^";
  if (entry.starts_with("+.")) {
    regex += R"((.+\.)?)";
    entry.remove_prefix(2);
  } else if (entry.starts_with('.')) {
    regex += R"(.+\.)";
    entry.remove_prefix(1);
  }
  std::vector<std::string> labels;
  for (const std::string_view label : split(entry, '.')) labels.emplace_back(label == "*" ? "[^.]+" : label);
  return fmt::format("DOMAIN-REGEX,{}{}$,{}", regex, join(labels, "\\."), action);
}

}  // namespace clashlint
