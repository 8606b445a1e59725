#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "rules/profile/typed.h"
#include "rules/value/reach.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

// A client's certificate asks for more than a secret does.
bool wants_certificate(const YamlNode& root) {
  const YamlNode* const tls = typed_child(root, "tls");
  return tls != nullptr && typed_string(*tls, "client-auth-type").value_or("").starts_with("require");
}

bool allows_every_origin(const YamlNode& root) {
  const YamlNode* const cors = typed_child(root, "external-controller-cors");
  const YamlNode* const origins = cors == nullptr ? nullptr : typed_child(*cors, "allow-origins");
  if (origins == nullptr) return true;
  const std::vector<TypedText> texts = typed_strings(origins);
  return std::ranges::any_of(texts, [](const TypedText& origin) { return origin.text == "*"; });
}

/// Listens on this machine alone; nothing where the file writes the value in another way.
std::optional<Fix> listen_here(const Sources& sources, const YamlNode& address) {
  const std::string_view written = sources.text(address.span);
  const std::size_t at = written.find(address.text);
  const std::size_t colon = address.text.rfind(':');
  if (at == std::string_view::npos) return std::nullopt;
  const auto begin = static_cast<std::uint32_t>(address.span.begin + at);
  const Span host{.file = address.span.file,
                  .begin = begin,
                  .end = static_cast<std::uint32_t>(begin + std::min(colon, address.text.size()))};
  return Fix{.title = fmt::format("listen on 127.0.0.1{}", address.text.substr(colon)),
             .applicability = Applicability::unsafe,
             .edits = {{.span = host, .text = "127.0.0.1"}}};
}

void look_at(const Facts& facts, const YamlNode& root, std::string_view key, Reporter& report) {
  const YamlNode* const written = yaml_find(root, key);
  if (written == nullptr || !resolved(*written).is_scalar() || is_null(resolved(*written))) return;
  const YamlNode& address = resolved(*written);
  if (address.text.find(':') == std::string_view::npos || reach_of(host_of(address.text)) == Reach::machine)
    return;
  const bool every = reach_of(host_of(address.text)) == Reach::everywhere;
  Finding& finding =
      report.add(address.span, fmt::format("the controller listens on {} and wants no secret",
                                           every ? "every address" : "an address of the network"));
  finding.primary.text = "who reaches it can switch nodes, watch connections and load another profile";
  if (const YamlNode* const secret = yaml_find(root, "secret"))
    finding.related.push_back({.span = secret->span, .text = "it is empty"});
  finding.notes.emplace_back("set `secret`, or listen on 127.0.0.1");
  if (allows_every_origin(root))
    finding.notes.emplace_back(
        "without `external-controller-cors` any page in a browser that reaches it may ask it, too");
  if (std::optional<Fix> fix = written == &address ? listen_here(facts.sources, address) : std::nullopt)
    finding.fixes.push_back(std::move(*fix));
}

void run(const Facts& facts, Reporter& report) {
  const YamlTree& tree = facts.loaded.tree;
  // The secret may stand behind a fault of YAML.
  if (tree.error() || tree.root() == nullptr) return;
  const YamlNode& root = resolved(*tree.root());
  if (!typed_string(root, "secret").value_or("").empty()) return;
  look_at(facts, root, "external-controller", report);
  if (!wants_certificate(root)) look_at(facts, root, "external-controller-tls", report);
}

}  // namespace

extern constinit const Check open_controller{
    .id = "open-controller",
    .category = Category::safety,
    .summary = "the controller can be reached from other machines and wants no secret",
    .run = run};

}  // namespace clashlint
