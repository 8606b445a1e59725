#include "rules/profile/layer_faults.h"

#include <fmt/format.h>

namespace clashlint {
namespace {

void report_unusable(LoadContext& context, const Layer& layer) {
  Finding& finding = context.report("invalid-layer", Severity::error, layer.fault,
                                    fmt::format("this layer is not applied: {}", layer.why_not));
  finding.notes.emplace_back("what runs is looked at without it");
}

// The core would refuse the group: the client mends it without a word.
void report_pruned(LoadContext& context, const LayerEffect& effect, LayerKind kind) {
  const std::string_view client = client_name(client_of(kind));
  const std::string_view what = effect.section.ends_with(".use") ? "proxy-provider" : "proxy or group";
  for (const YamlNode* member : effect.rows) {
    const std::string name(text_of(*member));
    Finding& finding = context.report("unknown-group-member", Severity::warning, resolved(*member).span,
                                      fmt::format("no {} is called \"{}\"", what, name));
    finding.notes.push_back(fmt::format("{} takes it out of the group; other clients do not start", client));
  }
}

}  // namespace

void report_layer_faults(LoadContext& context, const LayeredTree& layered) {
  for (const Layer& layer : layered.layers) {
    if (layer.is_fault) report_unusable(context, layer);
  }
  for (const LayerEffect& effect : layered.effects) {
    if (effect.deed == LayerDeed::pruned) report_pruned(context, effect, layered.layers[effect.layer].kind);
  }
}

}  // namespace clashlint
