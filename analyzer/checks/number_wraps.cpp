#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "analyzer/check/definitions.h"
#include "analyzer/check/own_rows.h"
#include "analyzer/check/reporter.h"
#include "rules/base/strings.h"
#include "rules/base/written.h"
#include "rules/profile/typed.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

constexpr int kPortBits = 16;

/// A number that is cut, as it is written and as the core reads it.
struct Cut {
  std::string_view written;
  NumberRange read;
};

std::string shown(const NumberRange& range) {
  return range.first == range.last ? fmt::format("{}", range.first)
                                   : fmt::format("{}-{}", range.first, range.last);
}

std::vector<Cut> cuts_in(std::string_view text, int bits) {
  std::vector<Cut> cuts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(",/", begin), text.size());
    const std::string_view part = trim_space(text.substr(begin, end - begin));
    const Result<NumberRanges> ranges = parse_number_ranges(part, bits);
    if (ranges && ranges->wrapped) cuts.push_back({.written = part, .read = ranges->ranges.front()});
    begin = end + 1;
  }
  return cuts;
}

// A range that begins within what there is and was to end with it.
std::string meant_range(std::string_view written, int bits) {
  const std::vector<std::string_view> bounds = split(written, '-');
  if (bits != kPortBits || bounds.size() != 2) return {};
  const Result<NumberRanges> first = parse_number_ranges(bounds[0], bits);
  if (!first || first->wrapped || first->ranges.size() != 1) return {};
  return fmt::format("{}-65535", first->ranges.front().first);
}

std::string_view range_of(int bits) {
  if (bits == kPortBits) return "ports go up to 65535";
  return bits == 8 ? "DSCP goes up to 63" : "user ids go up to 4294967295";
}

/// `text` is what is written in the scalar `value`, or a part of it.
void report_cuts(const Facts& facts, Span scalar, std::string_view value, std::string_view text, int bits,
                 Reporter& report) {
  for (const Cut& cut : cuts_in(text, bits)) {
    Finding& finding = report.add(shown_place(facts.sources, scalar, value, cut.written),
                                  fmt::format("the core reads \"{}\" as {}", cut.written, shown(cut.read)));
    finding.primary.text = range_of(bits);
    const std::string meant = meant_range(cut.written, bits);
    const auto place = written_place(facts.sources, scalar, value, cut.written);
    if (meant.empty() || !place) continue;
    finding.fixes.push_back({.title = fmt::format("write \"{}\"", meant),
                             .applicability = Applicability::unsafe,
                             .edits = {{.span = *place, .text = meant}}});
  }
}

int bits_of(RuleKind kind) {
  if (kind == RuleKind::dscp) return 8;
  return kind == RuleKind::uid ? 32 : kPortBits;
}

bool wrapped(const Rule& rule) {
  const auto* const ranges = std::get_if<NumberRanges>(&rule.condition);
  return ranges != nullptr && ranges->wrapped;
}

bool any_wrapped(const Rule& rule) { return wrapped(rule) || std::ranges::any_of(rule.parts, any_wrapped); }

void check_row(const Facts& facts, const Rule& row, RowHome home, Reporter& report) {
  if (!any_wrapped(row)) return;
  visit_conditions(row, home, [&](const WrittenCondition& condition) {
    if (!wrapped(condition.rule)) return;
    report_cuts(facts, row.span, row.text, condition.tokens.payload_text, bits_of(condition.rule.kind),
                report);
  });
}

void check_ports(const Facts& facts, const YamlNode* written, Reporter& report) {
  if (written == nullptr || !resolved(*written).is_scalar()) return;
  const YamlNode& node = resolved(*written);
  report_cuts(facts, node.span, node.text, node.text, kPortBits, report);
}

void check_listeners(const Facts& facts, Reporter& report) {
  const YamlNode* const list = top_level(facts, "listeners");
  if (list == nullptr || !list->is_sequence()) return;
  for (const YamlNode* item : list->children)
    check_ports(facts, Structure(*item, KeyStyle::fold_underscore).find("port"), report);
}

void check_sniffer(const Facts& facts, Reporter& report) {
  const YamlNode* const sniffer = top_level(facts, "sniffer");
  const YamlNode* const sniff = sniffer == nullptr ? nullptr : typed_child(*sniffer, "sniff");
  if (sniff == nullptr || !sniff->is_mapping()) return;
  for (const YamlEntry& entry : yaml_entries(*sniff).entries) {
    for (const TypedText& ports : typed_strings(yaml_find(resolved(*entry.value), "ports")))
      check_ports(facts, ports.node, report);
  }
}

void run(const Facts& facts, Reporter& report) {
  for (const Rule& row : facts.profile.rules) check_row(facts, row, RowHome::rules, report);
  for (const auto& list : facts.profile.sub_rules) {
    for (const Rule& row : list->rules) check_row(facts, row, RowHome::sub_rules, report);
  }
  // Lists that were downloaded, too: what they take is taken by this profile.
  for (const auto& set : facts.profile.rule_sets) {
    for (const Rule& row : set->rows.rules()) check_row(facts, row, RowHome::rule_set, report);
  }
  check_listeners(facts, report);
  check_sniffer(facts, report);
}

}  // namespace

extern constinit const Check number_wraps{
    .id = "number-wraps",
    .category = Category::order,
    .summary = "a port or another number is too large, and the core cuts it without a word",
    .run = run};

}  // namespace clashlint
