#include "analyzer/keys/old_keys.h"

#include <unordered_set>

#include "analyzer/keys/key_book.h"

namespace clashlint {
namespace {

const OtherKey* row_of(const KeyUse& use, KeyStory story) {
  const OtherKey* const row = other_key(use.place, use.proxy_type, use.entry.key->text);
  return row != nullptr && row->story == story ? row : nullptr;
}

}  // namespace

std::vector<OldKey> old_keys(const YamlTree& tree, KeyStory story) {
  std::vector<OldKey> found;
  if (tree.error() || tree.root() == nullptr) return found;
  KeyBook book;
  std::vector<KeyUse> old;
  std::unordered_set<const YamlNode*> current;  // keys that serve elsewhere, too
  visit_keys(*tree.root(), [&](const KeyUse& use) {
    if (row_of(use, story) != nullptr) {
      old.push_back(use);
    } else if (is_shared(use) && book.knows(use)) {
      current.insert(use.entry.key);
    }
  });
  KeyGroups groups;
  for (const KeyUse& use : old) {
    if (!current.contains(use.entry.key)) groups.add(use);
  }
  for (const KeyGroup& group : groups.all())
    found.push_back({.group = group, .row = row_of(group.first, story)});
  return found;
}

}  // namespace clashlint
