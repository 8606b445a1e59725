// Clash for Windows (overrides.md 3): the body of a parser is written into the
// profile when it is refreshed, a mixin is laid over it whenever it is loaded.
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "rules/layers/cfw_command.h"
#include "rules/layers/clients.h"
#include "rules/layers/directive.h"

namespace clashlint {
namespace {

struct ListOrder {
  std::string_view key;
  std::string_view section;
  bool front;
};

// In the order of the manual; `mix-object` and `commands` come behind them.
constexpr ListOrder kLists[] = {{"prepend-rules", "rules", true},
                                {"append-rules", "rules", false},
                                {"prepend-proxies", "proxies", true},
                                {"append-proxies", "proxies", false},
                                {"prepend-proxy-groups", "proxy-groups", true},
                                {"append-proxy-groups", "proxy-groups", false}};

struct MixOrder {
  std::string_view key;
  std::string_view section;
};
constexpr MixOrder kMixes[] = {{"mix-proxy-providers", "proxy-providers"},
                               {"mix-rule-providers", "rule-providers"}};

bool is_order(std::string_view key) {
  if (key == "mix-object" || key == "commands") return true;
  const auto named = [&](const auto& row) { return row.key == key; };
  return std::ranges::any_of(kLists, named) || std::ranges::any_of(kMixes, named);
}

class Parser {
 public:
  explicit Parser(LayerWork& work) : work_(work) {}

  const YamlNode& apply(const YamlNode& body, const YamlNode& base) {
    const MappingDraft orders(work_.nodes(), &body, body);
    MappingDraft root(work_.nodes(), &base, base);
    for (const MappingDraft::Entry& entry : orders.entries()) {
      const std::string_view key = text_of(*entry.key);
      if (is_order(key)) continue;
      const std::optional<KeyDirective> directive = directive_of(key);
      work_.note(LayerDeed::stray, std::string(directive ? directive->section : key), *entry.key,
                 rows_in(entry.value), "a parser of Clash for Windows has no such key");
    }
    for (const ListOrder& order : kLists) add_rows(orders, order, root);
    for (const MixOrder& order : kMixes) mix(orders, order, root);
    const YamlNode* result = &root.finish();
    if (const YamlNode* const object = orders.find("mix-object")) result = &work_.spread("", result, *object);
    for (const YamlNode* command : items_of(orders.find("commands")))
      result = &apply_cfw_command(work_, *command, *result);
    return *result;
  }

 private:
  void add_rows(const MappingDraft& orders, const ListOrder& order, MappingDraft& root) {
    const YamlNode* const rows = orders.find(order.key);
    if (items_of(rows).empty()) return;
    const std::string section(order.section);
    const YamlNode& by = *orders.key(order.key);
    const YamlNode* const before = root.find(section);
    set(root, by, section,
        order.front ? work_.front(section, before, items_of(rows), by)
                    : work_.back(section, before, items_of(rows), by));
  }

  void mix(const MappingDraft& orders, const MixOrder& order, MappingDraft& root) {
    const YamlNode* const added = orders.find(order.key);
    if (added == nullptr || !resolved(*added).is_mapping()) return;
    const std::string section(order.section);
    set(root, *orders.key(order.key), section, work_.spread(section, root.find(section), *added));
  }

  void set(MappingDraft& root, const YamlNode& by, const std::string& section, const YamlNode& value) {
    const YamlNode* const known = root.key(section);
    const std::string_view text = text_of(by);
    root.set(known != nullptr ? *known : work_.nodes().piece(by, text.substr(text.size() - section.size())),
             value);
  }

  LayerWork& work_;
};

// `parsers:` holds several, each for the links that it names.
const YamlNode& apply_parsers(LayerWork& work, const YamlNode& parsers, const YamlNode& base) {
  const YamlNode* root = &base;
  for (const YamlNode* item : items_of(&parsers)) {
    const MappingDraft parser(work.nodes(), item, *item);
    for (const char* key : {"code", "file"}) {
      if (parser.key(key) == nullptr) continue;
      work.stop(fmt::format("`{}` of a parser is a script or another file, which is not run", key));
      return *root;
    }
    if (const YamlNode* const body = parser.find("yaml")) root = &Parser(work).apply(*body, *root);
  }
  if (items_of(&parsers).size() > 1)
    work.unknown({"which of the parsers the link of the profile fits", "all of them are taken"});
  return *root;
}

}  // namespace

const YamlNode& apply_cfw_parser(LayerWork& work, const Layer& layer, const YamlNode& base) {
  const YamlNode& root = resolved(*layer.tree.root());
  const MappingDraft keys(work.nodes(), &root, root);
  if (const YamlNode* const parsers = keys.find("parsers")) return apply_parsers(work, *parsers, base);
  return Parser(work).apply(root, base);
}

const YamlNode& apply_cfw_mixin(LayerWork& work, const Layer& layer, const YamlNode& base) {
  const YamlNode& root = resolved(*layer.tree.root());
  const MappingDraft keys(work.nodes(), &root, root);
  const YamlNode* const mixin = keys.find("mixin");
  const YamlNode& object = mixin == nullptr ? root : resolved(*mixin);
  return object.is_mapping() ? work.spread("", &base, object) : base;
}

}  // namespace clashlint
