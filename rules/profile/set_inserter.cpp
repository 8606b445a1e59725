#include "rules/profile/set_inserter.h"

#include <algorithm>
#include <utility>

#include "rules/kind/name_row.h"
#include "rules/kind/parse.h"

namespace clashlint {
namespace {

// A comment behind it belongs to the row (`semantics.md` E.4).
bool is_odd(const Rule& rule) {
  switch (rule.kind) {
    case RuleKind::domain:
    case RuleKind::domain_suffix:
    case RuleKind::domain_keyword:
    case RuleKind::domain_wildcard:
      return !is_usual_name(rule.payload);
    default:
      return rule.text.find(" #") != std::string::npos;
  }
}

}  // namespace

void SetInserter::insert(std::string_view text, Span span) {
  switch (set_.behavior) {
    case ProviderBehavior::domain:
      return insert_domain(text, span);
    case ProviderBehavior::ipcidr:
      return insert_prefix(text, span);
    case ProviderBehavior::classical:
      return insert_rule(text, span);
  }
}

void SetInserter::finish() {
  set_.domains = std::move(names_).finish();
  set_.addresses = IpSet::of_prefixes(prefixes_);
  // A YAML list gives its lost lines last.
  std::ranges::stable_sort(set_.lost.entries, {}, [](const LostEntry& entry) { return entry.span.begin; });
}

void SetInserter::lose(EntryLoss loss, std::string_view text, Span span, RuleFault fault) {
  const std::string_view kept = lasts(text) ? text : set_.lost.texts.keep(text);
  set_.lost.entries.push_back({.loss = loss, .text = kept, .span = span, .fault = std::move(fault)});
}

void SetInserter::insert_domain(std::string_view text, Span span) {
  const bool has_slash = text.find('/') != std::string_view::npos;
  const EntryTaken taken = has_slash ? EntryTaken::no : names_.add(text, span.begin, lasts(text));
  if (taken == EntryTaken::no) return lose(EntryLoss::pattern, text, span);
  if (taken == EntryTaken::unusual) set_.odd.push_back(static_cast<std::uint32_t>(set_.entry_count));
  ++set_.entry_count;
}

void SetInserter::insert_prefix(std::string_view text, Span span) {
  const Result<IpPrefix> prefix = parse_prefix(text);
  if (!prefix) return lose(EntryLoss::range, text, span);
  prefixes_.push_back(*prefix);
  ++set_.entry_count;
}

void SetInserter::insert_rule(std::string_view text, Span span) {
  if (insert_name_row(text, span)) return;
  std::optional<RuleFault> fault;
  Rule rule = compile_rule(tokenise_rule(text, false), RulePlace::classical_set, world_, fault);
  if (fault) return lose(EntryLoss::rule, text, span, *std::move(fault));
  rule.text = text;
  place_at(rule, span);
  rule.target.clear();
  if (is_odd(rule)) set_.odd.push_back(static_cast<std::uint32_t>(set_.entry_count));
  set_.rows.add_rule(std::move(rule), span.begin);
  ++set_.entry_count;
}

bool SetInserter::insert_name_row(std::string_view text, Span span) {
  if (!lasts(text)) return false;
  const std::optional<NameRow> row = read_name_row(text, false);
  if (!row) return false;
  if (!row->usual) set_.odd.push_back(static_cast<std::uint32_t>(set_.entry_count));
  set_.rows.add_name(row->kind, row->payload, span.begin);
  ++set_.entry_count;
  return true;
}

}  // namespace clashlint
