#include "rules/layers/cfw_command.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "rules/layers/rule_rows.h"
#include "rules/value/regex.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

constexpr std::string_view kOperators = "=+-";

// `null` and `1.5` are texts here, and only digits, `true` and `false` are not.
bool reads_as_text(std::string_view text) {
  YamlNode node;
  node.text = text;
  const bool number = !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return !number && text != "true" && text != "false" && yaml_type(node) != YamlType::string;
}

std::optional<long> index_in(std::string_view text) {
  long index = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (text.empty() || fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return index;
}

class Command {
 public:
  Command(LayerWork& work, const YamlNode& command, const YamlNode& root)
      : work_(work), command_(command), root_(root), rest_(text_of(command)) {}

  const YamlNode& apply() {
    const YamlNode* const changed = step("", &root_);
    if (!why_.empty()) {
      work_.note(LayerDeed::unread, "", command_, {}, why_);
      return root_;
    }
    return changed == nullptr ? root_ : *changed;
  }

 private:
  const YamlNode* give_up(std::string why) {
    if (why_.empty()) why_ = std::move(why);
    return nullptr;
  }

  // The node with what the rest of the command does in it; null: delete it.
  const YamlNode* step(const std::string& section, const YamlNode* node) {
    if (!work_.enter()) return node;
    const YamlNode* result = node;
    if (node != nullptr && resolved(*node).is_mapping()) {
      result = in_mapping(section, *node);
    } else if (node != nullptr && resolved(*node).is_sequence()) {
      result = in_list(section, *node);
    } else {
      result = give_up("its path leads into what is neither list nor mapping");
    }
    work_.leave();
    return result;
  }

  const YamlNode* in_mapping(const std::string& section, const YamlNode& node) {
    MappingDraft fields(work_.nodes(), &node, node);
    const std::string_view name = segment([&](std::string_view text) { return longest_key(fields, text); });
    if (!why_.empty()) return nullptr;
    const std::string inner = section_in(section, name);
    const YamlNode* const before = fields.find(name);
    const YamlNode* const known = fields.key(name);
    if (rest_.starts_with('.')) {
      rest_.remove_prefix(1);
      const YamlNode* const after = step(inner, before);
      if (why_.empty() && after != nullptr && known != nullptr) fields.set(*known, *after);
    } else if (rest_.starts_with('=')) {
      const YamlNode* const value = new_value();
      if (value == nullptr) return nullptr;
      fields.set(known == nullptr ? work_.nodes().piece(command_, name) : *known,
                 work_.replace(inner, before, *value, command_));
    } else if (rest_.starts_with('-')) {
      if (known == nullptr) return give_up("there is nothing of that name to delete");
      work_.note(LayerDeed::removed, inner, command_, rows_in(before));
      fields.erase(name);
    } else {
      return give_up("`+` inserts into a list, at an index");
    }
    return &fields.finish();
  }

  const YamlNode* in_list(const std::string& section, const YamlNode& node) {
    Nodes::Items items = items_of(&node);
    const bool bracketed = rest_.starts_with('(');
    const std::string_view name = segment([&](std::string_view text) { return plain_name(items, text); });
    if (!why_.empty()) return nullptr;
    const std::optional<std::size_t> place = place_of(items, name, bracketed);
    if (!place) return give_up("its path names an item that is not there");
    const bool inserts = rest_.starts_with('+');
    if (inserts) {
      const std::optional<Nodes::Items> values = new_items();
      return values ? &work_.insert(section, &node, *place, *values, command_) : nullptr;
    }
    if (*place >= items.size()) return give_up("its path names an item that is not there");
    const YamlNode*& item = items[*place];
    if (rest_.starts_with('.')) {
      rest_.remove_prefix(1);
      const YamlNode* const after = step(section_in(section, item_name(*item)), item);
      if (after == nullptr) return nullptr;
      item = after;
    } else if (rest_.starts_with('=')) {
      const YamlNode* const value = new_value();
      if (value == nullptr) return nullptr;
      work_.note(LayerDeed::replaced, section, command_, {item});
      item = value;
    } else {
      work_.note(LayerDeed::removed, section, command_, {item});
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(*place));
    }
    return &work_.nodes().list(node, items);
  }

  // Takes one segment off the rest, which then begins with `.` or an operator.
  template <typename Plain>
  std::string_view segment(Plain plain) {
    std::string_view name;
    if (rest_.starts_with('(')) {
      const std::size_t close = rest_.find(')');
      name = rest_.substr(1, close == std::string_view::npos ? close : close - 1);
      rest_.remove_prefix(std::min(close == std::string_view::npos ? close : close + 1, rest_.size()));
    } else {
      name = plain(rest_);
      rest_.remove_prefix(name.size());
    }
    const bool goes_on =
        rest_.starts_with('.') || (!rest_.empty() && kOperators.find(rest_.front()) != kOperators.npos);
    if (name.empty() || !goes_on) give_up("it is no path with `=`, `+` or `-` behind it");
    return name;
  }

  // Keys may hold `-`, which is an operator as well: the longest one that is there counts.
  static std::string_view longest_key(const MappingDraft& fields, std::string_view text) {
    std::string_view best;
    for (const MappingDraft::Entry& entry : fields.entries()) {
      const std::string_view key = entry.key == nullptr ? std::string_view() : text_of(*entry.key);
      const bool whole = text.starts_with(key) && key.size() < text.size() &&
                         (text[key.size()] == '.' || kOperators.find(text[key.size()]) != kOperators.npos);
      if (whole && key.size() > best.size()) best = key;
    }
    return best.empty() ? text.substr(0, text.find_first_of(".=+")) : best;
  }

  // Names that hold a sign need parentheses: how they are cut is written nowhere.
  std::string_view plain_name(const Nodes::Items& items, std::string_view text) {
    const std::size_t sign =
        text.starts_with('-') ? text.find_first_of(".=+-", 1) : text.find_first_of(".=+-");
    const std::string_view name = text.substr(0, sign);
    if (index_in(name)) return name;
    for (const YamlNode* item : items) {
      const std::string_view whole = item_name(*item);
      if (whole.size() > name.size() && text.starts_with(whole))
        give_up("a name with a sign in it has to stand in parentheses");
    }
    return name;
  }

  // An index may stand behind the last item where something is inserted.
  static std::optional<std::size_t> place_of(const Nodes::Items& items, std::string_view name,
                                             bool bracketed) {
    if (const std::optional<long> index = bracketed ? std::nullopt : index_in(name)) {
      const auto size = static_cast<long>(items.size());
      const long place = *index < 0 ? size + *index : *index;
      return place < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(std::min(place, size)));
    }
    const auto found = std::ranges::find(items, name, [](const YamlNode* item) { return item_name(*item); });
    if (found == items.end()) return std::nullopt;
    return static_cast<std::size_t>(found - items.begin());
  }

  std::string_view value_text() const { return rest_.substr(1); }

  // `[]proxyNames|HK`: names that stand in the profile now.
  std::optional<Nodes::Items> special_items() {
    std::string_view text = value_text();
    const std::size_t bar = text.find('|');
    const std::string_view word = text.substr(0, bar);
    const bool proxies = word == "[]proxyNames" || word == "[]shuffledProxyNames";
    if (!proxies && word != "[]groupNames") return std::nullopt;
    if (word == "[]shuffledProxyNames")
      work_.unknown({"the order of `[]shuffledProxyNames`", "it is shuffled"});
    std::optional<Regex> filter;
    if (bar != std::string_view::npos) {
      Result<Regex> regex = Regex::compile(text.substr(bar + 1), RegexFlavour::net, false);
      if (!regex) give_up("its filter is no regular expression");
      if (regex) filter = *regex;
    }
    const MappingDraft root(work_.nodes(), &root_, root_);
    Nodes::Items names;
    for (const YamlNode* item : items_of(root.find(proxies ? "proxies" : "proxy-groups"))) {
      const YamlNode* const name = name_of(*item);
      if (name != nullptr && (!filter || filter->search(text_of(*name)) == RegexAnswer::yes))
        names.push_back(name);
    }
    return names;
  }

  const YamlNode* new_value() {
    if (std::optional<Nodes::Items> items = special_items()) return &work_.nodes().list(command_, *items);
    return scalar();
  }

  std::optional<Nodes::Items> new_items() {
    if (std::optional<Nodes::Items> items = special_items()) return items;
    const YamlNode* const value = scalar();
    return value == nullptr ? std::nullopt : std::optional(Nodes::Items{value});
  }

  const YamlNode* scalar() {
    const std::string_view text = value_text();
    if (text.starts_with('{') || text.starts_with('[')) return give_up("a value in JSON is not read here");
    return &work_.nodes().piece(command_, text,
                                reads_as_text(text) ? YamlStyle::double_quoted : YamlStyle::plain);
  }

  LayerWork& work_;
  const YamlNode& command_;
  const YamlNode& root_;
  std::string_view rest_;
  std::string why_;
};

}  // namespace

const YamlNode& apply_cfw_command(LayerWork& work, const YamlNode& command, const YamlNode& root) {
  return Command(work, command, root).apply();
}

}  // namespace clashlint
