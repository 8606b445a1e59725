#include "rules/profile/rules.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "rules/base/cycles.h"
#include "rules/base/strings.h"
#include "rules/profile/geodata.h"
#include "rules/profile/names.h"
#include "rules/profile/remedies.h"
#include "rules/profile/typed.h"
#include "rules/profile/world.h"
#include "rules/yaml/mapping.h"

namespace clashlint {
namespace {

/// More of them say nothing new.
constexpr std::size_t kMaxCyclesTold = 20;

std::string_view check_id(const RuleFault& fault, std::string_view type) {
  switch (fault.kind) {
    case PayloadFault::empty:
      return "malformed-rule";
    case PayloadFault::unknown_type:
      return "unknown-rule-type";
    case PayloadFault::not_allowed:
      return "malformed-rule";
    case PayloadFault::geodata:
      return type == "GEOSITE" ? "unknown-geosite" : "invalid-payload";
    case PayloadFault::rule_set:
      return "unknown-rule-set";
    case PayloadFault::payload:
      return "invalid-payload";
  }
  return {};
}

std::string in_plain_words(const RuleFault& fault) {
  switch (fault.kind) {
    case PayloadFault::empty:
      return "nothing stands behind the rule's type";
    case PayloadFault::unknown_type:
      return fmt::format("the core knows no rule type \"{}\"", fault.detail);
    case PayloadFault::not_allowed:
      return fmt::format("{} cannot stand here", fault.detail);
    case PayloadFault::geodata:
      return fmt::format("\"{}\" is not in the geodata", fault.detail);
    case PayloadFault::rule_set:
      return fmt::format("no rule-provider is called \"{}\"", fault.detail);
    case PayloadFault::payload:
      return fmt::format("\"{}\" is no payload for this type", fault.detail);
  }
  return {};
}

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

  void read_list(const YamlNode* node, std::vector<Rule>& rules, const std::string& where) {
    for (TypedText& row : typed_strings(node)) {
      const std::string prefix = fmt::format("{}[{}] [{}] error: ", where, rules.size(), row.text);
      rules.push_back(read_rule(std::move(row), prefix));
    }
  }

  Rule read_rule(TypedText row, const std::string& prefix) {
    const RuleTokens tokens = tokenise_rule(row.text, true);
    const YamlNode& node = resolved(*row.node);
    std::optional<RuleFault> fault;
    Rule rule = compile_rule(tokens, RulePlace::list, world_, fault);
    rule.span = node.span;
    // Without a target the row is cut short: one finding says so.
    if (fault && fault->kind == PayloadFault::empty && tokens.target.empty()) fault.reset();
    check_target(rule, tokens, node, prefix, fault);
    if (fault) {
      const Span place = piece_span(node, fault_piece(tokens, *fault));
      Finding& finding = context_.refuse(check_id(*fault, tokens.type), place, in_plain_words(*fault),
                                         core_words(prefix, tokens, *fault));
      add_remedy(finding, *fault, place);
    }
    rule.text = std::move(row.text);
    return rule;
  }

  void add_remedy(Finding& finding, const RuleFault& fault, Span place) {
    switch (fault.kind) {
      case PayloadFault::unknown_type:
        return context_.remedies.rule_type(finding, fault.detail, place);
      case PayloadFault::rule_set:
        return context_.remedies.rule_set(finding, fault.detail, place);
      case PayloadFault::geodata:
        if (finding.check != "unknown-geosite") return;
        return context_.remedies.geosite(finding, fault.detail, place, context_.geodata.geosite_codes());
      case PayloadFault::empty:
      case PayloadFault::not_allowed:
      case PayloadFault::payload:
        return;
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

  static std::string_view fault_piece(const RuleTokens& tokens, const RuleFault& fault) {
    return fault.kind == PayloadFault::unknown_type || fault.kind == PayloadFault::empty
               ? tokens.type_text
               : tokens.payload_text;
  }

  void check_target(Rule& rule, const RuleTokens& tokens, const YamlNode& node, const std::string& prefix,
                    const std::optional<RuleFault>& fault) {
    const bool unknown_type = fault && fault->kind == PayloadFault::unknown_type;
    if (tokens.target.empty()) {
      rule.understood = false;
      if (unknown_type) return;
      Finding& finding =
          context_.refuse("malformed-rule", node.span, "this rule has no target", prefix + "format invalid");
      explain_missing_target(finding, tokens, node);
      return;
    }
    const Outbound* const outbound = find_outbound(context_.profile, tokens.target);
    if (tokens.type == "SUB-RULE") {
      const SubRuleList* const list = find_list(tokens.target);
      rule.condition = SubRuleUse{list};
      if (list != nullptr || outbound != nullptr) return;
      const Span place = piece_span(node, tokens.target);
      Finding& finding = context_.refuse("unknown-sub-rule", place,
                                         fmt::format("no sub-rule list is called \"{}\"", tokens.target),
                                         fmt::format("{}sub-rule [{}] not found", prefix, tokens.target));
      context_.remedies.sub_rule(finding, tokens.target, place);
    } else if (outbound == nullptr) {
      if (unknown_type) return;
      const Span place = piece_span(node, tokens.target);
      Finding& finding = context_.refuse("unknown-target", place,
                                         fmt::format("no proxy or group is called \"{}\"", tokens.target),
                                         fmt::format("{}proxy [{}] not found", prefix, tokens.target));
      context_.remedies.outbound(finding, tokens.target, place);
    } else {
      return;
    }
    rule.understood = false;
  }

  /// The bytes of a piece where the row stands in the file as the core reads
  /// it; the whole row where it does not (escapes, folded lines).
  Span piece_span(const YamlNode& node, std::string_view piece) const {
    const std::string_view written = context_.sources.text(node.span);
    const std::size_t quote = node.style == YamlStyle::plain ? 0 : 1;
    const bool same = written.size() == node.text.size() + 2 * quote &&
                      written.substr(quote, node.text.size()) == node.text;
    if (!same || piece.empty()) return node.span;
    const std::size_t at = node.text.find(piece);
    if (at == std::string_view::npos) return node.span;
    const auto begin = static_cast<std::uint32_t>(node.span.begin + quote + last_at(node.text, piece, at));
    return {.file = node.span.file, .begin = begin, .end = begin + static_cast<std::uint32_t>(piece.size())};
  }

  /// Targets stand behind payloads: where a text occurs twice as a whole piece, the last is meant.
  static std::size_t last_at(std::string_view row, std::string_view piece, std::size_t first) {
    const std::size_t last = row.rfind(piece);
    const bool ends_row = trim_blanks(row.substr(last + piece.size())).empty();
    return ends_row ? last : first;
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
  LoaderWorld world_;
  std::vector<std::pair<SubRuleList*, const YamlNode*>> sub_lists_;
  std::unordered_map<std::string_view, const SubRuleList*> lists_by_name_;
};

}  // namespace

void load_rules(LoadContext& context) { RuleLoader(context).load(); }

}  // namespace clashlint
