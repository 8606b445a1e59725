#include "rules/layers/directive.h"

#include <algorithm>

#include <fmt/format.h>

namespace clashlint {
namespace {

constexpr std::string_view kSections[] = {"rules",           "proxies",   "proxy-groups", "rule-providers",
                                          "proxy-providers", "sub-rules", "dns",          "hosts",
                                          "listeners",       "sniffer",   "tun"};

struct Mark {
  std::string_view front;
  std::string_view back;
  bool adds;
};

constexpr Mark kMarks[] = {{"prepend-", "", true},    {"append-", "", true},   {"prepend__", "", true},
                           {"append__", "", true},    {"nikki-", "", true},    {"+", "", true},
                           {"", "+", true},           {"mix-", "", true},      {"delete-", "", false},
                           {"override__", "", false}, {"filter__", "", false}, {"", "!", false},
                           {"", "-", false},          {"", "*", false},        {"<", ">", true}};

}  // namespace

std::optional<KeyDirective> directive_of(std::string_view key) {
  for (const Mark& mark : kMarks) {
    if (!key.starts_with(mark.front) || !key.ends_with(mark.back)) continue;
    if (key.size() <= mark.front.size() + mark.back.size()) continue;
    const std::string_view rest =
        key.substr(mark.front.size(), key.size() - mark.front.size() - mark.back.size());
    const auto* const section = std::ranges::find(kSections, rest);
    if (section != std::end(kSections)) return KeyDirective{.section = *section, .adds = mark.adds};
  }
  return std::nullopt;
}

void note_stray(LayerWork& work, const YamlNode& key, const YamlNode& value, LayerClient client) {
  const std::optional<KeyDirective> directive = directive_of(text_of(key));
  if (!directive) return;
  work.note(LayerDeed::stray, std::string(directive->section), key, rows_in(&value),
            fmt::format("{} does not read `{}`", client_name(client), text_of(key)));
}

}  // namespace clashlint
