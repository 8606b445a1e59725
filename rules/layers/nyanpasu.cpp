// Clash Nyanpasu (overrides.md 10): a Merge with orders in its keys, which are
// followed in the order of the file; any other key is merged.
#include <string>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/layers/clients.h"
#include "rules/layers/directive.h"

namespace clashlint {
namespace {

enum class How { prepend, append, override_, filter };

struct Order {
  How how;
  std::string path;  ///< in lower case, with dots
};

std::optional<Order> read_order(std::string_view key) {
  constexpr std::pair<std::string_view, How> kMarks[] = {
      {"prepend__", How::prepend}, {"prepend-", How::prepend},     {"append__", How::append},
      {"append-", How::append},    {"override__", How::override_}, {"filter__", How::filter}};
  const std::string lower = ascii_lower(key);
  for (const auto& [mark, how] : kMarks) {
    if (lower.starts_with(mark) && lower.size() > mark.size()) return Order{how, lower.substr(mark.size())};
  }
  return std::nullopt;
}

class Merge {
 public:
  explicit Merge(LayerWork& work) : work_(work) {}

  const YamlNode& apply(const YamlNode& layer, const YamlNode& base) {
    const YamlNode* root = &base;
    const MappingDraft from(work_.nodes(), &layer, layer);
    for (const MappingDraft::Entry& entry : from.entries()) {
      const std::optional<Order> order = read_order(text_of(*entry.key));
      if (order && order->how == How::filter) {
        work_.stop(fmt::format("`{}` is a script, which is not run", text_of(*entry.key)));
        break;
      }
      root =
          order ? &follow(*root, *order, *entry.key, *entry.value) : &plain(*root, *entry.key, *entry.value);
    }
    return *root;
  }

 private:
  const YamlNode& plain(const YamlNode& base, const YamlNode& key, const YamlNode& value) {
    MappingDraft root(work_.nodes(), &base, base);
    const std::string section(text_of(key));
    note_stray(work_, key, value, LayerClient::nyanpasu);
    root.set(key, work_.merge_value(section, root.find(section), value, key));
    return root.finish();
  }

  const YamlNode& follow(const YamlNode& base, const Order& order, const YamlNode& key,
                         const YamlNode& value) {
    const YamlNode* const changed = at(base, order.path, "", order.how, key, value);
    return changed == nullptr ? base : *changed;
  }

  // Null: there is no such place, or it is no list.
  const YamlNode* at(const YamlNode& base, std::string_view path, const std::string& outer, How how,
                     const YamlNode& key, const YamlNode& value) {
    const std::string_view step = path.substr(0, path.find('.'));
    const std::string section = section_in(outer, step);
    MappingDraft fields(work_.nodes(), &base, base);
    const YamlNode* const before = fields.find(step);
    const bool last = step.size() == path.size();
    const bool fits = before != nullptr && (!last ? resolved(*before).is_mapping()
                                                  : how == How::override_ || resolved(*before).is_sequence());
    if (!fits) {
      work_.note(LayerDeed::stray, section, key, rows_in(&value),
                 fmt::format("the profile has no {} `{}`, so Clash Nyanpasu passes it over",
                             how == How::override_ || !last ? "key" : "list", section));
      return nullptr;
    }
    const YamlNode* const after =
        last ? &done(section, before, how, key, value)
             : at(resolved(*before), path.substr(step.size() + 1), section, how, key, value);
    if (after == nullptr) return nullptr;
    fields.set(*fields.key(step), *after);
    return &fields.finish();
  }

  const YamlNode& done(const std::string& section, const YamlNode* before, How how, const YamlNode& key,
                       const YamlNode& value) {
    if (how == How::prepend) return work_.front(section, before, items_of(&value), key);
    if (how == How::append) return work_.back(section, before, items_of(&value), key);
    return work_.replace(section, before, value, key);
  }

  LayerWork& work_;
};

}  // namespace

const YamlNode& apply_nyanpasu(LayerWork& work, const Layer& layer, const YamlNode& base) {
  return Merge(work).apply(resolved(*layer.tree.root()), base);
}

}  // namespace clashlint
