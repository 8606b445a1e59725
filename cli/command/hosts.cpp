#include "cli/command/hosts.h"

#include <utility>

#include "cli/line_reader.h"
#include "cli/pasted.h"
#include "cli/render/printable.h"
#include "cli/target.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

std::string heading(const Query& query, const std::string& unicode) {
  const bool bracketed = query.dst_port != 0 && query.host.find(':') != std::string::npos;
  std::string text = bracketed ? "[" + query.host + "]" : query.host;
  if (query.dst_port != 0) text += ":" + std::to_string(query.dst_port);
  if (!unicode.empty()) text += " (" + unicode + ")";
  if (query.network == Network::udp) text += " (UDP)";
  return printable(text);
}

// The options win over what a URL says.
Asked asked_of(const ExplainOptions& options, const Target& target) {
  Asked asked;
  asked.query = options.query;
  asked.query.host = target.host;
  if (!options.port_given && target.port) asked.query.dst_port = *target.port;
  if (!options.network_given && target.network) asked.query.network = *target.network;
  asked.note = target.note;
  asked.unicode = target.unicode;
  asked.shown = heading(asked.query, asked.unicode);
  return asked;
}

Asked asked_of(const ExplainOptions& options, PastedHost pasted) {
  Asked asked = asked_of(options, pasted.target);
  Query& query = asked.query;
  if (!query.src_ip) query.src_ip = pasted.src_ip;
  if (query.src_port == 0) query.src_port = pasted.src_port;
  if (query.process.empty()) query.process = std::move(pasted.process);
  asked.logged_rule = std::move(pasted.logged_rule);
  asked.logged_way = std::move(pasted.logged_way);
  return asked;
}

void add(const ExplainOptions& options, std::string_view text, const std::string& place, HostList& into) {
  const Result<Target> target = parse_target(text);
  if (target) {
    into.asked.push_back(asked_of(options, *target));
    return;
  }
  std::vector<PastedHost> pasted = read_pasted(text);
  for (PastedHost& host : pasted) into.asked.push_back(asked_of(options, std::move(host)));
  if (pasted.empty())
    into.faults.push_back(place + "\"" + without_credentials(text) + "\" is no host: " + target.error());
}

// A `#` begins a comment at the start of the line or behind a blank; inside a
// word it is a URL's fragment.
std::string_view without_comment(std::string_view line) {
  for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t') return line.substr(0, at);
  }
  return line;
}

void add_list(const ExplainOptions& options, std::istream& in, HostList& into) {
  LineReader reader(in);
  while (reader.next()) {
    const std::string place = "line " + std::to_string(reader.number()) + ": ";
    const std::string_view text = trim_space(without_comment(reader.line()));
    if (into.asked.size() + into.faults.size() >= kMaxHosts) {
      into.faults.push_back(place + "the list is longer than " + std::to_string(kMaxHosts) +
                            " hosts; the rest is left out");
      return;
    }
    if (reader.too_long()) {
      into.faults.push_back(place + "longer than 1 MiB");
    } else if (!text.empty()) {
      add(options, text, place, into);
    }
  }
}

}  // namespace

Asked ask_about(const ExplainOptions& options, const std::string& host) {
  Target target;
  target.host = host;
  return asked_of(options, target);
}

HostList read_line(const ExplainOptions& options, std::string_view line) {
  HostList all;
  add(options, line, "", all);
  return all;
}

HostList read_hosts(const ExplainOptions& options, std::istream& in) {
  HostList all;
  for (const std::string& host : options.hosts) {
    if (host == "-") {
      add_list(options, in, all);
    } else {
      add(options, host, "", all);
    }
  }
  return all;
}

}  // namespace clashlint
