#include "cli/command/hosts.h"

#include <utility>

#include "cli/line_reader.h"
#include "cli/render/printable.h"
#include "cli/target.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

std::string heading(const Query& query) {
  const bool bracketed = query.dst_port != 0 && query.host.find(':') != std::string::npos;
  std::string text = bracketed ? "[" + query.host + "]" : query.host;
  if (query.dst_port != 0) text += ":" + std::to_string(query.dst_port);
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
  asked.shown = heading(asked.query);
  return asked;
}

void add(const ExplainOptions& options, std::string_view text, const std::string& place, HostList& into) {
  if (Result<Target> target = parse_target(text)) {
    into.asked.push_back(asked_of(options, *target));
  } else {
    into.faults.push_back(place + "\"" + without_credentials(text) + "\" is no host: " + target.error());
  }
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
