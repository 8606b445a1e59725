// FlClash (overrides.md 6). It keeps its rules in a database; a layer lists
// them: `mode`, `profile-added`, `global-added`, `disabled-global`,
// `custom-rules`, `custom-groups`.
#include <algorithm>
#include <string>
#include <unordered_set>

#include "rules/base/strings.h"
#include "rules/kind/parse.h"
#include "rules/layers/clients.h"
#include "rules/layers/rule_rows.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

constexpr std::string_view kKeys[] = {"mode",         "profile-added", "global-added", "disabled-global",
                                      "custom-rules", "custom-groups"};

// The target of the last MATCH; empty where there is none.
std::string last_target(const Nodes::Items& rules) {
  const auto last =
      std::find_if(rules.rbegin(), rules.rend(), [](const YamlNode* row) { return is_match(*row); });
  return last == rules.rend() ? std::string() : std::string(tokenise_rule(text_of(**last), true).target);
}

class AddedRules {
 public:
  AddedRules(LayerWork& work, const MappingDraft& layer) : work_(work), layer_(layer) {}

  void apply(MappingDraft& root) {
    for (const MappingDraft::Entry& entry : layer_.entries()) {
      if (std::ranges::find(kKeys, text_of(*entry.key)) == std::end(kKeys))
        work_.note(LayerDeed::unread, "", *entry.key, rows_in(entry.value),
                   "a layer of FlClash has no such key");
    }
    replace_dns(root);
    const YamlNode* const mode = layer_.find("mode");
    const std::string_view word = mode == nullptr ? "standard" : text_of(*mode);
    if (word == "script") {
      leave_out("FlClash applies no added rules while a script is on");
      work_.stop("its mode is `script`, and scripts are not run");
    } else if (word == "custom") {
      custom(root);
    } else {
      standard(root);
    }
  }

 private:
  Nodes::Items added() const {
    Nodes::Items rows = items_of(layer_.find("profile-added"));
    std::unordered_set<std::string_view> off;
    for (const YamlNode* row : items_of(layer_.find("disabled-global"))) off.insert(text_of(*row));
    for (const YamlNode* row : items_of(layer_.find("global-added"))) {
      if (!off.contains(text_of(*row))) rows.push_back(row);
    }
    return rows;
  }

  void standard(MappingDraft& root) {
    const Nodes::Items base = items_of(root.find("rules"));
    const std::string target = last_target(base);
    Nodes::Items rows = added();
    if (rows.empty()) return;
    for (const YamlNode*& row : rows) row = &with_target(*row, target);
    const bool own = layer_.key("profile-added") != nullptr;
    const YamlNode& by = *layer_.key(own ? "profile-added" : "global-added");
    set(root, "rules", by, work_.front("rules", root.find("rules"), rows, by));
  }

  // `…,MATCH` goes where the profile's MATCH goes.
  const YamlNode& with_target(const YamlNode& row, const std::string& target) {
    const std::string_view text = text_of(row);
    const std::string_view written = tokenise_rule(text, true).target;
    if (target.empty() || !ascii_iequals(written, "MATCH")) return row;
    const auto at = static_cast<std::size_t>(written.data() - text.data());
    const YamlNode& made = work_.nodes().text(
        std::string(text.substr(0, at)) + target + std::string(text.substr(at + written.size())), row);
    work_.note(LayerDeed::altered, "rules", row, {&made},
               "FlClash writes the target of the profile's MATCH in place of MATCH");
    return made;
  }

  void custom(MappingDraft& root) {
    leave_out("FlClash applies no added rules where a profile has its own");
    for (const auto& [key, section] :
         {std::pair{"custom-rules", "rules"}, std::pair{"custom-groups", "proxy-groups"}}) {
      const YamlNode* const list = layer_.find(key);
      if (items_of(list).empty()) continue;
      const YamlNode& by = *layer_.key(key);
      set(root, section, by, work_.replace(section, root.find(section), *list, by));
    }
  }

  void leave_out(const char* why) {
    for (const YamlNode* row : added()) work_.note(LayerDeed::left_out, "rules", *row, {row}, why);
  }

  // The app's own block takes the place of one that is not switched on.
  void replace_dns(MappingDraft& root) {
    const YamlNode* const dns = root.find("dns");
    const YamlNode* const enable = dns == nullptr ? nullptr : yaml_find(*dns, "enable");
    if (enable != nullptr && yaml_typed_bool(*enable).value_or(false)) return;
    root.erase("dns");
  }

  void set(MappingDraft& root, std::string_view section, const YamlNode& by, const YamlNode& value) {
    const YamlNode* const known = root.key(section);
    root.set(known != nullptr ? *known : work_.nodes().text(section, by), value);
  }

  LayerWork& work_;
  const MappingDraft& layer_;
};

}  // namespace

const YamlNode& apply_flclash(LayerWork& work, const Layer& layer, const YamlNode& base) {
  const YamlNode& written = resolved(*layer.tree.root());
  const MappingDraft keys(work.nodes(), &written, written);
  MappingDraft root(work.nodes(), &base, base);
  AddedRules(work, keys).apply(root);
  return root.finish();
}

}  // namespace clashlint
