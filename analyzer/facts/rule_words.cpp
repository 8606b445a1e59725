#include "analyzer/facts/rule_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/base/strings.h"

namespace clashlint {
std::string asked_words(const Rule& rule) {
  switch (rule.kind) {
    case RuleKind::domain:
      return rule.payload;
    case RuleKind::domain_suffix:
      return rule.payload + " and every name under it";
    case RuleKind::domain_keyword:
      return fmt::format("every name with \"{}\" in it", rule.payload);
    case RuleKind::geosite:
      return fmt::format("every name of {}", rule.payload);
    case RuleKind::geoip:
      return fmt::format("every address in {}", ascii_upper(rule.payload));
    case RuleKind::ip_asn:
      return fmt::format("every address of AS{}", rule.payload);
    case RuleKind::ip_cidr:
    case RuleKind::ip_cidr6:
      return fmt::format("every address in {}", rule.payload);
    case RuleKind::rule_set:
      return fmt::format("everything in {}", rule.payload);
    case RuleKind::domain_wildcard:
      return fmt::format("every name like {}", rule.payload);
    case RuleKind::dst_port:
      return fmt::format("every connection to port {}", rule.payload);
    case RuleKind::process_name:
      return fmt::format("every connection of {}", rule.payload);
    case RuleKind::network:
      return fmt::format("all {}", ascii_upper(rule.payload));
    case RuleKind::match:
      return "everything";
    default:
      return "all that it asks for";
  }
}

std::string condition_text(const Rule& rule) {
  if (rule.kind == RuleKind::match) return "MATCH";
  return fmt::format("{},{}", keyword(rule.kind), rule.payload);
}

std::string line_of(const Sources& sources, Span place) {
  const std::uint32_t line = sources.position(place).line;
  return place.file == 0 ? std::to_string(line) : fmt::format("{} of {}", line, sources[place.file].name());
}

std::string line_of(const Sources& sources, const Rule& rule) { return line_of(sources, rule.span); }

std::string last_words(const Sources& sources, const Rule& rule) {
  const std::string line = line_of(sources, rule);
  return rule.kind == RuleKind::match
             ? fmt::format("the MATCH of line {}", line)
             : fmt::format("{} (line {}), which takes everything", condition_text(rule), line);
}

std::string lines_words(const Sources& sources, const std::vector<const Rule*>& rules) {
  constexpr std::size_t kMostNamed = 5;
  // Where all stand in one other file, its name comes once, at the end.
  const FileId file = rules.front()->span.file;
  const bool together =
      file != 0 && std::ranges::all_of(rules, [&](const Rule* rule) { return rule->span.file == file; });
  const std::string end = together ? " of " + sources[file].name() : "";
  std::vector<std::string> lines;
  for (const Rule* rule : rules)
    lines.push_back(together ? std::to_string(sources.position(rule->span).line) : line_of(sources, *rule));
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  if (lines.size() == 1) return "line " + lines.front() + end;
  const std::size_t named = lines.size() > kMostNamed ? kMostNamed - 1 : lines.size() - 1;
  const std::string last =
      named + 1 == lines.size() ? lines.back() : fmt::format("{} more", lines.size() - named);
  lines.resize(named);
  return fmt::format("lines {} and {}{}", join(lines, ", "), last, end);
}

std::string targets_words(const std::vector<const Rule*>& rules) {
  constexpr std::size_t kMostNamed = 3;
  std::vector<std::string> targets;
  for (const Rule* rule : rules) {
    if (std::ranges::find(targets, rule->target) == targets.end()) targets.push_back(rule->target);
  }
  if (targets.size() > kMostNamed) return fmt::format("{} targets", targets.size());
  const std::string last = targets.back();
  targets.pop_back();
  return targets.empty() ? last : join(targets, ", ") + " and " + last;
}

bool may_change(const Rule& rule) {
  const auto* use = std::get_if<RuleSetUse>(&rule.condition);
  if (use != nullptr && use->set != nullptr && use->set->type == "http") return true;
  const auto* code = std::get_if<GeoipCode>(&rule.condition);
  if (code != nullptr) return !code->lan;
  switch (rule.kind) {
    case RuleKind::geosite:
    case RuleKind::ip_asn:
    case RuleKind::src_ip_asn:
      return true;
    default:
      return std::ranges::any_of(rule.parts, may_change);
  }
}

std::string unknown_nodes_words(const RowDetails& details) {
  constexpr std::string_view kFront = "proxy-provider ";
  std::vector<std::string> names;
  for (const std::string& what : details.missing) {
    if (what.starts_with(kFront)) names.push_back(what.substr(kFront.size()));
  }
  return fmt::format("of UDP this is true as long as the nodes of {}, which are not here, carry it",
                     names.empty() ? std::string("its groups") : join(names, ", "));
}

}  // namespace clashlint
