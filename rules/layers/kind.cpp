#include "rules/layers/kind.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rules/value/similar.h"

namespace clashlint {
namespace {

struct KindRow {
  LayerKind kind;
  std::string_view word;
  LayerClient client;
  std::string_view what;
};

constexpr KindRow kKinds[] = {
#define LAYER_KIND(enumerator, word, client, what) {LayerKind::enumerator, word, LayerClient::client, what},
#include "rules/layers/kinds.def"
#undef LAYER_KIND
};

const KindRow& row_of(LayerKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

struct ClientRow {
  std::string_view name;
  std::string_view seen_in;
  std::string_view settings;
};

// By LayerClient.
constexpr std::array<ClientRow, 11> kClients = {
    {{"", "", ""},
     {"Clash Verge Rev", "2.5.0-rc, May 2026", "ports, mode, log level, tun, dns"},
     {"Clash Party", "1.9.6", "ports, mode, tun; dns, hosts and sniffer where it controls them"},
     {"Clash for Windows", "0.20.39, by its manual", "ports, mode"},
     {"OpenClash", "0.47, 2026", "ports, dns, tun"},
     {"nikki", "2026.04.08", "options of LuCI that are not given as a layer"},
     {"FlClash", "0.8.96", "ports, mode, tun, dns"},
     {"Stash", "its manual of 2026", ""},
     {"Clash Meta for Android", "2.11.32", ""},
     {"ShellCrash", "1.9.4", "ports, mode, dns, hosts"},
     {"Clash Nyanpasu", "August 2026", "ports, mode, and which keys its filter lets pass"}}};

const ClientRow& row_of(LayerClient client) { return kClients[static_cast<std::size_t>(client)]; }

struct OutOfReach {
  std::string_view word;
  std::string_view why;
};

constexpr OutOfReach kOutOfReach[] = {
    {"clashmi", "ClashMi merges its patches in a library that nobody can read"},
    {"surge-module", "no Clash client merges a module of Surge"},
    {"sgmodule", "no Clash client merges a module of Surge"},
};

}  // namespace

std::string_view layer_word(LayerKind kind) { return row_of(kind).word; }

std::optional<LayerKind> layer_kind_named(std::string_view word) {
  const auto* const row = std::ranges::find(kKinds, word, &KindRow::word);
  return row == std::end(kKinds) ? std::nullopt : std::optional(row->kind);
}

std::vector<std::string_view> layer_words() {
  std::vector<std::string_view> words;
  for (const KindRow& row : kKinds) words.push_back(row.word);
  return words;
}

LayerClient client_of(LayerKind kind) { return row_of(kind).client; }
std::string_view client_name(LayerClient client) { return row_of(client).name; }
std::string_view own_settings(LayerClient client) { return row_of(client).settings; }

std::string_view seen_in(LayerKind kind) {
  return kind == LayerKind::openclash_bottom_046 ? "0.46" : row_of(client_of(kind)).seen_in;
}

std::string layer_title(LayerKind kind) {
  const std::string_view client = client_name(client_of(kind));
  const std::string what(row_of(kind).what);
  return client.empty() ? what : std::string(client) + ": " + what;
}

std::string layer_kind_fault(std::string_view word) {
  if (const auto why = out_of_reach(word)) return fmt::format("\"{}\" is not done here: {}", word, *why);
  const std::optional<Meant> meant = nearest(word, layer_words());
  return fmt::format("there is no kind of layer \"{}\"{}", word,
                     meant ? fmt::format(": did you mean \"{}\"?", meant->text) : "");
}

std::optional<std::string_view> out_of_reach(std::string_view word) {
  const auto* const row = std::ranges::find(kOutOfReach, word, &OutOfReach::word);
  return row == std::end(kOutOfReach) ? std::nullopt : std::optional(row->why);
}

}  // namespace clashlint
