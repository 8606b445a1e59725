#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/profile/fields.h"
#include "rules/profile/home.h"
#include "rules/profile/names.h"
#include "rules/profile/providers.h"
#include "rules/profile/proxies.h"
#include "rules/profile/proxy_types.h"
#include "rules/profile/remedies.h"
#include "rules/profile/typed.h"
#include "rules/value/number_ranges.h"
#include "rules/value/regex.h"
#include "rules/value/text.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

constexpr FieldSpec kFields[] = {{"type", FieldType::text, true},
                                 {"path", FieldType::text},
                                 {"url", FieldType::text},
                                 {"proxy", FieldType::text},
                                 {"interval", FieldType::integer},
                                 {"filter", FieldType::text},
                                 {"exclude-filter", FieldType::text},
                                 {"exclude-type", FieldType::text},
                                 {"dialer-proxy", FieldType::text},
                                 {"size-limit", FieldType::integer},
                                 {"payload", FieldType::maps},
                                 {"health-check", FieldType::map},
                                 {"override", FieldType::map},
                                 {"header", FieldType::map},
                                 {"age-secret-key", FieldType::any}};

constexpr FieldSpec kHealthCheckFields[] = {
    {"enable", FieldType::boolean, true}, {"url", FieldType::text},     {"interval", FieldType::integer},
    {"timeout", FieldType::integer},      {"lazy", FieldType::boolean}, {"expected-status", FieldType::text}};

constexpr FieldSpec kOverrideFields[] = {{"tfo", FieldType::boolean},
                                         {"mptcp", FieldType::boolean},
                                         {"udp", FieldType::boolean},
                                         {"udp-over-tcp", FieldType::boolean},
                                         {"up", FieldType::text},
                                         {"down", FieldType::text},
                                         {"dialer-proxy", FieldType::text},
                                         {"skip-cert-verify", FieldType::boolean},
                                         {"interface-name", FieldType::text},
                                         {"routing-mark", FieldType::integer},
                                         {"ip-version", FieldType::text},
                                         {"additional-prefix", FieldType::text},
                                         {"additional-suffix", FieldType::text},
                                         {"proxy-name", FieldType::maps}};

/// What an override does to a node's name and UDP.
struct Override {
  struct Rename {
    Regex pattern;
    std::string target;
  };
  std::vector<Rename> renames;
  std::string prefix;
  std::string suffix;
  std::optional<bool> udp;
};

/// Reads one provider; its node list is what the core would have after start-up.
class ProviderReader {
 public:
  ProviderReader(LoadContext& context, const YamlEntry& entry)
      : context_(context),
        definition_(*entry.value, KeyStyle::exact_dash),
        name_(entry.key->text),
        prefix_(fmt::format("parse proxy provider {} error: ", name_)) {
    provider_ = std::make_unique<ProxyProvider>();
    provider_->name = name_;
    provider_->span = entry.key->span;
  }

  std::unique_ptr<ProxyProvider> read() {
    provider_->availability = {.available = false, .why = "its definition is refused"};
    if (check_definition() && read_filters() && read_override()) read_content();
    return std::move(provider_);
  }

 private:
  bool refuse(Span span, std::string message, const std::string& core_message) {
    context_.refuse("invalid-provider", span, std::move(message), prefix_ + core_message);
    return false;
  }

  Span span_of(std::string_view key) const {
    const YamlNode* const node = definition_.find(key);
    return node == nullptr ? provider_->span : node->span;
  }

  bool check_definition() {
    if (name_ == "default") {
      context_.refuse("invalid-provider", provider_->span, "a proxy-provider cannot be called default",
                      "can not defined a provider called `default`");
    }
    bool fine = report(definition_.check(kFields));
    if (const YamlNode* health = definition_.find("health-check");
        health != nullptr && health->is_mapping()) {
      const Structure check(*health, KeyStyle::exact_dash);
      fine = report(check.check(kHealthCheckFields)) && fine;
      const std::string status = check.text("expected-status").value_or("");
      if (const Result<NumberRanges> ranges = parse_number_ranges(status, 16); !ranges) {
        fine = refuse(check.find("expected-status")->span,
                      fmt::format("\"{}\" is no list of status codes", status), ranges.error());
      }
    }
    type_ = definition_.text("type").value_or("");
    if (fine && type_ != "file" && type_ != "http" && type_ != "inline") {
      fine =
          refuse(span_of("type"), fmt::format("a proxy-provider is file, http or inline, not \"{}\"", type_),
                 "unsupport vehicle type: " + type_);
      constexpr std::string_view kTypes[] = {"file", "http", "inline"};
      context_.remedies.word(context_.findings.back(), type_, span_of("type"), kTypes);
    }
    return fine && find_path();
  }

  bool report(std::vector<StructureFault> faults) {
    for (StructureFault& fault : faults) {
      const Span place = fault.span == definition_.node().span ? provider_->span : fault.span;
      refuse(place, std::move(fault.message), fault.core_message);
    }
    return faults.empty();
  }

  bool find_path() {
    if (type_ == "inline") return true;
    const std::string path = definition_.text("path").value_or("");
    if (path.empty() && type_ == "http") {
      path_ = context_.home.download_path("proxies", definition_.text("url").value_or(""));
      return true;
    }
    const Result<std::string> resolved = context_.home.resolve(path);
    if (!resolved) {
      context_.refuse("unsafe-path", span_of("path"), "this path leaves the core's home directory",
                      prefix_ + resolved.error());
      return false;
    }
    path_ = *resolved;
    return true;
  }

  bool read_filters() {
    return read_regexes("filter", "filter", filters_) &&
           read_regexes("exclude-filter", "excludeFilter", exclude_filters_);
  }

  bool read_regexes(std::string_view key, std::string_view core_name, std::vector<Regex>& out) {
    const std::string text = definition_.text(key).value_or("");
    if (text.empty()) return true;
    for (const std::string_view part : split(text, '`')) {
      Result<Regex> regex = Regex::compile(part, RegexFlavour::net, false);
      if (!regex) {
        return refuse(span_of(key), fmt::format("`{}` is no regular expression", key),
                      fmt::format("invalid {} regex: {}", core_name, regex.error()));
      }
      out.push_back(*regex);
    }
    return true;
  }

  bool read_override() {
    const YamlNode* const node = definition_.find("override");
    if (node == nullptr || !node->is_mapping()) return true;
    const Structure fields(*node, KeyStyle::exact_dash);
    override_.prefix = fields.text("additional-prefix").value_or("");
    override_.suffix = fields.text("additional-suffix").value_or("");
    if (fields.has("udp")) override_.udp = fields.boolean("udp", false);
    const YamlNode* const renames = fields.find("proxy-name");
    if (renames == nullptr || !renames->is_sequence()) return true;
    for (const YamlNode* item : renames->children) {
      const Structure rename(*item, KeyStyle::exact_dash);
      const std::string pattern = rename.text("pattern").value_or("");
      Result<Regex> regex = Regex::compile(pattern, RegexFlavour::net, false);
      if (!regex) {
        return refuse(
            item->span, "`pattern` is no regular expression",
            fmt::format("cannot parse 'override.proxy-name[].pattern' as regexp: {}", regex.error()));
      }
      override_.renames.push_back({.pattern = *regex, .target = rename.text("target").value_or("")});
    }
    return true;
  }

  void read_content() {
    const YamlNode* const payload = definition_.find("payload");
    const bool has_payload = payload != nullptr && payload->is_sequence();
    if (type_ == "inline") {
      const std::string fault = has_payload ? take_nodes(*payload) : "file doesn't have any proxy";
      if (!fault.empty()) refuse(span_of("payload"), "the core takes no node from this provider", fault);
      return;
    }
    read_file_content();
    if (!provider_->availability.available && has_payload) take_nodes(*payload);
  }

  void read_file_content() {
    Result<std::string> text = read_file(path_);
    const std::string shown = context_.home.shown(path_);
    DataFile& data = context_.profile.data_files.emplace_back(
        DataFile{.kind = DataFile::Kind::proxy_provider, .path = path_, .missing = !text.ok()});
    if (!text) {
      provider_->availability.why = fmt::format("{} {}", shown, text.error());
      return;
    }
    const FileId file = context_.sources.add(shown, decode_utf16(std::move(*text)));
    const YamlTree tree = parse_yaml(context_.sources, file);
    const YamlNode* const list = tree.root() == nullptr ? nullptr : yaml_find(*tree.root(), "proxies");
    if (tree.error() || list == nullptr || !resolved(*list).is_sequence()) {
      provider_->availability.why = fmt::format("{} holds no list of `proxies` that can be read here", shown);
      return;
    }
    data.entries = resolved(*list).children.size();
    const std::string fault = take_nodes(resolved(*list));
    if (!fault.empty()) provider_->availability.why = fmt::format("{}: {}", shown, fault);
  }

  /// Filters and renames the nodes as the core does, in place: with several
  /// filters and a prefix a node comes twice. The core's words when it takes none.
  std::string take_nodes(const YamlNode& list) {
    std::vector<std::string> names;
    for (const YamlNode* item : list.children) {
      names.push_back(Structure(*item, KeyStyle::fold_underscore).text("name").value_or(""));
    }
    std::vector<std::unique_ptr<Outbound>> nodes;
    std::unordered_set<std::string> taken;
    const std::size_t passes = std::max<std::size_t>(filters_.size(), 1);
    for (std::size_t pass = 0; pass < passes; ++pass) {
      for (std::size_t index = 0; index < names.size(); ++index) {
        const YamlNode& node = *list.children[index];
        std::string& name = names[index];
        if (!wanted(node, name, pass) || !taken.insert(name).second) continue;
        ReadProxy read = read_proxy(node);
        if (!read.faults.empty()) {
          return fmt::format("proxy {} error: {}", index, read.faults.front().core_message);
        }
        if (!rename(name)) {
          // Not a fault of the profile: the names are only not known here.
          provider_->availability.why = "its override renames nodes in a way that is not known here";
          return {};
        }
        read.outbound->name = name;
        override_udp(*read.outbound, read.type);
        nodes.push_back(std::move(read.outbound));
      }
    }
    if (nodes.empty()) {
      return filters_.empty() ? "file doesn't have any proxy"
                              : "doesn't match any proxy, please check your filter";
    }
    for (std::unique_ptr<Outbound>& node : nodes) {
      provider_->nodes.push_back(&add_unnamed(context_.profile, std::move(node)));
    }
    provider_->availability = {};
    return {};
  }

  bool wanted(const YamlNode& node, const std::string& name, std::size_t pass) const {
    if (name.empty()) return false;
    const std::string type = Structure(node, KeyStyle::fold_underscore).text("type").value_or("");
    for (const std::string& excluded = definition_.text("exclude-type").value_or("");
         const std::string_view part : split(excluded, '|')) {
      if (unicode_iequals(part, type)) return false;
    }
    const auto finds = [&](const Regex& regex) { return regex.search(name) == RegexAnswer::yes; };
    if (std::ranges::any_of(exclude_filters_, finds)) return false;
    return filters_.empty() || finds(filters_[pass]);
  }

  bool rename(std::string& name) const {
    for (const Override::Rename& rename : override_.renames) {
      std::optional<std::string> replaced = rename.pattern.replace_all(name, rename.target);
      if (!replaced) return false;
      name = std::move(*replaced);
    }
    name = override_.prefix + name + override_.suffix;
    return true;
  }

  void override_udp(Outbound& node, std::string_view type) const {
    const ProxyType* const known = find_proxy_type(type);
    if (override_.udp && known != nullptr && known->udp == UdpRule::by_key) node.udp = *override_.udp;
  }

  LoadContext& context_;
  Structure definition_;
  std::string name_;
  std::string prefix_;
  std::string type_;
  std::string path_;
  std::vector<Regex> filters_;
  std::vector<Regex> exclude_filters_;
  Override override_;
  std::unique_ptr<ProxyProvider> provider_;
};

}  // namespace

void load_proxy_providers(LoadContext& context) {
  const YamlNode* const section = typed_child(context.root, "proxy-providers");
  if (section == nullptr || !section->is_mapping()) return;
  for (const YamlEntry& entry : yaml_entries(*section).entries) {
    context.profile.proxy_providers.push_back(ProviderReader(context, entry).read());
  }
}

std::span<const FieldSpec> proxy_provider_fields() { return kFields; }
std::span<const FieldSpec> health_check_fields() { return kHealthCheckFields; }
std::span<const FieldSpec> provider_override_fields() { return kOverrideFields; }

const ProxyProvider* find_proxy_provider(const Profile& profile, std::string_view name) {
  for (const std::unique_ptr<ProxyProvider>& provider : profile.proxy_providers) {
    if (provider->name == name) return provider.get();
  }
  return nullptr;
}

}  // namespace clashlint
