#include "rules/profile/set_inserter.h"

#include <utility>

#include <fmt/format.h>

#include "rules/kind/name_row.h"
#include "rules/kind/parse.h"

namespace clashlint {
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
}

void SetInserter::ignore(Span span, std::string message, std::string core_message) {
  context_.report("provider-entry-ignored", Severity::warning, span, std::move(message)).core_message =
      std::move(core_message);
}

void SetInserter::insert_domain(std::string_view text, Span span) {
  if (text.find('/') != std::string_view::npos || !names_.add(text, span.begin, lasts(text))) {
    return ignore(span, "the core drops this entry: it is no domain pattern",
                  fmt::format("invalid domain:[{}]", text));
  }
  ++set_.entry_count;
}

void SetInserter::insert_prefix(std::string_view text, Span span) {
  const Result<IpPrefix> prefix = parse_prefix(text);
  if (!prefix) {
    return ignore(span, "the core drops this entry: it is no address range such as 192.0.2.0/24",
                  fmt::format("invalid Ipcidr:[{}]", text));
  }
  prefixes_.push_back(*prefix);
  ++set_.entry_count;
}

void SetInserter::insert_rule(std::string_view text, Span span) {
  if (insert_name_row(text, span)) return;
  std::optional<RuleFault> fault;
  Rule rule = compile_rule(tokenise_rule(text, false), RulePlace::classical_set, world_, fault);
  if (fault) {
    return ignore(span, "the core drops this entry: " + fault->core_message,
                  fmt::format("parse classical rule [{}] error: {}", text, fault->core_message));
  }
  rule.text = text;
  place_at(rule, span);
  rule.target.clear();
  set_.rows.add_rule(std::move(rule), span.begin);
  ++set_.entry_count;
}

bool SetInserter::insert_name_row(std::string_view text, Span span) {
  if (!lasts(text)) return false;
  const std::optional<NameRow> row = read_name_row(text, false);
  if (!row) return false;
  set_.rows.add_name(row->kind, row->payload, span.begin);
  ++set_.entry_count;
  return true;
}

}  // namespace clashlint
