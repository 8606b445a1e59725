#include "cli/command/find_options.h"

#include <array>
#include <limits>

#include "cli/command/choices.h"
#include "cli/command/profile_rows.h"
#include "cli/query_fields.h"
#include "cli/render/printable.h"
#include "cli/target.h"
#include "rules/base/strings.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr std::array<OptionRow, 24> kRows = {{
    {"How it leaves", "--to", "", "NAME", "by this outbound or through this group; several: by one of them",
     true},
    {"How it leaves", "--not-to", "", "NAME", "neither by this outbound nor through this group", true},
    {"How it leaves", "--rule", "", "[FILE:]LINE", "by the rule on this line of the profile, or of a layer",
     true},
    {"What it is", "--host", "", "NAME", "to this name; several of one option: one of them", true},
    {"What it is", "--under", "", "NAME", "to this name or one under it", true},
    {"What it is", "--matching", "", "TEXT",
     "to a name with this in it, or of this form where there is a * or ?", true},
    {"What it is", "--ip", "", "RANGE", "to an address in 10.0.0.0/8, known or from DNS", true},
    {"What it is", "--port", "", "N", "to a port: 443, 8000-9000", true},
    {"What it is", "--tcp", "", "", "over TCP"},
    {"What it is", "--udp", "", "", "over UDP"},
    {"What it is", "--process", "", "NAME", "of a program", true},
    {"What it is", "--src-ip", "", "RANGE", "from an address", true},
    {"What it is", "--in-name", "", "NAME", "that came in by this listener", true},
    {"What it is", "--in-type", "", "TYPE", "that came in as HTTP, SOCKS5, TUN …", true},
    {"What it is", "--asks-dns", "", "", "for which the core resolves the name to find its way"},
    home_row("What is looked at"),
    layer_row("What is looked at"),
    config_row("What is looked at"),
    no_config_row("What is looked at"),
    select_row("What is looked at"),
    {"Output", "--limit", "", "N", "at most so many rules; else one connection for every rule"},
    {"Output", "--format", "", "text|json", "json: one object"},
    {"Output", "--color", "", "auto|always|never", "colours; auto: only on a terminal"},
    {"Output", "--help", "-h", "", "this text"},
}};

class Reader {
 public:
  Reader(const RawOptions& raw, OptionReader& options) : raw_(raw), options_(options) {}

  template <typename Read>
  void each(std::string_view name, Read read) {
    const auto given = raw_.given.find(name);
    if (given == raw_.given.end()) return;
    for (const std::string& text : given->second) {
      if (const std::string fault = read(text); !fault.empty())
        options_.fail(std::string(name) + " " + fault + ", not \"" + excerpt(text) + "\"");
    }
  }

  void texts(std::string_view name, std::vector<std::string>& into) {
    each(name, [&](const std::string& text) {
      into.push_back(text);
      return std::string(text.empty() ? "must not be empty" : "");
    });
  }

  void names(std::string_view name, std::vector<std::string>& into) {
    each(name, [&](const std::string& text) {
      const Result<Target> target = parse_target(text.starts_with("+.") ? text.substr(2) : text);
      if (!target) return "must be a name (" + target.error() + ")";
      into.push_back(ascii_lower(target->host));
      return std::string();
    });
  }

  void ranges(std::string_view name, std::vector<IpPrefix>& into) {
    each(name, [&](const std::string& text) {
      if (const auto address = parse_ip(text)) {
        into.push_back({.address = *address, .bits = address->bit_count()});
        return std::string();
      }
      const Result<IpPrefix> prefix = parse_prefix(text);
      if (!prefix) return std::string("must be an address or a range such as 10.0.0.0/8");
      into.push_back(*prefix);
      return std::string();
    });
  }

 private:
  const RawOptions& raw_;
  OptionReader& options_;
};

std::string read_ports(const std::string& text, std::vector<NumberRange>& ports) {
  const std::size_t dash = text.find('-');
  const Result<std::uint32_t> first = read_number(text.substr(0, dash), kMaxPort);
  const Result<std::uint32_t> last =
      dash == std::string::npos ? first : read_number(text.substr(dash + 1), kMaxPort);
  if (!first || !last || *last < *first) return "must be a port or a range such as 8000-9000";
  ports.push_back({.first = *first, .last = *last});
  return {};
}

void read_wanted(Reader& reader, const RawOptions& raw, OptionReader& options, Wanted& wanted) {
  reader.names("--host", wanted.hosts);
  reader.names("--under", wanted.under);
  reader.texts("--matching", wanted.matching);
  for (std::string& text : wanted.matching) text = ascii_lower(text);
  reader.ranges("--ip", wanted.addresses);
  reader.ranges("--src-ip", wanted.sources);
  reader.each("--port", [&](const std::string& text) { return read_ports(text, wanted.ports); });
  reader.texts("--process", wanted.processes);
  for (std::string& text : wanted.processes) text = unicode_lower(text);
  reader.texts("--in-name", wanted.inbounds);
  reader.each("--in-type", [&](const std::string& text) {
    const Result<std::string> type = read_in_type(text);
    if (type) wanted.in_types.push_back(*type);
    return type ? std::string() : std::string("must be a way in, such as HTTP or TUN");
  });
  const bool tcp = raw.count("--tcp") > 0;
  const bool udp = raw.count("--udp") > 0;
  if (tcp && udp) options.fail("--tcp and --udp contradict each other");
  if (tcp || udp) wanted.network = udp ? Network::udp : Network::tcp;
  wanted.asks_dns = raw.count("--asks-dns") > 0;
}

}  // namespace

std::span<const OptionRow> find_rows() { return kRows; }

Result<FindOptions> read_find_options(const RawOptions& raw) {
  FindOptions options;
  OptionReader reader(raw);
  Reader values(raw, reader);
  if (raw.positionals.size() != 1) return Error{"name one profile"};
  options.profile.path = raw.positionals.front();
  read_profile_wish(reader, raw, options.profile);
  values.texts("--to", options.to);
  values.texts("--not-to", options.not_to);
  values.each("--rule", [&](const std::string& text) {
    const Result<AskedRow> row = read_row(text);
    if (row) options.rules.push_back(*row);
    return std::string(row ? "" : "must be the number of a line, or FILE:LINE in a layer");
  });
  read_wanted(values, raw, reader, options.wanted);
  read_selections(reader, raw, options.selections);
  reader.number("--limit", std::numeric_limits<std::uint32_t>::max(), options.limit);
  reader.take("--color", read_color, [&](Color color) { options.color = color; });
  if (const std::string* format = raw.value("--format")) {
    options.json = *format == "json";
    if (!options.json && *format != "text")
      reader.fail("--format must be text or json, not \"" + excerpt(*format) + "\"");
  }
  if (reader.failure()) return *reader.failure();
  return options;
}

}  // namespace clashlint
