#include "rules/layers/layered.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "rules/layers/clients.h"
#include "rules/layers/openclash_text.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

using Apply = const YamlNode& (*)(LayerWork& work, const Layer& layer, const YamlNode& base);

Apply apply_of(LayerKind kind) {
  switch (kind) {
    case LayerKind::own:
      return apply_own;
    case LayerKind::verge_global_merge:
    case LayerKind::verge_merge:
      return apply_verge_merge;
    case LayerKind::verge_rules:
    case LayerKind::verge_proxies:
    case LayerKind::verge_groups:
      return apply_verge_rows;
    case LayerKind::party:
      return apply_party;
    case LayerKind::party_rules:
      return apply_party_rules;
    case LayerKind::cfw_parser:
      return apply_cfw_parser;
    case LayerKind::cfw_mixin:
      return apply_cfw_mixin;
    case LayerKind::openclash_top:
    case LayerKind::openclash_bottom:
    case LayerKind::openclash_bottom_046:
      return apply_openclash_rules;
    case LayerKind::openclash_module:
      return apply_openclash_module;
    case LayerKind::nikki:
    case LayerKind::nikki_luci:
      return apply_nikki;
    case LayerKind::flclash:
      return apply_flclash;
    case LayerKind::stash:
      return apply_stash;
    case LayerKind::cmfa:
      return apply_cmfa;
    case LayerKind::shellcrash_groups:
    case LayerKind::shellcrash_proxies:
    case LayerKind::shellcrash_rules:
    case LayerKind::shellcrash_user:
    case LayerKind::shellcrash_others:
      return apply_shellcrash;
    case LayerKind::nyanpasu:
      return apply_nyanpasu;
    case LayerKind::script:
      break;
  }
  return nullptr;
}

using Frame = const YamlNode& (*)(LayerWork& work, const YamlNode& base);

/// What a client does before its first layer and behind its last; may be null.
struct ClientFrame {
  Frame begin = nullptr;
  Frame finish = nullptr;
};

ClientFrame frame_of(LayerClient client) {
  switch (client) {
    case LayerClient::verge:
      return {.begin = nullptr, .finish = finish_verge};
    case LayerClient::openclash:
      return {.begin = nullptr, .finish = finish_openclash};
    case LayerClient::nikki:
      return {.begin = begin_nikki, .finish = finish_nikki};
    case LayerClient::cmfa:
      return {.begin = begin_cmfa, .finish = finish_cmfa};
    case LayerClient::shellcrash:
      return {.begin = begin_shellcrash, .finish = nullptr};
    case LayerClient::none:
    case LayerClient::party:
    case LayerClient::cfw:
    case LayerClient::flclash:
    case LayerClient::stash:
    case LayerClient::nyanpasu:
      break;
  }
  return {};
}

/// Two kinds of one place in the client's order.
LayerKind slot(LayerKind kind) {
  return kind == LayerKind::openclash_bottom_046 ? LayerKind::openclash_bottom : kind;
}

// Up to the first script: what it does, and so what comes behind it, is not known.
void put_in_order(std::vector<LayerFile>& files) {
  const auto script = std::ranges::find(files, LayerKind::script, &LayerFile::kind);
  std::stable_sort(files.begin(), script,
                   [](const LayerFile& a, const LayerFile& b) { return slot(a.kind) < slot(b.kind); });
}

// `#` in a line of ShellCrash's proxies.yaml begins names of groups, wherever it stands.
std::string without_tags(std::string_view text) {
  std::string blank(text);
  bool in_tag = false;
  for (char& c : blank) {
    in_tag = c != '\n' && (in_tag || c == '#');
    if (in_tag) c = ' ';
  }
  return blank;
}

void mark_unusable(Layer& layer, std::string why, Span place) {
  layer.why_not = std::move(why);
  layer.is_fault = true;
  layer.fault = place;
}

void read_module(const Sources& sources, Layer& layer, std::vector<Unknown>& unknowns) {
  OpenclashModule module = read_openclash_module(sources[layer.file].text());
  if (module.has_settings) unknowns.push_back({"`[General]` of a module", "it sets options of OpenClash"});
  if (module.has_script) layer.stops = "its `[Overwrite]` has edits in Ruby, which are not run";
  layer.stand_in = std::make_unique<const std::string>(std::move(module.yaml));
  layer.tree = parse_yaml(layer.file, *layer.stand_in);
  if (module.quoted == 0) return;
  const auto line = static_cast<std::uint32_t>(module.quoted);
  const Source& source = sources[layer.file];
  mark_unusable(
      layer, "OpenClash passes this line through a shell, which takes \", `, $ and \\ for its own",
      {layer.file,
       source.line_begin(line) + static_cast<std::uint32_t>(source.line(line).find_first_not_of(" \t")),
       source.line_begin(line) + static_cast<std::uint32_t>(source.line(line).size())});
}

void read(const Sources& sources, Layer& layer, std::vector<Unknown>& unknowns) {
  if (layer.kind == LayerKind::script) return;
  if (layer.kind == LayerKind::openclash_module) {
    read_module(sources, layer, unknowns);
  } else if (layer.kind == LayerKind::shellcrash_proxies) {
    layer.stand_in = std::make_unique<const std::string>(without_tags(sources[layer.file].text()));
    layer.tree = parse_yaml(layer.file, *layer.stand_in);
  } else {
    layer.tree = parse_yaml(sources, layer.file);
  }
  const YamlNode* const root = layer.tree.root();
  if (const std::optional<YamlError>& error = layer.tree.error()) {
    mark_unusable(layer, error->message, error->span);
  } else if (root != nullptr && yaml_excessive_aliasing(*root)) {
    mark_unusable(layer, "its aliases make it grow without measure", root->span);
  }
}

// Lists without a key in front are custom rules of OpenClash and files of ShellCrash.
bool may_be_list(LayerKind kind) {
  return client_of(kind) == LayerClient::shellcrash || kind == LayerKind::openclash_top ||
         slot(kind) == LayerKind::openclash_bottom;
}

class Pile {
 public:
  Pile(const Sources& sources, LayeredTree& tree) : sources_(sources), tree_(tree) {}

  void build() {
    for (std::size_t at = 0; at < tree_.layers.size(); ++at) {
      Layer& layer = tree_.layers[at];
      if (layer.kind == LayerKind::script) layer.why_not = "it is a script, which is not run";
      const LayerClient client = client_of(layer.kind);
      if (at == 0 || client_of(tree_.layers[at - 1].kind) != client) run(frame_of(client).begin, at);
      if (layer.why_not.empty()) lay(at);
      const bool stops = layer.kind == LayerKind::script || !layer.stops.empty();
      const bool last = at + 1 == tree_.layers.size() || client_of(tree_.layers[at + 1].kind) != client;
      if (last || stops) finish(client, at);
      if (stops) return leave_out_from(at + 1);
    }
  }

 private:
  void finish(LayerClient client, std::size_t at) {
    run(frame_of(client).finish, at);
    if (const std::string_view settings = own_settings(client); !settings.empty())
      tree_.unknowns.push_back({fmt::format("settings of {}", client_name(client)), std::string(settings)});
  }

  void leave_out_from(std::size_t first) {
    for (std::size_t at = first; at < tree_.layers.size(); ++at) {
      Layer& layer = tree_.layers[at];
      if (!layer.is_fault)
        layer.why_not = "it stands behind what is not run, and what that does is not known";
    }
  }

  void lay(std::size_t at) {
    Layer& layer = tree_.layers[at];
    const YamlNode* const root = layer.tree.root();
    if (is_nothing(root)) return;
    if (!resolved(*root).is_mapping() && !(may_be_list(layer.kind) && resolved(*root).is_sequence()))
      return mark_unusable(layer, "a layer is keys and values", root->span);
    LayerWork work(sources_, *tree_.nodes, tree_.layers, at, tree_.effects);
    const std::size_t before = tree_.effects.size();
    const YamlNode& result = apply_of(layer.kind)(work, layer, *tree_.root);
    if (work.failure().empty()) {
      if (!work.stops().empty()) layer.stops = work.stops();
      return take(work, result);
    }
    tree_.effects.resize(before);
    mark_unusable(layer, work.failure(), work.failure_place() == Span{} ? root->span : work.failure_place());
  }

  void run(Frame frame, std::size_t at) {
    if (frame == nullptr) return;
    LayerWork work(sources_, *tree_.nodes, tree_.layers, at, tree_.effects);
    const YamlNode& result = frame(work, *tree_.root);
    if (work.failure().empty()) take(work, result);
  }

  void take(LayerWork& work, const YamlNode& result) {
    tree_.root = &result;
    std::ranges::copy(work.unknowns(), std::back_inserter(tree_.unknowns));
  }

  const Sources& sources_;
  LayeredTree& tree_;
};

}  // namespace

LayeredTree lay_over(const Sources& sources, YamlTree base, const std::vector<LayerFile>& files) {
  LayeredTree tree;
  tree.base = std::move(base);
  tree.nodes = std::make_unique<Nodes>(sources);
  tree.root = &resolved(*tree.base.root());
  std::vector<LayerFile> ordered = files;
  put_in_order(ordered);
  for (const LayerFile& file : ordered) {
    tree.layers.push_back({.kind = file.kind, .file = file.file, .optional = file.optional});
    read(sources, tree.layers.back(), tree.unknowns);
  }
  Pile(sources, tree).build();
  return tree;
}

bool takes_layers(const YamlTree& base) {
  const YamlNode* const root = base.root();
  return root != nullptr && !base.error() && resolved(*root).is_mapping() && !yaml_excessive_aliasing(*root);
}

std::string layer_clash(const std::vector<LayerKind>& kinds) {
  LayerClient first = LayerClient::none;
  for (const LayerKind kind : kinds) {
    const LayerClient client = client_of(kind);
    if (client == LayerClient::none || client == first) continue;
    if (first != LayerClient::none)
      return fmt::format("layers of {} and of {}: a profile runs in one client", client_name(first),
                         client_name(client));
    first = client;
  }
  return {};
}

}  // namespace clashlint
