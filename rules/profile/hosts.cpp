#include <algorithm>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/profile/sections.h"
#include "rules/profile/typed.h"
#include "rules/value/domain_pattern.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

std::string_view trim_dots(std::string_view text) {
  while (text.starts_with('.')) text.remove_prefix(1);
  while (text.ends_with('.')) text.remove_suffix(1);
  return text;
}

class HostsLoader {
 public:
  explicit HostsLoader(LoadContext& context) : context_(context), hosts_(context.profile.hosts) {}

  void load() {
    HostsValue localhost;
    localhost.addresses.push_back(*parse_ip("127.0.0.1"));
    insert("localhost", std::move(localhost));
    const YamlNode* const section = typed_child(context_.root, "hosts");
    if (section == nullptr || !section->is_mapping()) return;
    for (const YamlEntry& entry : yaml_entries(*section).entries) read(entry);
    for (const auto& [name, span] : aliases_) check_chain(name, span);
  }

 private:
  void insert(std::string_view pattern, HostsValue value) {
    if (hosts_.names.insert(pattern, static_cast<int>(hosts_.values.size())))
      hosts_.values.push_back(std::move(value));
  }

  void read(const YamlEntry& entry) {
    const YamlNode& node = resolved(*entry.value);
    if (is_null(node)) {
      context_.refuse("core-crash", entry.key->span, "a host without a value: the core crashes on it",
                      "panic: runtime error: invalid memory address or nil pointer dereference");
      return;
    }
    const YamlType type = yaml_type(node);
    std::vector<std::string> texts;
    if (type == YamlType::string) {
      texts.emplace_back(node.text);
    } else if (type == YamlType::sequence) {
      for (const YamlNode* item : node.children) texts.emplace_back(resolved(*item).text);
    } else {
      context_.refuse("invalid-hosts", node.span, "a host needs an address, a name, or a list of addresses",
                      "value format error, must be string or array");
      return;
    }
    std::optional<HostsValue> value = read_value(node, texts);
    if (!value) return;
    value->span = node.span;
    if (!value->alias.empty()) aliases_.emplace_back(entry.key->text, entry.key->span);
    insert(entry.key->text, std::move(*value));
  }

  std::optional<HostsValue> read_value(const YamlNode& node, const std::vector<std::string>& texts) {
    HostsValue value;
    for (const std::string& text : texts) {
      if (const std::optional<IpAddress> address = parse_ip(text)) value.addresses.push_back(*address);
    }
    if (!texts.empty() && value.addresses.size() == texts.size()) return value;
    if (texts.size() == 1) {
      if (texts.front() == "lan") return value;
      value.alias = ascii_lower(trim_dots(texts.front()));
      if (value.alias.find('.') != std::string::npos) return value;
      refuse_value(node, texts.front());
    } else {
      refuse_value(node, fmt::format("[{}]", join(texts, " ")));
    }
    return std::nullopt;
  }

  void refuse_value(const YamlNode& node, const std::string& shown) {
    context_.refuse("invalid-hosts", node.span,
                    "a host needs an address, a name of two labels or more, or a list of addresses",
                    fmt::format("{} is not a valid value", shown));
  }

  /// Where a chain of aliases leads. Kept for every name on it, so that each is walked once.
  struct End {
    enum class Kind : std::uint8_t { open, fine, circle, hang };
    Kind kind = Kind::open;
    std::string name{};          ///< hang: what is mapped to itself; circle: one name of it
    std::optional<int> entry{};  ///< hang: the entry that does it
  };

  End follow(std::string_view start) {
    std::vector<std::string> path;
    std::string at(start);
    End end;
    while (end.kind == End::Kind::open) {
      if (const auto known = ends_.find(at); known != ends_.end()) {
        end = known->second.kind == End::Kind::open ? End{.kind = End::Kind::circle, .name = at}
                                                    : known->second;
        break;
      }
      const std::optional<int> index = hosts_.names.search(at);
      const std::string next = index ? hosts_.values[static_cast<std::size_t>(*index)].alias : std::string();
      if (next.empty()) end.kind = End::Kind::fine;
      if (next == at) end = {.kind = End::Kind::hang, .name = at, .entry = index};
      ends_.emplace(at, End{});
      path.push_back(std::move(at));
      at = next;
    }
    for (const std::string& name : path) ends_[name] = end;
    return end;
  }

  /// A name that is mapped to itself escapes the core's own check for circles:
  /// it hangs at the first lookup, or, where another alias leads there, while it loads.
  void check_chain(std::string_view start, Span span) {
    const End end = follow(start);
    if (end.kind == End::Kind::circle && told_.insert(end.name).second) {
      context_.refuse("invalid-hosts", span, fmt::format("the aliases of {} lead in a circle", start),
                      fmt::format("{}, there is a cycle in domain name mapping", start));
    }
    if (end.kind != End::Kind::hang) return;
    const bool loads = hosts_.names.search(start) == end.entry;
    Finding& finding = context_.report(
        "core-hang", Severity::error, span,
        loads ? fmt::format("{} is mapped to itself: the core hangs when it looks it up", end.name)
              : fmt::format("{} leads to {}, which is mapped to itself: the core hangs while it loads", start,
                            end.name));
    finding.refuses = !loads;
    context_.refused = context_.refused || !loads;
  }

  LoadContext& context_;
  Hosts& hosts_;
  std::vector<std::pair<std::string_view, Span>> aliases_;
  std::unordered_map<std::string, End> ends_;
  std::set<std::string> told_;  ///< circles, by one name
};

}  // namespace

void load_hosts(LoadContext& context) { HostsLoader(context).load(); }

}  // namespace clashlint
