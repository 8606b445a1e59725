#include "cli/pasted.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cli/query_fields.h"
#include "cli/read_log_line.h"
#include "rules/base/strings.h"
#include "rules/value/public_suffix.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

using Words = std::vector<std::string_view>;

// What stands around a host in a sentence: blanks, quotes of all kinds, brackets.
Words words_of(std::string_view text, std::string_view separators) {
  Words words;
  std::size_t begin = text.find_first_not_of(separators);
  while (begin != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(separators, end);
  }
  return words;
}

std::string_view without_marks(std::string_view word) {
  constexpr std::string_view kMarks = ".,;:!?";
  while (!word.empty() && kMarks.find(word.back()) != std::string_view::npos) word.remove_suffix(1);
  while (!word.empty() && kMarks.find(word.front()) != std::string_view::npos) word.remove_prefix(1);
  return word;
}

// `10.0.0.2:51000->104.18.2.1:443`: where it comes from, and where it was to go.
std::string_view destination_part(std::string_view word) {
  const std::size_t arrow = word.find("->");
  return arrow == std::string_view::npos ? word : word.substr(arrow + 2);
}

// A word in the middle of a sentence is a name only where its end is a domain that exists: `main.go` is none.
bool names_a_host(const Target& target) {
  if (parse_ip(target.host)) return true;
  const std::size_t dot = target.host.rfind('.');
  if (dot == std::string::npos) return ascii_iequals(target.host, "localhost");
  return suffix_owner(ascii_lower(std::string_view(target.host).substr(dot + 1))) == SuffixOwner::registry;
}

bool is_path(std::string_view word) {
  return word.find("://") == std::string_view::npos && word.find_first_of("/\\") != std::string_view::npos;
}

std::optional<std::uint16_t> port_of(std::string_view word) {
  const Result<std::uint32_t> port = read_number(without_marks(word), kMaxPort);
  return port && *port != 0 ? std::optional(static_cast<std::uint16_t>(*port)) : std::nullopt;
}

class Collector {
 public:
  // The same host once more says perhaps its port.
  void add(PastedHost host) {
    const auto same = std::ranges::find_if(
        hosts_, [&](const PastedHost& other) { return ascii_iequals(other.target.host, host.target.host); });
    if (same != hosts_.end()) {
      if (!same->target.port) same->target.port = host.target.port;
      return;
    }
    if (hosts_.size() < kMaxPasted) hosts_.push_back(std::move(host));
  }

  void set_port(std::uint16_t port) {
    if (!hosts_.empty() && !hosts_.back().target.port) hosts_.back().target.port = port;
  }

  std::vector<PastedHost> take() { return std::move(hosts_); }

 private:
  std::vector<PastedHost> hosts_;
};

// Every word is a target by itself: a list.
std::vector<PastedHost> read_list(std::string_view text) {
  Collector found;
  for (const std::string_view word : words_of(text, " \t,;|\"'`<>")) {
    Result<Target> target = parse_target(word);
    if (!target || (!names_a_host(*target) && word.find("://") == std::string_view::npos)) return {};
    found.add({.target = std::move(*target)});
  }
  return found.take();
}

// Words behind which an address is not the one that was wanted: the name server that was asked.
bool leads_elsewhere(std::string_view word) { return word == "on" || word == "via" || word == "from"; }

// Words behind which a single label is a host, too: `Could not resolve host: nas`.
bool leads_to_host(std::string_view word, std::string_view before_it) {
  constexpr std::array<std::string_view, 5> kWords = {"host:", "hostname", "lookup", "ENOTFOUND",
                                                      "EAI_AGAIN"};
  return std::ranges::find(kWords, word) != kWords.end() || (word == "host" && before_it == "to");
}

bool is_label(std::string_view word) {
  return word != "address" && std::ranges::all_of(word, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

// Typographic quotes, which are no single bytes.
std::string with_plain_quotes(std::string_view text) {
  std::string plain(text);
  for (const std::string_view quote : {"‘", "’", "“", "”", "«", "»"}) {
    for (std::size_t at = plain.find(quote); at != std::string::npos; at = plain.find(quote, at))
      plain.replace(at, quote.size(), " ");
  }
  return plain;
}

std::vector<PastedHost> read_sentence(std::string_view pasted) {
  const std::string text = with_plain_quotes(pasted);
  Collector found;
  std::string_view leader;
  std::string_view before_it;
  for (const std::string_view raw : words_of(text, " \t\"'`()<>,;={}")) {
    const std::string_view word = without_marks(destination_part(raw));
    const std::string_view ahead = std::exchange(leader, raw);
    const bool named = leads_to_host(ahead, std::exchange(before_it, ahead)) && is_label(word);
    if (ahead == "port") {
      if (const std::optional<std::uint16_t> port = port_of(word)) found.set_port(*port);
      continue;
    }
    if (word.empty() || leads_elsewhere(ahead) || is_path(word)) continue;
    Result<Target> target = parse_target(word);
    if (!target) continue;
    if (names_a_host(*target) || named) found.add({.target = std::move(*target)});
  }
  return found.take();
}

// `- DOMAIN-SUFFIX,openrouter.ai,LLM`: what the row is about.
std::vector<PastedHost> read_row_of_rules(std::string_view text) {
  if (text.starts_with("- ")) text = trim_space(text.substr(2));
  const std::vector<std::string_view> parts = split(text, ',');
  if (parts.size() < 2) return {};
  const std::string kind = ascii_upper(trim_space(parts[0]));
  if (kind != "DOMAIN" && kind != "DOMAIN-SUFFIX" && kind != "IP-CIDR" && kind != "IP-CIDR6") return {};
  std::string_view what = trim_space(parts[1]);
  if (kind.starts_with("IP")) what = what.substr(0, what.find('/'));
  Result<Target> target = parse_target(what);
  if (!target) return {};
  return {{.target = std::move(*target)}};
}

}  // namespace

std::vector<PastedHost> read_pasted(std::string_view text) {
  text = trim_space(text);
  if (text.empty() || !is_valid_utf8(text)) return {};
  if (std::optional<PastedHost> logged = read_log_line(text)) return {*std::move(logged)};
  for (const auto read : {read_row_of_rules, read_list, read_sentence}) {
    if (std::vector<PastedHost> found = read(text); !found.empty()) return found;
  }
  return {};
}

}  // namespace clashlint
