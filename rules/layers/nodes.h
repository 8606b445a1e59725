#pragma once

#include <memory_resource>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/base/source.h"
#include "rules/base/text_store.h"
#include "rules/yaml/tree.h"

namespace clashlint {

/// Makes the nodes that no file holds as they are: lists and mappings with
/// parts of several files, and texts that a client changes. They live as long
/// as this, and so must the trees whose nodes they hold.
class Nodes {
 public:
  using Items = std::vector<const YamlNode*>;
  using Pairs = std::vector<std::pair<const YamlNode*, const YamlNode*>>;

  explicit Nodes(const Sources& sources) : sources_(sources) {}
  Nodes(const Nodes&) = delete;
  Nodes& operator=(const Nodes&) = delete;

  /// `like` gives the place: the collection whose items most of these are.
  const YamlNode& list(const YamlNode& like, const Items& items);
  const YamlNode& mapping(const YamlNode& like, const Pairs& pairs);

  /// A text that is read otherwise than it stands at `place`.
  const YamlNode& text(std::string_view text, const YamlNode& place);

  /// A part of a scalar's text, at its own place where the file has it letter by letter.
  const YamlNode& piece(const YamlNode& scalar, std::string_view part);
  /// The same, read as a scalar of another style: a number or a text.
  const YamlNode& piece(const YamlNode& scalar, std::string_view part, YamlStyle style);

 private:
  YamlNode& add(const YamlNode& like, YamlKind kind);
  void set_children(YamlNode& node, const Items& children);

  const Sources& sources_;
  std::pmr::monotonic_buffer_resource memory_{std::size_t{4} * 1024};
  std::pmr::polymorphic_allocator<> arena_{&memory_};
  TextStore texts_;
};

/// The items of a list, aliases followed; none where it is no list.
Nodes::Items items_of(const YamlNode* list);

/// What goes with a value: items, keys, or the value itself.
Nodes::Items rows_in(const YamlNode* value);

/// Whether there is nothing: no node, or a null.
bool is_nothing(const YamlNode* node);

/// The text of a scalar, aliases followed; empty for anything else.
std::string_view text_of(const YamlNode& node);

/// The `name` of a mapping, aliases followed; null where it has none.
const YamlNode* name_of(const YamlNode& row);

}  // namespace clashlint
