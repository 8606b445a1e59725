#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/yaml/tree.h"

namespace clashlint {

/// One effective entry of a mapping.
struct YamlEntry {
  const YamlNode* key = nullptr;        ///< the node that was written (an alias key is followed)
  const YamlNode* value = nullptr;      ///< as written: may be an alias
  const YamlNode* merged_by = nullptr;  ///< the `<<` key through which it came, null if written here
};

/// A key written twice: refused in mappings the core decodes. `second` is a
/// later one, `first` always the first of its name.
struct YamlDuplicate {
  const YamlNode* first = nullptr;
  const YamlNode* second = nullptr;
};

struct YamlEntries {
  std::vector<YamlEntry> entries;           ///< in order; own keys first, then merged ones
  std::vector<YamlDuplicate> duplicates;    ///< by text and kind of the key, `1` and `"1"` clash
  std::vector<const YamlNode*> bad_merges;  ///< `<<` values that are neither mapping nor list of mappings
};

/// The entries of a mapping as the core sees them: `<<` is followed (own keys
/// win, earlier list elements win, merges nest), aliases are followed. A
/// mapping that contains itself is cut there: each mapping is merged once.
/// Linear in what it reads. Own keys written twice are both there; duplicates
/// and bad merges of the merged mappings are reported too, as the core does.
YamlEntries yaml_entries(const YamlNode& mapping);

/// `<<` as the core takes it for a merge: unquoted, or tagged `!!merge`.
bool is_merge_key(const YamlNode& key);

/// First entry with that key (own keys before merged ones), null if none or not a mapping.
const YamlNode* yaml_find(const YamlNode& mapping, std::string_view key);

/// Whether the core refuses the document with `yaml: document contains
/// excessive aliasing`: more than 99 % of the decoding steps come from aliases
/// (once there are 1,000 steps), falling to 10 % at four million steps. Counts
/// as if every section were decoded; stops as soon as the answer is known.
bool yaml_excessive_aliasing(const YamlNode& root);

}  // namespace clashlint
