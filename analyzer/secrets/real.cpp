#include "analyzer/secrets/real.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/base/strings.h"
#include "rules/value/ip.h"
#include "rules/value/link.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

/// Shorter values are no secret that anybody would look for.
constexpr std::size_t kShortest = 4;
/// A part of a link's path, or a value of its query, from this length on may be a token.
constexpr std::size_t kToken = 16;
/// Letters and digits in one run: shorter ones are names (`clash-rules-v2`).
constexpr std::size_t kMixedRun = 12;
/// A node in base64, as `vmess://` has it.
constexpr std::size_t kEncodedNode = 40;

// What people write in place of a secret, word by word.
constexpr std::array<std::string_view, 91> kWords = {
    "a",        "aaa",          "abc",         "account",  "admin",     "airport",  "any",        "api",
    "auth",     "bar",          "base",        "bbb",      "change",    "changeme", "clash",      "client",
    "com",      "controller",   "default",     "demo",     "domain",    "dummy",    "enter",      "example",
    "fake",     "fill",         "fixme",       "foo",      "generated", "here",     "hidden",     "host",
    "id",       "in",           "insert",      "key",      "link",      "me",       "mine",       "my",
    "name",     "node",         "none",        "null",     "of",        "pass",     "passphrase", "passwd",
    "password", "placeholder",  "port",        "pre",      "preshared", "private",  "proxy",      "psk",
    "public",   "pwd",          "random",      "redacted", "removed",   "replace",  "sample",     "secret",
    "secure",   "server",       "shared",      "some",     "ss",        "str",      "string",     "strong",
    "sub",      "subscription", "test",        "text",     "the",       "this",     "todo",       "token",
    "trojan",   "url",          "user",        "username", "uuid",      "value",    "with",       "www",
    "xxx",      "your",         "yourpassword"};

// The UUIDs of the documentation of V2Ray.
constexpr std::array<std::string_view, 2> kKnownUuids = {"b831381d-6324-4d53-ad4f-8cda48b30811",
                                                         "23ad6b10-8d1a-40f7-8ad0-e3e35cd38297"};

constexpr std::array<std::string_view, 10> kTokenNames = {
    "token", "access_token", "key", "apikey", "api_key", "secret", "password", "passwd", "uuid", "auth"};

constexpr std::array<std::string_view, 8> kCodeHosts = {"github.com",   "githubusercontent.com",
                                                        "jsdelivr.net", "gitlab.com",
                                                        "gitee.com",    "github.io",
                                                        "pages.dev",    "gitcode.com"};

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

bool among(const auto& all, std::string_view text) { return std::ranges::find(all, text) != all.end(); }

// `<…>`, `key-...`, `{{…}}`, `${…}`, `$VAR`, `%VAR%`, `[…]`: something is put in place of it.
bool is_variable(std::string_view text) {
  const auto wraps = [&](char open, char close) { return text.front() == open && text.back() == close; };
  return wraps('<', '>') || wraps('[', ']') || wraps('%', '%') || wraps('(', ')') ||
         text.find("{{") != std::string_view::npos || text.find("{%") != std::string_view::npos ||
         text.find("${") != std::string_view::npos || text.find("...") != std::string_view::npos ||
         (text.front() == '$' && text.size() > 1 && is_letter(text[1]));
}

std::string letters_and_digits(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (is_letter(c) || is_digit(c)) kept += c;
  }
  return ascii_lower(kept);
}

// `xxxx`, `********`, `00000000-0000-…`, `1234-5678`, `abcdef`: no two neighbours without a rule.
bool is_monotonous(const std::string& kept) {
  const auto follows = [](char a, char b) {
    return b == a || b == a + 1 || (a == '9' && (b == '0' || b == 'a'));
  };
  if (kept.empty()) return true;
  std::size_t breaks = 0;
  for (std::size_t at = 1; at < kept.size(); ++at) breaks += follows(kept[at - 1], kept[at]) ? 0 : 1;
  return breaks * 6 <= kept.size();
}

// Whether a word is made of words that stand for a secret: `yourpassword`.
bool is_made_of_words(std::string_view word) {
  std::vector<bool> reached(word.size() + 1, false);
  reached[0] = true;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (!reached[at]) continue;
    for (const std::string_view each : kWords) {
      if (word.substr(at).starts_with(each)) reached[at + each.size()] = true;
    }
  }
  return reached[word.size()];
}

// Words of the list, with digits and whatever stands between them.
bool is_made_of_placeholders(std::string_view text) {
  const std::string lower = ascii_lower(text);
  std::string word;
  bool all = true;
  const auto close = [&] {
    const bool same = std::ranges::all_of(word, [&](char c) { return c == word.front(); });
    all = all && (word.empty() || same || is_made_of_words(word));
    word.clear();
  };
  for (const char c : lower) {
    if (is_letter(c)) {
      word += c;
    } else {
      close();
    }
  }
  close();
  // Words with a long number behind them may be a password after all.
  return all && std::ranges::count_if(lower, is_digit) <= 4;
}

// A run of letters and digits that nobody would choose for a name.
bool has_mixed_run(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]))) ++end;
    const std::string_view run = text.substr(at, end - at);
    if (run.size() >= kMixedRun && std::ranges::any_of(run, is_digit) && std::ranges::any_of(run, is_letter))
      return true;
    at = end + 1;
  }
  return false;
}

bool looks_like_token(std::string_view text) {
  const auto in_token = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; };
  return text.size() >= kToken && std::ranges::all_of(text, in_token) && has_mixed_run(text) &&
         is_real_secret(text);
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto hex = [](char c) { return is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10; };
    const bool escape = text[at] == '%' && at + 2 < text.size() &&
                        std::isxdigit(static_cast<unsigned char>(text[at + 1])) != 0 &&
                        std::isxdigit(static_cast<unsigned char>(text[at + 2])) != 0;
    out += escape ? static_cast<char>(hex(text[at + 1]) * 16 + hex(text[at + 2])) : text[at];
    if (escape) at += 2;
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> parameters(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const std::string_view pair : split(query, '&')) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    pairs.emplace_back(ascii_lower(pair.substr(0, equals)),
                       decoded(pair.substr(std::min(equals + 1, pair.size()))));
  }
  return pairs;
}

bool is_token(const std::pair<std::string, std::string>& parameter) {
  const auto& [name, value] = parameter;
  return looks_like_token(value) || (among(kTokenNames, name) && value.size() >= 6 && is_real_secret(value));
}

bool is_code_host(std::string_view host) {
  return std::ranges::any_of(kCodeHosts, [&](std::string_view each) {
    return host == each || (host.ends_with(each) && host[host.size() - each.size() - 1] == '.');
  });
}

bool is_private(const IpAddress& address) {
  constexpr std::array<std::string_view, 5> kExamples = {"192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",
                                                         "2001:db8::/32", "1.2.3.4/32"};
  return is_lan(address) || std::ranges::any_of(kExamples, [&](std::string_view range) {
           return parse_prefix(range)->contains(address);
         });
}

}  // namespace

bool is_real_secret(std::string_view value) {
  const std::string_view text = trim_space(value);
  if (text.size() < kShortest || !is_ascii(text) || is_variable(text)) return false;
  if (among(kKnownUuids, ascii_lower(text))) return false;
  return !is_monotonous(letters_and_digits(text)) && !is_made_of_placeholders(text);
}

bool is_example_host(std::string_view host) {
  if (host.empty() || !is_ascii(host) || is_variable(host)) return true;
  if (const std::optional<IpAddress> address = parse_ip(host)) return is_private(*address);
  const std::string lower = ascii_lower(host);
  constexpr std::array<std::string_view, 9> kEndings = {".example",    ".test",       ".invalid",
                                                        ".localhost",  "localhost",   "example.com",
                                                        "example.org", "example.net", ".local"};
  if (lower.find('.') == std::string::npos) return true;
  return std::ranges::any_of(kEndings, [&](std::string_view each) { return lower.ends_with(each); }) ||
         is_made_of_placeholders(lower.substr(0, lower.rfind('.')));
}

bool is_secret_link(std::string_view text) {
  const std::optional<Link> link = is_ascii(text) ? parse_link(trim_space(text)) : std::nullopt;
  if (!link) return false;
  const auto query = parameters(link->query);
  // A converter, be it on this machine, is given the link that it converts.
  if (std::ranges::any_of(query, [](const auto& each) { return is_secret_link(each.second); })) return true;
  const bool web = link->scheme == "http" || link->scheme == "https";
  if (!web && link->user.empty()) return link->host.size() >= kEncodedNode && is_real_secret(link->host);
  if (is_example_host(link->host)) return false;
  const std::size_t colon = link->user.find(':');
  const std::string_view password =
      colon == std::string_view::npos && web ? std::string_view() : link->user.substr(colon + 1);
  if (is_real_secret(password)) return true;
  if (!web) return false;
  if (std::ranges::any_of(query, is_token)) return true;
  return !is_code_host(ascii_lower(link->host)) &&
         std::ranges::any_of(split(link->path, '/'), looks_like_token);
}

}  // namespace clashlint
