#include "rules/profile/groups.h"

#include <algorithm>
#include <span>
#include <unordered_map>

#include <fmt/format.h>

#include "rules/base/cycles.h"
#include "rules/base/strings.h"
#include "rules/profile/fields.h"
#include "rules/profile/group_members.h"
#include "rules/profile/names.h"
#include "rules/profile/providers.h"
#include "rules/profile/remedies.h"
#include "rules/profile/structure.h"
#include "rules/profile/typed.h"
#include "rules/value/number_ranges.h"
#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

constexpr FieldSpec kFields[] = {
    {"name", FieldType::text, true},
    {"type", FieldType::text, true},
    {"proxies", FieldType::texts},
    {"use", FieldType::texts},
    {"url", FieldType::text},
    {"interval", FieldType::integer},
    {"timeout", FieldType::integer},
    {"max-failed-times", FieldType::integer},
    {"lazy", FieldType::boolean},
    {"disable-udp", FieldType::boolean},
    {"filter", FieldType::text},
    {"exclude-filter", FieldType::text},
    {"exclude-type", FieldType::text},
    {"expected-status", FieldType::text},
    {"include-all", FieldType::boolean},
    {"include-all-proxies", FieldType::boolean},
    {"include-all-providers", FieldType::boolean},
    {"empty-fallback", FieldType::text},
    {"hidden", FieldType::boolean},
    {"icon", FieldType::text},
};

constexpr FieldSpec kSelect[] = {{"default-selected", FieldType::text}};
constexpr FieldSpec kUrlTest[] = {{"tolerance", FieldType::integer}};
constexpr FieldSpec kLoadBalance[] = {{"strategy", FieldType::text}};
constexpr FieldSpec kSmart[] = {{"policy-priority", FieldType::any},
                                {"uselightgbm", FieldType::any},
                                {"collectdata", FieldType::any},
                                {"sample-rate", FieldType::any},
                                {"prefer-asn", FieldType::any}};

struct GroupType {
  std::string_view type;
  OutboundKind kind;
  std::string_view adapter;
  std::span<const FieldSpec> own{};
};

constexpr GroupType kTypes[] = {
    {"select", OutboundKind::select, "Selector", kSelect},
    {"url-test", OutboundKind::url_test, "URLTest", kUrlTest},
    {"fallback", OutboundKind::fallback, "Fallback"},
    {"load-balance", OutboundKind::load_balance, "LoadBalance", kLoadBalance},
    {"smart", OutboundKind::smart, "Smart", kSmart},
};

/// More of them say nothing new.
constexpr std::size_t kMaxCyclesTold = 20;

/// A group while it is read.
struct Draft {
  Structure fields;
  int index = 0;
  std::string name;
  Outbound* outbound = nullptr;
};

class GroupLoader {
 public:
  explicit GroupLoader(LoadContext& context) : context_(context) {}

  void load() {
    const YamlNode* const list = typed_child(context_.root, "proxy-groups");
    if (list != nullptr && list->is_sequence()) {
      int index = 0;
      for (const YamlNode* item : list->children) scan(*item, index++);
    }
    check_cycles();
    for (Draft& draft : drafts_) read_members(draft);
    add_global();
  }

 private:
  Finding& refuse(std::string_view check, Span span, std::string message, std::string core_message) {
    return context_.refuse(check, span, std::move(message), std::move(core_message));
  }

  static Span span_of(const Draft& draft, std::string_view key) {
    const YamlNode* const node = draft.fields.find(key);
    return node == nullptr ? draft.fields.node().span : node->span;
  }

  /// Every group gets its place in the name space before members are looked
  /// up: the order of definition means nothing.
  void scan(const YamlNode& item, int index) {
    Draft draft{
        .fields = Structure(item, KeyStyle::exact_dash), .index = index, .name = {}, .outbound = nullptr};
    const YamlNode* const name = draft.fields.find_exact("name");
    if (name == nullptr || yaml_type(*name) != YamlType::string) {
      refuse("invalid-group", name == nullptr ? draft.fields.node().span : name->span,
             name == nullptr ? "a group needs a `name`" : "a group's name must be a text: quote it",
             fmt::format("proxy group {}: missing name", index));
      return;
    }
    draft.name = name->text;
    for (StructureFault& fault : draft.fields.check(kFields)) {
      refuse("invalid-group", fault.span, std::move(fault.message),
             fmt::format("ProxyGroup {}: {}", draft.name, fault.core_message));
    }
    if (const Outbound* other = find_outbound(context_.profile, draft.name)) {
      const bool group = is_group(other->kind);
      Finding& finding =
          refuse("duplicate-name", name->span, fmt::format("the name \"{}\" again", draft.name),
                 group ? fmt::format("ProxyGroup {}: duplicate group name", draft.name)
                       : fmt::format("proxy group {}: the duplicate name", draft.name));
      point_at(finding, *other);
      return;
    }
    add(draft, *name);
  }

  void add(Draft& draft, const YamlNode& name) {
    const std::string type = draft.fields.text("type").value_or("");
    const auto* known = std::ranges::find(kTypes, type, &GroupType::type);
    if (type.empty() || draft.name.empty()) {
      if (draft.fields.has("type")) {
        refuse("invalid-group", name.span, "a group needs a name and a type that are not empty",
               fmt::format("proxy group[{}]: format error", draft.index));
      }
    } else if (known == std::end(kTypes)) {
      refuse_type(draft, type);
    } else {
      check_own_fields(draft, *known);
    }
    auto outbound = std::make_unique<Outbound>();
    outbound->name = draft.name;
    outbound->span = name.span;
    outbound->kind = known == std::end(kTypes) ? OutboundKind::select : known->kind;
    outbound->adapter = known == std::end(kTypes) ? "" : known->adapter;
    outbound->group = std::make_unique<GroupPart>();
    outbound->group->disable_udp = draft.fields.boolean("disable-udp", false);
    outbound->group->default_selected = draft.fields.text("default-selected").value_or("");
    outbound->group->probe = {
        .url = draft.fields.text("url").value_or(""),
        .interval = draft.fields.integer("interval").value_or(0),
        .tolerance = static_cast<std::uint16_t>(draft.fields.integer("tolerance").value_or(0)),
        .strategy = draft.fields.text("strategy").value_or("")};
    draft.outbound = &add_named(context_.profile, std::move(outbound));
    drafts_.push_back(std::move(draft));
  }

  void refuse_type(const Draft& draft, const std::string& type) {
    const std::string prefix = fmt::format("proxy group[{}]: unsupported type: ", draft.index);
    if (type == "relay") {
      refuse("invalid-group", span_of(draft, "type"),
             "the core has no relay groups any more: set dialer-proxy on the proxy",
             fmt::format("{}The group [{}] with relay type was removed, please using dialer-proxy instead",
                         prefix, draft.name));
    } else {
      Finding& finding = refuse(
          "invalid-group", span_of(draft, "type"),
          fmt::format("a group is select, url-test, fallback, load-balance or smart, not \"{}\"", type),
          prefix + type);
      constexpr std::string_view kNames[] = {"select", "url-test", "fallback", "load-balance", "smart"};
      context_.remedies.word(finding, type, span_of(draft, "type"), kNames);
    }
  }

  void check_own_fields(const Draft& draft, const GroupType& type) {
    const std::string prefix = fmt::format("proxy group[{}]: ", draft.index);
    for (StructureFault& fault : draft.fields.check(type.own)) {
      refuse("invalid-group", fault.span, std::move(fault.message), prefix + fault.core_message);
    }
    const std::string strategy = draft.fields.text("strategy").value_or("");
    const bool fine = strategy.empty() || strategy == "consistent-hashing" || strategy == "round-robin" ||
                      strategy == "sticky-sessions";
    if (type.kind == OutboundKind::load_balance && !fine) {
      Finding& finding = refuse(
          "invalid-group", span_of(draft, "strategy"),
          fmt::format("load-balance knows consistent-hashing, round-robin and sticky-sessions, not \"{}\"",
                      strategy),
          prefix + "unsupported strategy: " + strategy);
      constexpr std::string_view kNames[] = {"consistent-hashing", "round-robin", "sticky-sessions"};
      context_.remedies.word(finding, strategy, span_of(draft, "strategy"), kNames);
    }
  }

  /// Groups that lead to themselves through `proxies`, the only edges the core looks at.
  void check_cycles() {
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t place = 0; place < drafts_.size(); ++place) places.emplace(drafts_[place].name, place);
    std::vector<std::vector<std::size_t>> edges(drafts_.size());
    for (std::size_t place = 0; place < drafts_.size(); ++place) {
      for (const Structure::Item& item : drafts_[place].fields.texts("proxies")) {
        if (const auto member = places.find(item.text); member != places.end())
          edges[place].push_back(member->second);
      }
    }
    for (const std::vector<std::size_t>& cycle : find_cycles(edges, kMaxCyclesTold)) refuse_cycle(cycle);
  }

  void refuse_cycle(const std::vector<std::size_t>& cycle) {
    std::vector<std::string> names;
    for (const std::size_t place : cycle) names.push_back(drafts_[place].name);
    Finding& finding =
        refuse("group-cycle", drafts_[cycle.front()].outbound->span,
               fmt::format("this group contains itself: {} → {}", join(names, " → "), names.front()),
               fmt::format("loop is detected in ProxyGroup, please check following ProxyGroups: [{}]",
                           join(names, " ")));
    for (const std::size_t place : std::span(cycle).subspan(1)) {
      finding.related.push_back({.span = drafts_[place].outbound->span, .text = "through this group"});
    }
  }

  void read_members(Draft& draft) {
    const std::string prefix = fmt::format("proxy group[{}]: ", draft.index);
    MemberRequest request;
    request.fallback = find_fallback(draft, prefix);
    request.filters = regexes(draft, "filter");
    request.exclude_filters = regexes(draft, "exclude-filter");
    request.exclude_types = draft.fields.text("exclude-type").value_or("");
    const bool all = draft.fields.boolean("include-all", false);
    request.all_proxies = all || draft.fields.boolean("include-all-proxies", false);
    request.all_providers = all || draft.fields.boolean("include-all-providers", false);
    const std::vector<Structure::Item> proxies = draft.fields.texts("proxies");
    std::vector<Structure::Item> use;
    if (!request.all_providers) use = draft.fields.texts("use");

    const bool nothing = proxies.empty() && use.empty() && !request.all_proxies &&
                         (!request.all_providers || context_.profile.proxy_providers.empty());
    if (nothing) {
      refuse("empty-group", draft.outbound->span,
             fmt::format("the group \"{}\" has no members: it needs `proxies` or `use`", draft.name),
             fmt::format("{}{}: `use` or `proxies` missing", prefix, draft.name));
    }
    check_status(draft, prefix);
    for (const Structure::Item& item : use) find_provider(draft, item, prefix, request);
    for (const Structure::Item& item : proxies) find_member(draft, item, prefix, request);
    const ProxyProvider* const namesake = find_proxy_provider(context_.profile, draft.name);
    if (!proxies.empty() && namesake != nullptr) {
      Finding& finding = refuse("duplicate-name", draft.outbound->span, "a proxy-provider has the same name",
                                fmt::format("{}{}: duplicate provider name", prefix, draft.name));
      finding.related.push_back({.span = namesake->span, .text = "first here"});
    }
    set_members(context_.profile, request, *draft.outbound->group);
  }

  const Outbound* find_fallback(const Draft& draft, const std::string& prefix) {
    const std::string name = draft.fields.text("empty-fallback").value_or("");
    const Outbound* const compatible = find_outbound(context_.profile, "COMPATIBLE");
    if (name.empty()) return compatible;
    const Outbound* const found = find_outbound(context_.profile, name);
    if (found != nullptr && !is_group(found->kind)) return found;
    refuse("unknown-group-member", span_of(draft, "empty-fallback"),
           found == nullptr ? fmt::format("no proxy is called \"{}\"", name)
                            : "empty-fallback cannot be a group",
           fmt::format("{}{}: empty fallback proxy '{}' not found", prefix, draft.name, name));
    return compatible;
  }

  std::vector<Regex> regexes(const Draft& draft, std::string_view key) {
    std::vector<Regex> out;
    const std::string text = draft.fields.text(key).value_or("");
    if (text.empty()) return out;
    for (const std::string_view part : split(text, '`')) {
      Result<Regex> regex = Regex::compile(part, RegexFlavour::net, false);
      if (regex) {
        out.push_back(*regex);
      } else {
        refuse("core-crash", span_of(draft, key),
               fmt::format("`{}` is no regular expression: the core crashes on it", key),
               fmt::format("regexp2: Compile(`{}`): {}", part, regex.error()));
      }
    }
    return out;
  }

  void check_status(const Draft& draft, const std::string& prefix) {
    const std::string status = draft.fields.text("expected-status").value_or("");
    if (const Result<NumberRanges> ranges = parse_number_ranges(status, 16); !ranges) {
      refuse("invalid-group", span_of(draft, "expected-status"),
             fmt::format("\"{}\" is no list of status codes", status),
             fmt::format("{}{}: {}", prefix, draft.name, ranges.error()));
    }
  }

  void find_provider(const Draft& draft, const Structure::Item& item, const std::string& prefix,
                     MemberRequest& request) {
    if (const ProxyProvider* provider = find_proxy_provider(context_.profile, item.text)) {
      request.providers.push_back(provider);
      return;
    }
    const Outbound* const other = find_outbound(context_.profile, item.text);
    if (other != nullptr && is_group(other->kind)) {
      refuse("unknown-group-member", item.node->span, "`use` takes proxy-providers; this is a group",
             fmt::format("{}{}: proxy group {} can't contains in `use`", prefix, draft.name, item.text));
      return;
    }
    Finding& finding = refuse("unknown-group-member", item.node->span,
                              fmt::format("no proxy-provider is called \"{}\"", item.text),
                              fmt::format("{}{}: '{}' not found", prefix, draft.name, item.text));
    context_.remedies.proxy_provider(finding, item.text, item.node->span);
  }

  void find_member(const Draft& draft, const Structure::Item& item, const std::string& prefix,
                   MemberRequest& request) {
    const Outbound* const member = find_outbound(context_.profile, item.text);
    if (member != nullptr) {
      request.members.push_back(member);
      return;
    }
    Finding& finding = refuse("unknown-group-member", item.node->span,
                              fmt::format("no proxy or group is called \"{}\"", item.text),
                              fmt::format("{}{}: '{}' not found", prefix, draft.name, item.text));
    if (item.text == "GLOBAL") {
      finding.notes.emplace_back("GLOBAL is made after all groups: it cannot be a member");
    } else {
      context_.remedies.outbound(finding, item.text, item.node->span);
    }
  }

  /// Left out where the profile defines its own.
  void add_global() {
    if (find_outbound(context_.profile, "GLOBAL") != nullptr &&
        is_group(find_outbound(context_.profile, "GLOBAL")->kind)) {
      return;
    }
    auto outbound = std::make_unique<Outbound>();
    outbound->name = "GLOBAL";
    outbound->kind = OutboundKind::select;
    outbound->adapter = "Selector";
    outbound->group = std::make_unique<GroupPart>();
    std::vector<const Outbound*>& members = outbound->group->members;
    members = {find_outbound(context_.profile, "DIRECT"), find_outbound(context_.profile, "REJECT")};
    for (const std::unique_ptr<Outbound>& other : context_.profile.outbounds) {
      const bool named = find_outbound(context_.profile, other->name) == other.get();
      if (named && !(other->span == Span{}) && !is_group(other->kind)) members.push_back(other.get());
    }
    for (const Draft& draft : drafts_) members.push_back(draft.outbound);
    add_named(context_.profile, std::move(outbound));
  }

  LoadContext& context_;
  std::vector<Draft> drafts_;
};

}  // namespace

void load_groups(LoadContext& context) { GroupLoader(context).load(); }

std::vector<FieldSpec> group_fields() {
  std::vector<FieldSpec> fields(std::begin(kFields), std::end(kFields));
  for (const GroupType& type : kTypes) fields.insert(fields.end(), type.own.begin(), type.own.end());
  return fields;
}

}  // namespace clashlint
