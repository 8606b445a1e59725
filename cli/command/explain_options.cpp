#include "cli/command/explain_options.h"

#include <functional>
#include <utility>

#include "cli/command/choices.h"
#include "cli/option_reader.h"
#include "cli/render/printable.h"

namespace clashlint {
namespace {

void read_network_options(OptionReader& reader, const RawOptions& raw, ExplainOptions& options) {
  Network& network = options.query.network;
  const bool named = reader.take("--network", read_network, [&](Network value) { network = value; });
  const bool udp = raw.count("--udp") > 0;
  if (named && udp && network == Network::tcp) reader.fail("--udp and --network tcp contradict each other");
  if (udp) network = Network::udp;
  options.network_given = named || udp;
}

void read_dns(OptionReader& reader, const RawOptions& raw, ExplainOptions& options) {
  const std::string* const value = raw.value("--dns");
  options.dns_given = value != nullptr;
  if (!options.dns_given || *value == "none") return;
  reader.take(
      "--dns",
      [](const std::string& text) {
        Result<IpAddress> address = read_address(text);
        return address ? address : Result<IpAddress>(Error{address.error() + " (or none: not found)"});
      },
      [&](const IpAddress& address) { options.query.dns = address; });
}

void read_query(OptionReader& reader, const RawOptions& raw, ExplainOptions& options) {
  Query& query = options.query;
  read_network_options(reader, raw, options);
  options.port_given = reader.number("--port", kMaxPort, query.dst_port);
  reader.address("--ip", query.dst_ip);
  read_dns(reader, raw, options);
  reader.text("--sniff-host", query.sniff_host);
  reader.number("--dscp", kMaxDscp, query.dscp);
  reader.address("--src-ip", query.src_ip);
  reader.number("--src-port", kMaxPort, query.src_port);
  reader.text("--process", query.process);
  reader.text("--process-path", query.process_path);
  reader.number("--uid", kMaxUid, query.uid);
  reader.take("--in-type", read_in_type, [&](const std::string& value) { query.in_type = value; });
  reader.text("--in-name", query.in_name);
  reader.text("--in-user", query.in_user);
  reader.number("--in-port", kMaxPort, query.in_port);
  reader.text("--sub-rules", query.sub_rules);
}

Result<Format> read_format(const std::string& text) {
  if (text == "text") return Format::text;
  if (text == "json") return Format::json;
  return Error{"must be text or json, not \"" + excerpt(text) + "\""};
}

void read_output(OptionReader& reader, const RawOptions& raw, ExplainOptions& options) {
  read_profile_wish(reader, raw, options.profile);
  reader.take("--format", read_format, [&](Format value) { options.format = value; });
  reader.take("--color", read_color, [&](Color value) { options.color = value; });
  if (const std::string* const path = raw.value("--batch")) options.batch = *path;
  if (const std::string* const id = raw.value("--service")) options.service = *id;
  reader.take("--why-not", read_row, [&](AskedRow& row) { options.why_not = std::move(row); });
  options.verbosity = raw.count("-v") > 1 ? 2 : static_cast<int>(raw.count("-v"));
}

// The questions of a batch say all themselves: an option that would be passed over is an error.
void check_batch(OptionReader& reader, const RawOptions& raw, const ExplainOptions& options) {
  if (!options.hosts.empty()) return reader.fail("--batch brings its own hosts: give one or the other");
  for (const OptionRow& row : explain_rows()) {
    const bool usable = row.name == "--batch" || row.name == "--select" || row.name == "--home" ||
                        row.name == "--layer" || row.name == "--config" || row.name == "--no-config" ||
                        row.name == "--format" || row.name == "--color";
    if (!usable && raw.count(row.name) > 0) {
      return reader.fail("--batch and " + std::string(row.name) + " do not go together");
    }
  }
}

void read_positionals(OptionReader& reader, const RawOptions& raw, ExplainOptions& options) {
  if (raw.positionals.empty()) return reader.fail("the profile is missing: clashlint explain PROFILE [HOST]");
  options.profile.path = raw.positionals.front();
  options.hosts.assign(raw.positionals.begin() + 1, raw.positionals.end());
  if (options.batch) return check_batch(reader, raw, options);
  if (options.service && !options.hosts.empty())
    return reader.fail("--service brings its own hosts: give one or the other");
  if (options.asks_at_prompt() && (options.why_not || options.format == Format::json))
    reader.fail("a host is missing: clashlint explain PROFILE HOST");
}

}  // namespace

Result<ExplainOptions> read_explain_options(const RawOptions& raw) {
  ExplainOptions options;
  OptionReader reader(raw);
  read_query(reader, raw, options);
  read_selections(reader, raw, options.selections);
  read_output(reader, raw, options);
  read_positionals(reader, raw, options);
  if (reader.failure()) return *reader.failure();
  return options;
}

}  // namespace clashlint
