#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/layers/draft.h"
#include "rules/layers/effect.h"
#include "rules/layers/layer.h"
#include "rules/layers/nodes.h"

namespace clashlint {

/// What the merges of all clients work with: each step makes a new node of old
/// ones and writes down what became of the rows. One for each layer.
class LayerWork {
 public:
  using Items = Nodes::Items;

  /// `layers`: all that there are, in their order; `at` is the one that is applied.
  LayerWork(const Sources& sources, Nodes& nodes, const std::vector<Layer>& layers, std::size_t at,
            std::vector<LayerEffect>& effects)
      : sources_(sources), nodes_(nodes), layers_(layers), at_(at), effects_(effects) {}

  const Sources& sources() const { return sources_; }
  Nodes& nodes() { return nodes_; }

  const std::vector<Layer>& layers() const { return layers_; }

  /// Whether a row stands in a layer of that kind.
  bool is_from(LayerKind kind, const YamlNode& row) const;

  /// The reference is good until the next effect.
  LayerEffect& note(LayerDeed deed, std::string section, const YamlNode& by, Items rows = {},
                    std::string why = {});

  /// Lists. `base` may be null; what is no list is replaced by one. `by` is the
  /// key or row of the layer that asks for it.
  const YamlNode& front(const std::string& section, const YamlNode* base, const Items& items,
                        const YamlNode& by);
  const YamlNode& back(const std::string& section, const YamlNode* base, const Items& items,
                       const YamlNode& by);
  const YamlNode& insert(const std::string& section, const YamlNode* base, std::size_t index,
                         const Items& items, const YamlNode& by);

  /// Without the items of which `is_out` is true; the base itself where there are none.
  using IsOut = std::function<bool(const YamlNode& item)>;
  const YamlNode& without(LayerDeed deed, const std::string& section, const YamlNode& base,
                          const YamlNode& by, const IsOut& is_out);

  /// Without the items of these names. Names that no item has come back in `missed`.
  using NameOf = std::function<std::string(const YamlNode& item)>;
  const YamlNode& remove(const std::string& section, const YamlNode& base, const Items& names,
                         const NameOf& name_of, Items& missed);

  /// Without items that read as one above them.
  const YamlNode& without_repeated(const std::string& section, const YamlNode& base, const YamlNode& by);

  /// Any value in place of another. Gives the value.
  const YamlNode& replace(const std::string& section, const YamlNode* base, const YamlNode& value,
                          const YamlNode& by);

  /// A mapping over another, each entry over the one with its key.
  const YamlNode& merge(const std::string& section, const YamlNode* base, const YamlNode& layer);
  /// A value over another: mappings are merged, anything else of the layer replaces.
  const YamlNode& merge_value(const std::string& section, const YamlNode* base, const YamlNode& value,
                              const YamlNode& by);
  /// A mapping over another, each entry in place of the one with its key.
  const YamlNode& spread(const std::string& section, const YamlNode* base, const YamlNode& layer);

  /// Says that the layer cannot be applied at all; the first word counts.
  void fail(std::string why, Span place = {});
  const std::string& failure() const { return failure_; }
  Span failure_place() const { return failure_place_; }

  /// Says that from here on nothing is known: a script, which is never run. What
  /// was done before stays, and later layers are not applied.
  void stop(std::string at) { stops_ = std::move(at); }
  const std::string& stops() const { return stops_; }

  /// Says what of the result cannot be known here: settings of the app.
  void unknown(Unknown part) { unknown_.push_back(std::move(part)); }
  const std::vector<Unknown>& unknowns() const { return unknown_; }

  /// Around each step of a recursion: aliases can make one grow without
  /// measure. False: it is too much, and the layer fails.
  bool enter();
  void leave() { --depth_; }

 private:
  const YamlNode& changed_list(const YamlNode* base, const Items& items, const YamlNode& by);

  const Sources& sources_;
  Nodes& nodes_;
  const std::vector<Layer>& layers_;
  std::size_t at_;
  std::vector<LayerEffect>& effects_;
  std::size_t steps_ = 0;
  std::size_t depth_ = 0;
  std::string failure_;
  Span failure_place_;
  std::string stops_;
  std::vector<Unknown> unknown_;
};

/// `dns` and `nameserver`: `dns.nameserver`.
std::string section_in(const std::string& section, std::string_view key);

/// What items are compared by: a text as it is written, a mapping by its name.
std::string_view item_name(const YamlNode& item);

}  // namespace clashlint
