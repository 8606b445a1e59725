// nikki (overrides.md 5): profile, mixin file and LuCI options are folded from
// left to right, lists replaced; then the helper lists go in front.
#include <algorithm>
#include <string>

#include "rules/layers/clients.h"
#include "rules/layers/directive.h"

namespace clashlint {
namespace {

constexpr std::string_view kHelper = "nikki-";
constexpr std::string_view kHelped[] = {"proxies", "proxy-groups", "rules"};

constexpr std::string_view kNameservers[] = {"default-nameserver", "nameserver", "fallback",
                                             "proxy-server-nameserver", "direct-nameserver"};

bool is_helper(std::string_view key) {
  return key.starts_with(kHelper) &&
         std::ranges::find(kHelped, key.substr(kHelper.size())) != std::end(kHelped);
}

// What an option of LuCI sets is taken out of the profile before, so that nothing is merged with it.
class LuciOptions {
 public:
  LuciOptions(LayerWork& work, const YamlNode& root) : work_(work), options_(work.nodes(), &root, root) {}

  void clear(MappingDraft& base) {
    for (const char* key : {"authentication", "hosts"}) {
      if (options_.find(key) != nullptr) base.erase(key);
    }
    clear_in(base, "tun", {"dns-hijack"});
    clear_in(base, "dns", {"fake-ip-filter", "nameserver-policy"});
    clear_in(base, "sniffer", {"force-domain", "skip-domain", "sniff"});
    if (sets_a_nameserver()) erase_in(base, "dns", {std::begin(kNameservers), std::end(kNameservers)});
  }

 private:
  using Keys = std::vector<std::string_view>;

  void clear_in(MappingDraft& base, std::string_view section, const Keys& keys) {
    const YamlNode* const options = options_.find(section);
    if (options == nullptr) return;
    const MappingDraft set(work_.nodes(), options, *options);
    Keys given;
    for (const std::string_view key : keys) {
      if (set.find(key) != nullptr) given.push_back(key);
    }
    erase_in(base, section, given);
  }

  void erase_in(MappingDraft& base, std::string_view section, const Keys& keys) {
    const YamlNode* const before = base.find(section);
    if (before == nullptr || !resolved(*before).is_mapping()) return;
    MappingDraft into(work_.nodes(), before, *before);
    for (const std::string_view key : keys) into.erase(key);
    base.set(*base.key(section), into.finish());
  }

  // The five lists have one switch.
  bool sets_a_nameserver() {
    const YamlNode* const dns = options_.find("dns");
    if (dns == nullptr) return false;
    const MappingDraft set(work_.nodes(), dns, *dns);
    return std::ranges::any_of(kNameservers, [&](std::string_view key) { return set.find(key) != nullptr; });
  }

  LayerWork& work_;
  MappingDraft options_;
};

}  // namespace

const YamlNode& begin_nikki(LayerWork& work, const YamlNode& base) {
  MappingDraft root(work.nodes(), &base, base);
  for (const Layer& layer : work.layers()) {
    const YamlNode* const options = layer.tree.root();
    if (layer.kind == LayerKind::nikki_luci && layer.why_not.empty() && options != nullptr)
      LuciOptions(work, resolved(*options)).clear(root);
  }
  return root.finish();
}

const YamlNode& apply_nikki(LayerWork& work, const Layer& layer, const YamlNode& base) {
  const YamlNode& written = resolved(*layer.tree.root());
  MappingDraft root(work.nodes(), &base, base);
  const MappingDraft from(work.nodes(), &written, written);
  for (const MappingDraft::Entry& entry : from.entries()) {
    const std::string_view key = text_of(*entry.key);
    const std::string section(is_helper(key) ? key.substr(kHelper.size()) : key);
    const YamlNode* const before = root.find(key);
    if (!is_helper(key)) note_stray(work, *entry.key, *entry.value, LayerClient::nikki);
    root.set(*entry.key, work.merge_value(section, before, *entry.value, *entry.key));
    // The rows stand where their own list stands, not where a lost one did.
    if (is_helper(key) && before != nullptr) {
      root.erase(key);
      root.set(*entry.key, *entry.value);
    }
  }
  return root.finish();
}

const YamlNode& finish_nikki(LayerWork& work, const YamlNode& base) {
  MappingDraft root(work.nodes(), &base, base);
  for (const std::string_view section : kHelped) {
    const std::string helper = std::string(kHelper) + std::string(section);
    const YamlNode* const key = root.key(helper);
    if (key == nullptr) continue;
    const YamlNode* const rows = root.find(helper);
    const YamlNode* const known = root.key(section);
    const YamlNode& name =
        known != nullptr ? *known : work.nodes().piece(*key, text_of(*key).substr(kHelper.size()));
    root.set(name, work.front(std::string(section), root.find(section), items_of(rows), *key));
    root.erase(helper);
  }
  return root.finish();
}

}  // namespace clashlint
