#include "rules/profile/rules.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "rules/base/cycles.h"
#include "rules/base/strings.h"
#include "rules/base/written.h"
#include "rules/kind/name_row.h"
#include "rules/profile/geodata.h"
#include "rules/profile/names.h"
#include "rules/profile/remedies.h"
#include "rules/profile/rule_faults.h"
#include "rules/profile/typed.h"
#include "rules/profile/world.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

/// More of them say nothing new.
constexpr std::size_t kMaxCyclesTold = 20;

/// A row as it stands in the file, and as the core reads it.
struct Row {
  const YamlNode& node;
  std::string_view text;
};

/// A row as the core counts it, for its messages.
struct Numbered {
  const std::string& list;
  std::size_t index = 0;

  std::string prefix(std::string_view text) const {
    return fmt::format("{}[{}] [{}] error: ", list, index, text);
  }
};

class RuleLoader {
 public:
  explicit RuleLoader(LoadContext& context) : context_(context), world_(context, true) {}

  void load() {
    define_sub_rules();
    for (const auto& [list, node] : sub_lists_)
      read_list(node, list->rules, fmt::format("sub-rules[{}]", list->name));
    check_sub_rule_targets();
    check_sub_rule_cycles();
    read_list(typed_child(context_.root, "rules"), context_.profile.rules, "rules");
  }

 private:
  void define_sub_rules() {
    const YamlNode* const section = typed_child(context_.root, "sub-rules");
    if (section == nullptr || !section->is_mapping()) return;
    for (const YamlEntry& entry : yaml_entries(*section).entries) {
      if (entry.key->text.empty()) {
        context_.refuse("malformed-rule", entry.key->span, "a sub-rule list needs a name",
                        "sub-rule name is empty");
      }
      auto list = std::make_unique<SubRuleList>();
      list->name = entry.key->text;
      list->span = entry.key->span;
      sub_lists_.emplace_back(list.get(), &resolved(*entry.value));
      lists_by_name_.emplace(list->name, list.get());
      context_.profile.sub_rules.push_back(std::move(list));
    }
  }

  const SubRuleList* find_list(std::string_view name) const {
    const auto found = lists_by_name_.find(name);
    return found == lists_by_name_.end() ? nullptr : found->second;
  }

  // Rows of one target stand together.
  const Outbound* find_target(std::string_view name) {
    if (last_target_ == nullptr || last_target_->name != name)
      last_target_ = find_outbound(context_.profile, name);
    return last_target_;
  }

  void read_list(const YamlNode* node, std::vector<Rule>& rules, const std::string& where) {
    std::vector<TypedText> rows = typed_strings(node);
    rules.reserve(rows.size());
    for (TypedText& row : rows) {
      if (std::optional<Rule> rule = quick_rule(row)) {
        rules.push_back(std::move(*rule));
        continue;
      }
      rules.push_back(read_rule(std::move(row), {.list = where, .index = rules.size()}));
    }
  }

  std::optional<Rule> quick_rule(TypedText& row) {
    const std::optional<NameRow> name = read_name_row(row.text, true);
    if (!name || find_target(name->target) == nullptr) return std::nullopt;
    Rule rule;
    rule.kind = name->kind;
    rule.payload = name->payload;
    rule.target = name->target;
    rule.span = resolved(*row.node).span;
    rule.text = std::move(row.text);
    return rule;
  }

  Rule read_rule(TypedText row, const Numbered& where) {
    const RuleTokens tokens = tokenise_rule(row.text, true);
    const Row place{.node = resolved(*row.node), .text = row.text};
    std::optional<RuleFault> fault;
    Rule rule = compile_rule(tokens, RulePlace::list, world_, fault);
    place_at(rule, place.node.span);
    // Without a target the row is cut short: one finding says so.
    if (fault && fault->kind == PayloadFault::empty && tokens.target.empty()) fault.reset();
    check_target(rule, tokens, place, where, fault);
    if (fault) refuse_row(place, tokens, where.prefix(place.text), *fault);
    rule.text = std::move(row.text);
    return rule;
  }

  void refuse_row(const Row& row, const RuleTokens& tokens, const std::string& prefix,
                  const RuleFault& fault) {
    RuleFaultWords words = words_of(fault);
    const Span place = piece_span(row, fault_piece(row.text, tokens, fault));
    Finding& finding =
        context_.refuse(words.check, place, std::move(words.message), core_words(prefix, tokens, fault));
    finding.notes = std::move(words.notes);
    add_remedy(finding, fault, place);
  }

  void add_remedy(Finding& finding, const RuleFault& fault, Span place) {
    Remedies& remedies = context_.remedies;
    if (fault.kind == PayloadFault::unknown_type) {
      remedies.rule_type(finding, fault.detail, place);
    } else if (fault.kind == PayloadFault::rule_set) {
      remedies.rule_set(finding, fault.detail, place);
    } else if (finding.check == "unknown-geosite") {
      remedies.geosite(finding, fault.detail, place, context_.geodata.geosite_codes());
    } else if (fault.kind == PayloadFault::payload && fault.type == "IN-TYPE") {
      remedies.word(finding, fault.detail, place, in_type_words());
    } else if (const std::string range = meant_range(fault); !range.empty()) {
      remedies.same_as(finding, range, fault.detail, place);
    }
  }

  /// What a row without a target was probably meant to be.
  void explain_missing_target(Finding& finding, const RuleTokens& tokens, const YamlNode& node) const {
    const std::string_view text = context_.sources[node.span.file].text();
    const std::size_t next = text.find_first_not_of(" \t", node.span.end);
    const bool cut = node.style == YamlStyle::plain && next != std::string_view::npos &&
                     (text[next] == ',' || text[next] == ']');
    if (cut) {
      finding.notes.emplace_back("inside [ ] a comma ends the row: put each rule in quotes");
    } else if (find_outbound(context_.profile, tokens.payload) != nullptr) {
      finding.notes.push_back(
          fmt::format("\"{}\" is a target: what the rule looks for is missing before it", tokens.payload));
    }
  }

  /// The core looks at the target before the payload. Where both are wrong, it
  /// speaks of the target: an unknown type is told with these words, as nothing
  /// else is said of the row; any other fault of the payload has none of its own.
  std::string core_words(const std::string& prefix, const RuleTokens& tokens, const RuleFault& fault) const {
    if (tokens.target.empty()) return prefix + "format invalid";
    const bool fine = tokens.type == "SUB-RULE" || find_outbound(context_.profile, tokens.target) != nullptr;
    if (fine) return prefix + fault.core_message;
    if (fault.kind != PayloadFault::unknown_type) return {};
    return prefix + fmt::format("proxy [{}] not found", tokens.target);
  }

  void check_target(Rule& rule, const RuleTokens& tokens, const Row& row, const Numbered& where,
                    const std::optional<RuleFault>& fault) {
    const bool unknown_type = fault && fault->kind == PayloadFault::unknown_type;
    if (tokens.target.empty()) {
      rule.understood = false;
      if (unknown_type) return;
      Finding& finding = context_.refuse("malformed-rule", row.node.span, "this rule has no target",
                                         where.prefix(row.text) + "format invalid");
      explain_missing_target(finding, tokens, row.node);
      return;
    }
    const Outbound* const outbound = find_target(tokens.target);
    if (tokens.type == "SUB-RULE") {
      const SubRuleList* const list = find_list(tokens.target);
      rule.condition = SubRuleUse{list};
      if (list != nullptr || outbound != nullptr) return;
      const Span place = piece_span(row, tokens.target);
      Finding& finding = context_.refuse(
          "unknown-sub-rule", place, fmt::format("no sub-rule list is called \"{}\"", tokens.target),
          fmt::format("{}sub-rule [{}] not found", where.prefix(row.text), tokens.target));
      context_.remedies.sub_rule(finding, tokens.target, place);
    } else if (outbound == nullptr) {
      if (unknown_type) return;
      const Span place = piece_span(row, tokens.target);
      Finding& finding = context_.refuse(
          "unknown-target", place, fmt::format("no proxy or group is called \"{}\"", tokens.target),
          fmt::format("{}proxy [{}] not found", where.prefix(row.text), tokens.target));
      context_.remedies.outbound(finding, tokens.target, place);
    } else {
      return;
    }
    rule.understood = false;
  }

  Span piece_span(const Row& row, std::string_view piece) const {
    return shown_place(context_.sources, row.node.span, row.text, piece);
  }

  /// SUB-RULE to a proxy's name loads in `rules` and is refused inside `sub-rules`.
  void check_sub_rule_targets() {
    for (const auto& [list, node] : sub_lists_) {
      int index = 0;
      for (const Rule& rule : list->rules) {
        const auto* use = std::get_if<SubRuleUse>(&rule.condition);
        if (rule.kind == RuleKind::sub_rule && use != nullptr && use->list == nullptr && rule.understood) {
          context_.refuse(
              "unknown-sub-rule", rule.span, fmt::format("no sub-rule list is called \"{}\"", rule.target),
              fmt::format("sub-rule[{}:{}] error: [{}] not found", index, list->name, rule.target));
        }
        ++index;
      }
    }
  }

  static const SubRuleList* next_list(const Rule& rule) {
    const auto* use = std::get_if<SubRuleUse>(&rule.condition);
    return rule.kind == RuleKind::sub_rule && use != nullptr ? use->list : nullptr;
  }

  void check_sub_rule_cycles() {
    std::unordered_map<const SubRuleList*, std::size_t> places;
    for (std::size_t place = 0; place < sub_lists_.size(); ++place)
      places.emplace(sub_lists_[place].first, place);
    std::vector<std::vector<std::size_t>> edges(sub_lists_.size());
    for (std::size_t place = 0; place < sub_lists_.size(); ++place) {
      for (const Rule& rule : sub_lists_[place].first->rules) {
        if (const SubRuleList* next = next_list(rule)) edges[place].push_back(places.at(next));
      }
    }
    for (const std::vector<std::size_t>& cycle : find_cycles(edges, kMaxCyclesTold)) refuse_cycle(cycle);
  }

  void refuse_cycle(const std::vector<std::size_t>& cycle) {
    const SubRuleList& start = *sub_lists_[cycle.front()].first;
    std::vector<std::string> path;
    for (const std::size_t place : cycle) path.push_back(sub_lists_[place].first->name);
    path.push_back(start.name);
    Finding& finding =
        context_.refuse("sub-rule-cycle", start.span,
                        fmt::format("this sub-rule list leads back to itself: {}", join(path, " → ")),
                        fmt::format("sub-rule error: circular references [{}]", join(path, "->")));
    for (const Rule& rule : sub_lists_[cycle.back()].first->rules) {
      if (next_list(rule) == &start)
        finding.related.push_back({.span = rule.span, .text = "back to it here"});
    }
  }

  LoadContext& context_;
  const Outbound* last_target_ = nullptr;
  LoaderWorld world_;
  std::vector<std::pair<SubRuleList*, const YamlNode*>> sub_lists_;
  std::unordered_map<std::string_view, const SubRuleList*> lists_by_name_;
};

}  // namespace

void load_rules(LoadContext& context) { RuleLoader(context).load(); }

}  // namespace clashlint
