#include "cli/read_log_line.h"

#include <string>

#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr std::string_view kArrow = " --> ";

std::string_view word_at(std::string_view text) { return text.substr(0, text.find_first_of(" \t\"")); }

std::string_view last_word(std::string_view text) {
  const std::size_t blank = text.find_last_of(" \t\"");
  return blank == std::string_view::npos ? text : text.substr(blank + 1);
}

// `192.168.1.2:5123(curl, uid=1000)`: the part in brackets may hold blanks.
void take_source(std::string_view before, PastedHost& host) {
  std::string_view client = before;
  if (client.ends_with(')')) {
    const std::size_t open = client.rfind('(');
    if (open == std::string_view::npos) return;
    const std::string_view inner = client.substr(open + 1, client.size() - open - 2);
    const std::string_view process = trim_space(inner.substr(0, inner.find(',')));
    if (!process.starts_with("uid=")) host.process = process;
    client = client.substr(0, open);
  }
  const Result<Target> source = parse_target(last_word(client));
  if (!source) return;
  host.src_ip = parse_ip(source->host);
  host.src_port = source->port.value_or(0);
}

// Up to the end of the message: a logger puts it into quotes.
std::string_view message_end(std::string_view text) {
  return trim_space(text.substr(0, text.find_first_of("\"\r\n")));
}

// `match GeoIP(cn) using Final[HK-01]`; of a logic rule the payload holds blanks and brackets.
void take_match(std::string_view after, PastedHost& host) {
  const std::size_t used = after.rfind(" using ");
  if (used == std::string_view::npos) return;
  host.logged_way = message_end(after.substr(used + 7));
  const std::string_view said = trim_space(after.substr(0, used));
  if (const std::size_t match = said.find("match ");
      match != std::string_view::npos && !said.starts_with("doesn"))
    host.logged_rule = said.substr(match + 6);
  if (said.find("match any rule") != std::string_view::npos) host.logged_rule = "-";
}

// `dial LLM (match DomainSuffix/openrouter.ai) ` in front of the client.
void take_dialled(std::string_view before, PastedHost& host) {
  const std::size_t dial = before.find("dial ");
  const std::size_t open = before.find(" (match ", dial);
  if (dial == std::string_view::npos || open == std::string_view::npos) return;
  const std::size_t close = before.rfind(") ");
  if (close == std::string_view::npos || close < open) return;
  host.logged_way = before.substr(dial + 5, open - dial - 5);
  const std::string_view rule = before.substr(open + 8, close - open - 8);
  const std::size_t slash = rule.find('/');
  const bool plain = slash == std::string_view::npos || slash + 1 == rule.size();
  host.logged_rule = std::string(rule.substr(0, slash));
  if (!plain) host.logged_rule += "(" + std::string(rule.substr(slash + 1)) + ")";
}

}  // namespace

std::optional<PastedHost> read_log_line(std::string_view text) {
  const std::size_t arrow = text.find(kArrow);
  if (arrow == std::string_view::npos) return std::nullopt;
  const std::string_view before = text.substr(0, arrow);
  const std::string_view after = text.substr(arrow + kArrow.size());
  Result<Target> target = parse_target(word_at(after));
  if (!target) return std::nullopt;
  PastedHost host{.target = std::move(*target)};
  if (before.find("[UDP]") != std::string_view::npos) host.target.network = Network::udp;
  if (before.find("[TCP]") != std::string_view::npos) host.target.network = Network::tcp;
  take_source(before, host);
  take_dialled(before, host);
  take_match(after.substr(word_at(after).size()), host);
  return host;
}

}  // namespace clashlint
