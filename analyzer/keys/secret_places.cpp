#include "analyzer/keys/secret_places.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <unordered_set>
#include <utility>

#include "analyzer/keys/key_visit.h"
#include "analyzer/secrets/keys.h"
#include "analyzer/secrets/real.h"

namespace clashlint {
namespace {

/// Deeper than any options of a proxy.
constexpr int kMaxDepth = 6;

constexpr std::array<std::string_view, 11> kCredentials = {
    "auth",   "auth-key",       "auth-str",    "key",
    "passwd", "pre-shared-key", "private-key", "private-key-passphrase",
    "psk",    "token",          "uuid"};

bool is_credential(std::string_view key) {
  const std::string compared = compared_key(KeyPlace::proxy, key);
  return compared.ends_with("password") || std::ranges::find(kCredentials, compared) != kCredentials.end();
}

// `./server.key`: where the key is kept.
bool is_path(std::string_view text) {
  const bool begins = text.starts_with("./") || text.starts_with("../") || text.starts_with('~') ||
                      (text.starts_with('/') && !text.ends_with('='));
  return begins || text.ends_with(".key") || text.ends_with(".pem");
}

bool is_secret_value(const YamlNode& node) {
  return node.is_scalar() && !is_path(node.text) && is_real_secret(node.text);
}

class SecretSearch {
 public:
  void look_at(const KeyUse& use) {
    const YamlNode& value = resolved(*use.entry.value);
    const std::string key = compared_key(KeyPlace::proxy, use.entry.key->text);
    switch (use.place) {
      case KeyPlace::top:
        return top(use, key, value);
      case KeyPlace::proxy:
        if (!is_on_example_host(*use.mapping)) credentials(use, SecretKind::node, *use.entry.key, value);
        return;
      case KeyPlace::proxy_provider:
      case KeyPlace::rule_provider:
        return provider(use, key, value);
      case KeyPlace::listener:
      case KeyPlace::tuic_server:
        return key == "users" ? users(use, value) : credentials(use, SecretKind::port, *use.entry.key, value);
      case KeyPlace::tls:
        if ((key == "private-key" || key == "ech-key") && is_secret_value(value))
          add(use, SecretKind::key, *use.entry.key);
        return;
      default:
        return;
    }
  }

  /// Lines that are a comment as a whole: a node or a subscription that is switched off.
  void look_at_comments(std::string_view text, FileId file) {
    for (std::size_t at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 3)) {
      const std::size_t line = text.rfind('\n', at) + 1;
      const std::size_t first = text.find_first_not_of(" \t", line);
      if (text[first] != '#') continue;
      std::size_t begin = at;
      while (begin > first && std::isalnum(static_cast<unsigned char>(text[begin - 1])) != 0) --begin;
      const std::size_t end = std::min(text.find_first_of(" \t\r\n\"'`,|<>()", at), text.size());
      if (!is_secret_link(text.substr(begin, end - begin))) continue;
      of(SecretKind::comment_link)
          .push_back({.file = file,
                      .begin = static_cast<std::uint32_t>(begin),
                      .end = static_cast<std::uint32_t>(at + 3)});
    }
  }

  SecretPlaces take() { return std::move(places_); }

 private:
  std::vector<Span>& of(SecretKind kind) { return places_[static_cast<std::size_t>(kind)]; }

  static bool is_on_example_host(const YamlNode& proxy) {
    const YamlNode* const server = yaml_find(proxy, "server");
    return server != nullptr && is_example_host(resolved(*server).text);
  }

  void top(const KeyUse& use, std::string_view key, const YamlNode& value) {
    if (key == "secret" && is_secret_value(value)) add(use, SecretKind::controller, *use.entry.key);
    if (key != "authentication" || !value.is_sequence()) return;
    for (const YamlNode* item : value.children) {
      const std::string_view user = resolved(*item).text;
      const std::size_t colon = user.find(':');
      if (colon != std::string_view::npos && is_real_secret(user.substr(colon + 1)))
        return add(use, SecretKind::port, *use.entry.key);
    }
  }

  void provider(const KeyUse& use, std::string_view key, const YamlNode& value) {
    if (key == "url" && value.is_scalar() && is_secret_link(value.text))
      add(use, SecretKind::link, *use.entry.key);
    if (key == "age-secret-key" && is_secret_value(value)) add(use, SecretKind::key, *use.entry.key);
    if (key != "header" || !value.is_mapping()) return;
    for (const YamlEntry& header : yaml_entries(value).entries) {
      const YamlNode& content = resolved(*header.value);
      const YamlNode& first =
          content.is_sequence() && !content.children.empty() ? resolved(*content.children.front()) : content;
      if (is_secret_key(header.key->text) && is_secret_value(first))
        add(use, SecretKind::header, *header.key);
    }
  }

  /// Users are a list of mappings, or passwords by name.
  void users(const KeyUse& use, const YamlNode& value) {
    if (!value.is_mapping()) return credentials(use, SecretKind::port, *use.entry.key, value);
    for (const YamlEntry& user : yaml_entries(value).entries) {
      if (is_secret_value(resolved(*user.value))) return add(use, SecretKind::port, *use.entry.key);
    }
  }

  void credentials(const KeyUse& use, SecretKind kind, const YamlNode& key, const YamlNode& value,
                   int depth = 0) {
    if (value.is_scalar()) {
      if (is_credential(key.text) && is_secret_value(value)) add(use, kind, key);
      return;
    }
    if (depth > kMaxDepth || !seen_.insert(&value).second) return;
    if (value.is_sequence()) {
      for (const YamlNode* item : value.children) credentials(use, kind, key, resolved(*item), depth + 1);
      return;
    }
    for (const YamlEntry& entry : yaml_entries(value).entries)
      credentials(use, kind, *entry.key, resolved(*entry.value), depth + 1);
  }

  /// One place a row; one that is merged into others is one.
  void add(const KeyUse& use, SecretKind kind, const YamlNode& key) {
    if (rows_.emplace(use.mapping, kind).second && keys_.insert(&key).second) of(kind).push_back(key.span);
  }

  SecretPlaces places_;
  std::set<std::pair<const YamlNode*, SecretKind>> rows_;
  std::unordered_set<const YamlNode*> keys_;
  std::unordered_set<const YamlNode*> seen_;
};

}  // namespace

SecretPlaces secret_places(const Sources& sources, std::span<const FileId> files, const YamlNode& root) {
  SecretSearch search;
  visit_keys(root, [&](const KeyUse& use) { search.look_at(use); });
  for (const FileId file : files) search.look_at_comments(sources[file].text(), file);
  return search.take();
}

}  // namespace clashlint
