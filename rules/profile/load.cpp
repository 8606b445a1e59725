#include "rules/profile/load.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/profile/context.h"
#include "rules/profile/cut.h"
#include "rules/profile/geodata.h"
#include "rules/profile/groups.h"
#include "rules/profile/home.h"
#include "rules/profile/layer_faults.h"
#include "rules/profile/providers.h"
#include "rules/profile/proxies.h"
#include "rules/profile/remedies.h"
#include "rules/profile/rules.h"
#include "rules/profile/schema.h"
#include "rules/profile/sections.h"
#include "rules/profile/shared_data.h"
#include "rules/profile/typed.h"
#include "rules/profile/uses.h"
#include "rules/yaml/mapping.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

void refuse_whole(LoadedProfile& loaded, std::string_view check, Span span, std::string message,
                  std::string core_message) {
  loaded.refused = true;
  Finding finding;
  finding.check = check;
  finding.message = std::move(message);
  finding.primary.span = span;
  finding.refuses = true;
  finding.core_message = std::move(core_message);
  loaded.findings.push_back(std::move(finding));
}

/// What can be said before there is a mapping to read. False: there is none.
bool check_document(const Sources& sources, FileId file, const YamlTree& tree, LoadedProfile& loaded) {
  if (sources[file].text().empty()) {
    refuse_whole(loaded, "not-a-profile", {.file = file}, "this file is empty",
                 fmt::format("configuration file {} is empty", sources[file].name()));
    return false;
  }
  if (const std::optional<YamlError>& error = tree.error()) {
    refuse_whole(loaded, "yaml-syntax", error->span, error->message, error->core_message);
    const std::string_view text = sources[file].text();
    const std::size_t line_end = text.find('\n', std::max(tree.end(), error->span.end));
    if (text.find_first_not_of(" \t\r\n", std::min(line_end, text.size())) != std::string_view::npos)
      loaded.findings.back().notes.emplace_back("what stands behind this line was not looked at");
  }
  const YamlNode* const root = tree.root();
  if (root == nullptr || yaml_type(*root) == YamlType::null) return false;
  if (resolved(*root).is_mapping()) {
    if (!yaml_excessive_aliasing(*root)) return true;
    refuse_whole(loaded, "yaml-syntax", root->span, "aliases make this document grow without measure",
                 "yaml: document contains excessive aliasing");
    return false;
  }
  if (!tree.error()) {
    refuse_whole(loaded, "not-a-profile", root->span,
                 "a profile is a mapping of keys such as `proxies:` and `rules:`",
                 fmt::format("yaml: unmarshal errors:\n  line {}: {}", sources.position(root->span).line,
                             cannot_unmarshal(*root, "config.RawConfig")));
  }
  return false;
}

/// The order is that of the core, so that the first finding is the one it would stop at.
void load_sections(LoadContext& context) {
  check_schema(context);
  load_general(context);
  load_controller(context);

  // One name space: built-ins and proxies first, then groups, which may use
  // provider nodes that are outside of it.
  load_proxies(context);
  load_proxy_providers(context);
  load_groups(context);
  check_dialer_proxies(context);

  load_listeners(context);

  // Sets are defined before any is filled: classical ones may name each other.
  define_rule_sets(context);
  fill_rule_sets(context);
  load_rules(context);

  load_hosts(context);
  load_dns(context);
  load_tunnels(context);
  load_sniffer(context);
}

// The tree of what runs.
YamlTree read_tree(Sources& sources, FileId file, const LoadOptions& options, LoadedProfile& loaded) {
  YamlTree own = parse_yaml(sources, file);
  if (options.layers.empty() || !takes_layers(own)) return own;
  std::vector<LayerFile> files;
  for (const LayerText& layer : options.layers)
    files.push_back(
        {.kind = layer.kind, .file = sources.add(layer.name, layer.text), .optional = layer.optional});
  loaded.layered = std::make_unique<LayeredTree>(lay_over(sources, std::move(own), files));
  return YamlTree::of(*loaded.layered->root);
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace

std::vector<ProfileText> LoadedProfile::texts() const {
  if (!layered) return {{.file = file, .tree = &tree}};
  std::vector<ProfileText> all = {{.file = file, .tree = &layered->base}};
  for (const Layer& layer : layered->layers)
    all.push_back({.file = layer.file, .tree = &layer.tree, .layer = &layer});
  return all;
}

bool LoadedProfile::is_own(FileId own) const {
  return own == file ||
         (layered && std::ranges::find(layered->layers, own, &Layer::file) != layered->layers.end());
}

LoadedProfile load_profile_text(Sources& sources, FileId file, const LoadOptions& options) {
  LoadedProfile loaded;
  loaded.file = file;
  loaded.tree = read_tree(sources, file, options, loaded);
  loaded.profile = std::make_unique<Profile>();
  Profile& profile = *loaded.profile;
  profile.home.path = options.home;

  const YamlTree& tree = loaded.tree;
  YamlNode empty;
  empty.kind = YamlKind::mapping;
  empty.span.file = file;
  const YamlNode& root = check_document(sources, file, tree, loaded) ? resolved(*tree.root()) : empty;

  HomeFiles home(options.home, options.geodata_home);
  const std::string matcher = ascii_lower(typed_string(root, "geosite-matcher").value_or(""));
  SharedData own;
  SharedData& shared = options.shared == nullptr ? own : *options.shared;
  GeoData geodata(home, shared, typed_bool(root, "geodata-mode").value_or(false),
                  matcher == "mph" || matcher == "hybrid");
  Remedies remedies(sources, profile);
  LoadContext context{.sources = sources,
                      .file = file,
                      .profile = profile,
                      .findings = loaded.findings,
                      .home = home,
                      .geodata = geodata,
                      .shared = shared,
                      .remedies = remedies,
                      .root = root};
  if (loaded.layered) report_layer_faults(context, *loaded.layered);
  load_sections(context);
  geodata.finish(profile);
  drop_unproved(tree, loaded.findings);
  show_uses(tree, loaded.findings);
  loaded.refused = loaded.refused || context.refused;
  return loaded;
}

Result<LoadedProfile> load_profile(Sources& sources, const std::string& path, const LoadOptions& options) {
  Result<std::string> text = read_file(path);
  if (!text) return Error{fmt::format("{} {}", path, text.error())};
  if (text->starts_with("-----BEGIN AGE ENCRYPTED FILE-----")) {
    return Error{fmt::format("{} is encrypted with age: decrypt it first", path)};
  }
  LoadOptions placed = options;
  if (placed.home.empty()) placed.home = folder_of(path);
  const FileId file = sources.add(path, decode_utf16(std::move(*text)));
  return load_profile_text(sources, file, placed);
}

}  // namespace clashlint
