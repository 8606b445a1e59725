#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "rules/profile/fields.h"
#include "rules/profile/geodata.h"
#include "rules/profile/home.h"
#include "rules/profile/providers.h"
#include "rules/profile/remedies.h"
#include "rules/profile/set_inserter.h"
#include "rules/profile/shared_data.h"
#include "rules/profile/structure.h"
#include "rules/profile/typed.h"
#include "rules/provider/list_file.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

constexpr FieldSpec kFields[] = {{"type", FieldType::text, true}, {"behavior", FieldType::text, true},
                                 {"path", FieldType::text},       {"url", FieldType::text},
                                 {"proxy", FieldType::text},      {"interval", FieldType::integer},
                                 {"format", FieldType::text},     {"size-limit", FieldType::integer},
                                 {"payload", FieldType::texts},   {"path-in-bundle", FieldType::text},
                                 {"header", FieldType::map}};

std::optional<ProviderBehavior> behavior_of(std::string_view text) {
  if (text == "domain") return ProviderBehavior::domain;
  if (text == "ipcidr") return ProviderBehavior::ipcidr;
  if (text == "classical") return ProviderBehavior::classical;
  return std::nullopt;
}

constexpr std::string_view kBehaviors[] = {"domain", "ipcidr", "classical"};
constexpr std::string_view kFormats[] = {"yaml", "text", "mrs"};
constexpr std::string_view kProviderTypes[] = {"file", "http", "inline"};

/// Checks a definition as the core does and gives the set its place.
class Definition {
 public:
  Definition(LoadContext& context, const YamlEntry& entry)
      : context_(context), fields_(*entry.value, KeyStyle::exact_dash), set_(std::make_unique<RuleSet>()) {
    set_->name = entry.key->text;
    set_->span = entry.key->span;
    set_->availability = {.available = false, .why = "its definition is refused"};
  }

  std::unique_ptr<RuleSet> read() {
    const std::vector<StructureFault> faults = fields_.check(kFields);
    for (const StructureFault& fault : faults) {
      const Span place = fault.span == fields_.node().span ? set_->span : fault.span;
      context_.refuse("invalid-provider", place, fault.message, fault.core_message);
    }
    if (faults.empty() && read_behavior() && read_format()) read_place();
    return std::move(set_);
  }

 private:
  bool refuse(std::string_view key, std::string message, std::string core_message,
              std::span<const std::string_view> known) {
    const YamlNode* const node = fields_.find(key);
    const Span place = node == nullptr ? set_->span : node->span;
    Finding& finding =
        context_.refuse("invalid-provider", place, std::move(message), std::move(core_message));
    context_.remedies.word(finding, fields_.text(key).value_or(""), place, known);
    return false;
  }

  bool read_behavior() {
    const std::string behavior = fields_.text("behavior").value_or("");
    const std::optional<ProviderBehavior> known = behavior_of(behavior);
    if (!known) {
      return refuse("behavior",
                    fmt::format("a behavior is domain, ipcidr or classical, not \"{}\"", behavior),
                    "unsupported behavior type: " + behavior, kBehaviors);
    }
    set_->behavior = *known;
    return true;
  }

  bool read_format() {
    const std::string format = fields_.text("format").value_or("");
    if (format != "" && format != "yaml" && format != "text" && format != "mrs") {
      return refuse("format", fmt::format("a format is yaml, text or mrs, not \"{}\"", format),
                    "unsupported format type: " + format, kFormats);
    }
    set_->format = format.empty() ? "yaml" : format;
    return true;
  }

  void read_place() {
    set_->type = fields_.text("type").value_or("");
    if (set_->type == "inline") {
      set_->availability = {};
      return;
    }
    if (set_->type != "file" && set_->type != "http") {
      refuse("type", fmt::format("a rule-provider is file, http or inline, not \"{}\"", set_->type),
             "unsupported vehicle type: " + set_->type, kProviderTypes);
      return;
    }
    const std::string path = fields_.text("path").value_or("");
    if (path.empty() && set_->type == "http") {
      set_->path = context_.home.download_path("rules", fields_.text("url").value_or(""));
    } else {
      const Result<std::string> resolved = context_.home.resolve(path);
      if (!resolved) {
        const YamlNode* const node = fields_.find("path");
        context_.refuse("unsafe-path", node == nullptr ? set_->span : node->span,
                        "this path leaves the core's home directory", resolved.error());
        return;
      }
      set_->path = *resolved;
    }
    set_->availability = {};
  }

  LoadContext& context_;
  Structure fields_;
  std::unique_ptr<RuleSet> set_;
};

void unavailable(RuleSet& set, std::string why) {
  set.availability = {.available = false, .why = std::move(why)};
}

void insert_payload(LoadContext& context, RuleSet& set, const YamlNode& definition) {
  SetInserter inserter(context, set);
  for (const Structure::Item& item : Structure(definition, KeyStyle::exact_dash).texts("payload")) {
    if (!item.text.empty()) inserter.insert(item.text, item.node->span);
  }
  inserter.finish();
}

using Text = std::shared_ptr<const std::string>;

void read_binary(LoadContext& context, RuleSet& set, const Text& bytes, const std::string& shown) {
  Result<MrsFile> file = set.behavior == ProviderBehavior::classical
                             ? Result<MrsFile>(Error{"invalid format"})
                             : read_mrs(*bytes, set.behavior);
  if (!file) {
    set.unread = context.sources.add(shown, bytes);
    return unavailable(set, fmt::format("{}: {}", shown, file.error()));
  }
  if (auto* trie = std::get_if<SuccinctSet>(&file->content))
    set.domains = DomainSet::of_trie(std::move(*trie));
  if (auto* addresses = std::get_if<IpSet>(&file->content)) set.addresses = std::move(*addresses);
  set.entry_count = file->count < 0 ? 0 : static_cast<std::size_t>(file->count);
}

void read_text(LoadContext& context, RuleSet& set, const Text& text, const std::string& shown) {
  set.file = context.sources.add(shown, text);
  SetInserter inserter(context, set);
  const ListVisit insert = [&](std::string_view entry, Span span) { inserter.insert(entry, span); };
  if (set.format == "text") {
    read_text_list(context.sources, *set.file, insert);
  } else {
    const Result<std::vector<Span>> dropped = read_yaml_list(context.sources, *set.file, insert);
    if (!dropped) {
      set.unread = std::exchange(set.file, std::nullopt);
      return unavailable(set, fmt::format("{}: {}", shown, dropped.error()));
    }
    for (const Span line : *dropped) inserter.lose(EntryLoss::line, context.sources.text(line), line);
  }
  inserter.finish();
}

// Entries that were lost have their places in one profile's files, rows that are
// no names may ask for other lists of theirs.
bool is_shareable(const RuleSet& set) {
  return set.availability.available && set.lost.entries.empty() && set.rows.rules().empty();
}

bool take_known(LoadContext& context, RuleSet& set, const Text& text, const std::string& shown) {
  const std::shared_ptr<const ListContent> known = context.shared.list(set.behavior, set.format, *text);
  if (!known) return false;
  if (set.format != "mrs") set.file = context.sources.add(shown, known->text);
  set.domains = known->domains;
  set.addresses = known->addresses;
  set.rows = known->rows;
  set.entry_count = known->entry_count;
  set.odd = known->odd;
  return true;
}

void read_content(LoadContext& context, RuleSet& set, const Text& text, const std::string& shown) {
  if (take_known(context, set, text, shown)) return;
  if (set.format == "mrs") {
    read_binary(context, set, text, shown);
  } else {
    read_text(context, set, text, shown);
  }
  if (is_shareable(set))
    context.shared.keep_list(set.behavior, set.format,
                             {.domains = set.domains,
                              .addresses = set.addresses,
                              .rows = set.rows,
                              .entry_count = set.entry_count,
                              .odd = set.odd,
                              .text = text});
}

void read_file_set(LoadContext& context, RuleSet& set, const YamlNode& definition) {
  const std::string shown = context.home.shown(set.path);
  Result<std::string> text = read_file(set.path);
  if (text) {
    set.size = text->size();
    read_content(context, set, std::make_shared<const std::string>(std::move(*text)), shown);
  } else {
    unavailable(set, fmt::format("{} {}", shown, text.error()));
  }
  context.profile.data_files.push_back({.kind = DataFile::Kind::rule_set,
                                        .path = set.path,
                                        .missing = !text.ok(),
                                        .entries = set.entry_count});
  set.path = shown;
  if (!set.availability.available) insert_payload(context, set, definition);
}

}  // namespace

void define_rule_sets(LoadContext& context) {
  const YamlNode* const section = typed_child(context.root, "rule-providers");
  if (section == nullptr || !section->is_mapping()) return;
  for (const YamlEntry& entry : yaml_entries(*section).entries) {
    context.profile.rule_sets.push_back(Definition(context, entry).read());
  }
}

void fill_rule_sets(LoadContext& context) {
  const YamlNode* const section = typed_child(context.root, "rule-providers");
  if (section == nullptr || !section->is_mapping()) return;
  for (const YamlEntry& entry : yaml_entries(*section).entries) {
    RuleSet* const set = find_rule_set(context.profile, entry.key->text);
    if (set == nullptr || !set->availability.available) continue;
    if (set->type == "inline") {
      insert_payload(context, *set, resolved(*entry.value));
    } else {
      read_file_set(context, *set, resolved(*entry.value));
    }
  }
}

std::span<const FieldSpec> rule_provider_fields() { return kFields; }

RuleSet* find_rule_set(const Profile& profile, std::string_view name) {
  for (const std::unique_ptr<RuleSet>& set : profile.rule_sets) {
    if (set->name == name) return set.get();
  }
  return nullptr;
}

}  // namespace clashlint
