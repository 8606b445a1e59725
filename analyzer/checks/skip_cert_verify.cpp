#include <algorithm>
#include <array>
#include <span>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "analyzer/check/facts.h"
#include "analyzer/check/reporter.h"
#include "analyzer/keys/key_groups.h"
#include "analyzer/keys/key_visit.h"
#include "rules/profile/structure.h"

namespace clashlint {
namespace {

constexpr std::array<std::string_view, 4> kWithoutTls = {"vmess", "vless", "http", "socks5"};

/// Whether the key has a meaning there: TLS is on, and no certificate is pinned.
bool is_used(const KeyUse& use) {
  const Structure fields(*use.mapping, KeyStyle::fold_underscore);
  if (!fields.boolean("skip-cert-verify", false)) return false;
  if (!fields.text("fingerprint").value_or("").empty() || fields.has("reality-opts")) return false;
  const bool optional = std::ranges::find(kWithoutTls, use.proxy_type) != kWithoutTls.end();
  return !optional || fields.boolean("tls", false);
}

/// Rows in which the key is used; merged ones share a place.
struct Rows {
  std::size_t count = 0;
  std::vector<Span> places;
  std::unordered_set<const YamlNode*> keys;

  void add(const YamlNode& key) {
    ++count;
    if (keys.insert(&key).second) places.push_back(key.span);
  }
};

void tell(const Rows& rows, std::string_view one, std::string_view many, Reporter& report) {
  if (rows.count == 0) return;
  Finding& finding = report.add(
      rows.places.front(), rows.count == 1 ? std::string(one) : fmt::format(fmt::runtime(many), rows.count));
  finding.primary.text = "who stands in between can pose as the server";
  add_places(finding, std::span(rows.places).subspan(1), "here as well");
  finding.notes.emplace_back("a certificate of one's own is verified with `fingerprint`, its SHA-256");
}

void run(const Facts& facts, Reporter& report) {
  const YamlTree& tree = facts.loaded.tree;
  if (tree.root() == nullptr) return;
  Rows proxies;
  Rows overrides;
  visit_keys(*tree.root(), [&](const KeyUse& use) {
    const bool override = use.place == KeyPlace::provider_override;
    if (use.place != KeyPlace::proxy && !override) return;
    if (compared_key(KeyPlace::proxy, use.entry.key->text) != "skip-cert-verify" || !is_used(use)) return;
    (override ? overrides : proxies).add(*use.entry.key);
  });
  tell(proxies, "the certificate of a proxy is not verified",
       "the certificates of {} proxies are not verified", report);
  tell(overrides, "the certificates of a provider's nodes are not verified",
       "the certificates of the nodes of {} providers are not verified", report);
}

}  // namespace

extern constinit const Check skip_cert_verify{.id = "skip-cert-verify",
                                              .category = Category::safety,
                                              .summary = "the certificates of proxies are not verified",
                                              .severity = Severity::info,
                                              .preset = Preset::strict,
                                              .run = run};

}  // namespace clashlint
