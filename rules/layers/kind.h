#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clashlint {

/// Whose way of merging a layer follows.
enum class LayerClient : std::uint8_t {
  none,  ///< ours, and scripts
  verge,
  party,
  cfw,
  openclash,
  nikki,
  flclash,
  stash,
  cmfa,
  shellcrash,
  nyanpasu
};

/// What a layer is (`kinds.def`).
enum class LayerKind : std::uint8_t {
#define LAYER_KIND(enumerator, word, client, what) enumerator,
#include "rules/layers/kinds.def"
#undef LAYER_KIND
};

/// `verge-rules`: how a kind is written on the command line and in a configuration.
std::string_view layer_word(LayerKind kind);
std::optional<LayerKind> layer_kind_named(std::string_view word);
std::vector<std::string_view> layer_words();

LayerClient client_of(LayerKind kind);

/// `Clash Verge Rev`; empty for none.
std::string_view client_name(LayerClient client);

/// The version of its client in which this way of merging was seen: `2.5.0-rc, May 2026`.
/// Empty where there is no client.
std::string_view seen_in(LayerKind kind);

/// What the client writes into the profile on its own, out of settings that no file
/// holds: `ports, mode, tun`. Empty where nothing is known of such.
std::string_view own_settings(LayerClient client);

/// `Clash Verge Rev: Edit Rules`, `a layer of clashlint`.
std::string layer_title(LayerKind kind);

/// What is wrong with a word that names no kind: what was meant, or why it is not taken.
std::string layer_kind_fault(std::string_view word);

/// Why a kind that people know is not taken: `clashmi`, `surge-module`. Nothing for any other word.
std::optional<std::string_view> out_of_reach(std::string_view word);

}  // namespace clashlint
