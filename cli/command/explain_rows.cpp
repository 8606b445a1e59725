#include <array>

#include "cli/command/explain_options.h"

#include "cli/command/profile_rows.h"

namespace clashlint {
namespace {

constexpr std::string_view kConnection = "The connection";
constexpr std::string_view kClient = "Who opens it";
constexpr std::string_view kProfile = "The profile";
constexpr std::string_view kOutput = "Output";

constexpr std::array<OptionRow, 29> kRows = {{
    {kConnection, "--service", "", "ID",
     "ask about every host of a service, such as openrouter, in place of HOST"},
    {kConnection, "--udp", "", "", "ask about UDP (QUIC, calls) instead of TCP"},
    {kConnection, "--network", "", "tcp|udp", "the same, spelled out"},
    {kConnection, "--port", "", "N", "destination port; a URL brings its own"},
    {kConnection, "--ip", "", "ADDRESS", "destination address that is known before the rules are read"},
    {kConnection, "--dns", "", "ADDRESS|none", "what resolving the host gives; none: the name is not found"},
    {kConnection, "--sniff-host", "", "NAME", "name that the sniffer finds in the connection"},
    {kConnection, "--dscp", "", "N", "DSCP mark, 0 to 63"},
    {kClient, "--src-ip", "", "ADDRESS", "source address"},
    {kClient, "--src-port", "", "N", "source port"},
    {kClient, "--process", "", "NAME", "name of the process, such as curl"},
    {kClient, "--process-path", "", "PATH", "full path of the process"},
    {kClient, "--uid", "", "N", "user id of the process"},
    {kClient, "--in-type", "", "TYPE", "how it comes in: HTTP (the default), SOCKS5, TUN, REDIR and others"},
    {kClient, "--in-name", "", "NAME", "name of the listener"},
    {kClient, "--in-user", "", "NAME", "user at the listener"},
    {kClient, "--in-port", "", "N", "port of the listener"},
    {kClient, "--sub-rules", "", "NAME",
     "the listener's rule: this list of sub-rules is used instead of rules"},
    select_row(kProfile),
    home_row(kProfile),
    layer_row(kProfile),
    config_row(kProfile),
    no_config_row(kProfile),
    {kOutput, "--why-not", "", "[FILE:]LINE",
     "say why the rule on this line does not get the connection; FILE: a layer"},
    {kOutput, "-v", "", "", "every host in full; -vv: also every rule looked at, and why it did not match"},
    {kOutput, "--batch", "", "FILE",
     "one question a line as a JSON object, one answer a line; - is the standard input"},
    {kOutput, "--format", "", "text|json", "json: one object a host"},
    {kOutput, "--color", "", "auto|always|never", "colours; auto: only on a terminal"},
    {kOutput, "--help", "-h", "", "this text"},
}};

}  // namespace

std::span<const OptionRow> explain_rows() { return kRows; }

}  // namespace clashlint
