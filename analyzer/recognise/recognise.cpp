#include "analyzer/recognise/recognise.h"

#include <algorithm>
#include <array>
#include <vector>

#include "analyzer/recognise/base64.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

constexpr std::array<std::string_view, 22> kProfileKeys = {
    "proxies",     "proxy-groups",   "proxy-providers",
    "rules",       "rule-providers", "sub-rules",
    "mixed-port",  "redir-port",     "tproxy-port",
    "socks-port",  "allow-lan",      "external-controller",
    "mode",        "log-level",      "dns",
    "tun",         "sniffer",        "listeners",
    "Proxy",       "Proxy Group",    "Rule",
    "geodata-mode"};

/// Keys that only clients read; the core passes over them.
constexpr std::array<std::string_view, 30> kOverrideKeys = {"prepend-rules",
                                                            "append-rules",
                                                            "delete-rules",
                                                            "prepend-proxies",
                                                            "append-proxies",
                                                            "delete-proxies",
                                                            "prepend-proxy-groups",
                                                            "append-proxy-groups",
                                                            "delete-proxy-groups",
                                                            "prepend-rule-providers",
                                                            "append-rule-providers",
                                                            "mix-rule-providers",
                                                            "mix-proxy-providers",
                                                            "mix-object",
                                                            "prepend__rules",
                                                            "append__rules",
                                                            "override__rules",
                                                            "filter__rules",
                                                            "filter__proxies",
                                                            "filter__proxy-groups",
                                                            "prepend__proxies",
                                                            "append__proxies",
                                                            "+rules",
                                                            "rules+",
                                                            "+proxies",
                                                            "proxies+",
                                                            "+proxy-groups",
                                                            "proxy-groups+",
                                                            "mixin",
                                                            "parsers"};

constexpr std::array<std::string_view, 15> kShareSchemes = {
    "ss://",  "ssr://",  "vmess://", "vless://",  "trojan://", "trojan-go://", "hysteria://", "hysteria2://",
    "hy2://", "tuic://", "snell://", "socks5://", "anytls://", "wireguard://", "juicity://"};

bool among(std::string_view key, auto& keys) { return std::ranges::find(keys, key) != keys.end(); }

using Keys = std::vector<std::string_view>;

Keys keys_of(const YamlNode& mapping) {
  Keys keys;
  for (std::size_t at = 0; at + 1 < mapping.children.size(); at += 2) {
    const YamlNode& key = resolved(*mapping.children[at]);
    if (key.is_scalar()) keys.push_back(key.text);
  }
  return keys;
}

// Of a text that is no YAML: words at the beginning of a line with a colon behind them.
Keys keys_of(std::string_view text) {
  Keys keys;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::size_t colon = line.find(':');
    const bool key = colon != std::string_view::npos && colon > 0 && line.front() != ' ' &&
                     line.front() != '#' &&
                     (colon + 1 == line.size() || line[colon + 1] == ' ' || line[colon + 1] == '\r');
    if (key) keys.push_back(line.substr(0, colon));
    at = end + 1;
  }
  return keys;
}

bool has(const Keys& keys, std::string_view wanted) { return among(wanted, keys); }

std::string_view first_of(const Keys& keys, auto& wanted) {
  const auto found = std::ranges::find_if(keys, [&](std::string_view key) { return among(key, wanted); });
  return found == keys.end() ? std::string_view() : *found;
}

Recognised by_keys(const Keys& keys) {
  if (const std::string_view key = first_of(keys, kOverrideKeys); !key.empty()) {
    return {FileKind::client_override, "a client's override (`" + std::string(key) + "`)",
            "the core does not read it: check the profile that the client makes of it"};
  }
  if (has(keys, "outbounds") || has(keys, "inbounds")) {
    return {FileKind::other_config, "a configuration of sing-box or Xray (`outbounds`)",
            "ask the subscription for the Clash format"};
  }
  if (has(keys, "payload") && first_of(keys, kProfileKeys).empty()) {
    return {FileKind::rule_list, "a rule list (`payload`)", "it belongs into a rule-provider"};
  }
  const std::string_view own = first_of(keys, kProfileKeys);
  if (own.empty()) return {};
  const bool only_proxies = keys.size() == 1 && own == "proxies";
  if (only_proxies) {
    return {FileKind::proxy_list, "a list of proxies", "it belongs into a proxy-provider: it has no rules"};
  }
  return {FileKind::profile, {}, {}};
}

// A script or a profile of another program has marks that no YAML has.
Recognised by_marks(std::string_view text) {
  const auto has_line = [&](std::string_view begin) {
    return text.starts_with(begin) || text.find("\n" + std::string(begin)) != std::string_view::npos;
  };
  if (has_line("function main(") || has_line("const main =") || has_line("module.exports")) {
    return {FileKind::other_config, "a client's override script",
            "scripts are not run here: check the profile that the client makes of it"};
  }
  if (has_line("[Proxy]") || has_line("[Proxy Group]") || has_line("[General]") || has_line("[Rule]")) {
    return {FileKind::other_config, "a profile of Surge, Loon or Shadowrocket",
            "ask the subscription for the Clash format"};
  }
  if (has_line("[filter_local]") || has_line("[server_remote]") || has_line("[policy]")) {
    return {FileKind::other_config, "a profile of Quantumult X", "ask the subscription for the Clash format"};
  }
  return {};
}

bool has_share_link(std::string_view text) {
  return std::ranges::any_of(kShareSchemes, [&](std::string_view scheme) {
    return text.starts_with(scheme) || text.find("\n" + std::string(scheme)) != std::string_view::npos;
  });
}

std::string_view without_mark_and_blanks(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

Recognised share_links(std::string_view shape) {
  return {
      FileKind::share_links, "share links" + std::string(shape),
      "ask the subscription for the Clash format (often a parameter such as `flag=clash`), or convert them"};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_web_page(std::string_view text) {
  constexpr std::string_view kFronts[] = {"<!doctype", "<html", "<head", "<?xml"};
  const std::string head = ascii_lower(text.substr(0, 16));
  return std::ranges::any_of(kFronts, [&](std::string_view front) { return head.starts_with(front); });
}

Recognised by_text(std::string_view text) {
  const std::string head = ascii_lower(text.substr(0, 256));
  if (is_web_page(text)) {
    return {FileKind::web_page, "a web page",
            "the server answered with a page instead of the profile: open the link in a browser and see what "
            "it says"};
  }
  if (head.starts_with("-----begin age encrypted file")) {
    return {FileKind::other_config, "encrypted with age", "decrypt it first"};
  }
  if (has_share_link(text)) return share_links("");
  if (const auto decoded = decoded_base64(text, kMaxLook)) {
    if (has_share_link(*decoded)) return share_links(" in base64");
    if (!first_of(keys_of(*decoded), kProfileKeys).empty()) {
      return {FileKind::share_links, "a profile in base64", "decode it first: base64 -d"};
    }
    return {FileKind::share_links, "base64", "the subscription answered in another format than Clash"};
  }
  return by_marks(text);
}

}  // namespace

Recognised recognise(std::string_view text, const YamlTree& tree) {
  const YamlNode* const root = tree.root() == nullptr ? nullptr : &resolved(*tree.root());
  const bool mapping = root != nullptr && root->is_mapping();
  const std::string_view beginning = without_mark_and_blanks(text).substr(0, kMaxLook);
  if (mapping && !tree.error()) return by_keys(keys_of(*root));
  if (Recognised other = by_text(beginning); other.kind != FileKind::unknown) return other;
  return by_keys(keys_of(beginning));
}

std::string instead_of_list(std::string_view text) {
  constexpr std::size_t kLongestAnswer = 200;
  constexpr std::size_t kShown = 40;
  text = without_mark_and_blanks(text);
  if (is_web_page(text)) return "a web page";
  if (text.starts_with("version https://git-lfs.github.com/spec/"))
    return "a pointer of Git LFS, not the list";
  if (text.size() > kLongestAnswer) return {};
  const std::string_view line = trim_blanks(text.substr(0, text.find_first_of("\r\n")));
  const bool status = line.size() > 4 && (line[0] == '4' || line[0] == '5') && is_digit(line[1]) &&
                      is_digit(line[2]) && (line[3] == ':' || line[3] == ' ');
  return status ? "the answer \"" + std::string(line.substr(0, kShown)) + "\"" : std::string();
}

bool meant_as_profile(const Recognised& recognised) {
  return recognised.kind == FileKind::profile || recognised.kind == FileKind::web_page ||
         recognised.kind == FileKind::share_links;
}

}  // namespace clashlint
