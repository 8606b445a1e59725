// Stash (overrides.md 7): lists go in front of the profile's, mappings are
// merged; the comment `#!replace` on a key puts its value in place of the profile's.
#include <algorithm>
#include <string>
#include <unordered_set>

#include "rules/base/strings.h"
#include "rules/layers/clients.h"
#include "rules/layers/directive.h"

namespace clashlint {
namespace {

constexpr std::string_view kShown[] = {"name",     "desc",    "icon", "author", "category",
                                       "homepage", "openUrl", "date", "version"};

class Override {
 public:
  Override(LayerWork& work, const Layer& layer) : work_(work), sources_(work.sources()) {
    for (const YamlComment& comment : yaml_comments(sources_, layer.file, layer.tree)) {
      const std::string_view text = sources_.text(comment.span);
      if (text.substr(1).starts_with("!replace")) marked_lines_.insert(sources_.position(comment.span).line);
    }
  }

  const YamlNode& merge(const std::string& section, const YamlNode* base, const YamlNode& layer) {
    MappingDraft into(work_.nodes(), base, layer);
    const MappingDraft from(work_.nodes(), &layer, layer);
    for (const MappingDraft::Entry& entry : from.entries()) {
      const std::string_view key = text_of(*entry.key);
      if (section.empty() && std::ranges::find(kShown, key) != std::end(kShown)) continue;
      if (!work_.enter()) break;
      if (section.empty()) note_stray(work_, *entry.key, *entry.value, LayerClient::stash);
      into.set(*entry.key, merged(section_in(section, key), into.find(key), *entry.key, *entry.value));
      work_.leave();
    }
    return into.finish();
  }

 private:
  const YamlNode& merged(const std::string& section, const YamlNode* before, const YamlNode& key,
                         const YamlNode& value) {
    const bool replaces = marked_lines_.contains(sources_.position(key.span).line);
    if (replaces || is_nothing(before)) return work_.replace(section, before, value, key);
    if (resolved(value).is_mapping() && resolved(*before).is_mapping()) return merge(section, before, value);
    if (resolved(value).is_sequence() && resolved(*before).is_sequence())
      return work_.front(section, before, items_of(&value), key);
    return work_.replace(section, before, value, key);
  }

  LayerWork& work_;
  const Sources& sources_;
  std::unordered_set<std::uint32_t> marked_lines_;
};

}  // namespace

const YamlNode& apply_stash(LayerWork& work, const Layer& layer, const YamlNode& base) {
  return Override(work, layer).merge("", &base, resolved(*layer.tree.root()));
}

}  // namespace clashlint
