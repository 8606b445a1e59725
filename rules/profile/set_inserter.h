#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/profile/context.h"
#include "rules/profile/profile.h"
#include "rules/profile/world.h"
#include "rules/value/name_entries.h"

namespace clashlint {

/// Puts entries into a rule-set as the core inserts them (`semantics.md` E.5),
/// and keeps account of those that it drops.
class SetInserter {
 public:
  SetInserter(LoadContext& context, RuleSet& set)
      : set_(set), file_(set.file ? &context.sources[*set.file] : nullptr), world_(context, false) {}

  void insert(std::string_view text, Span span);
  void lose(EntryLoss loss, std::string_view text, Span span, RuleFault fault = {});
  void finish();

 private:
  void insert_domain(std::string_view text, Span span);
  void insert_prefix(std::string_view text, Span span);
  void insert_rule(std::string_view text, Span span);
  bool insert_name_row(std::string_view text, Span span);
  bool lasts(std::string_view text) const { return file_ != nullptr && file_->holds(text); }

  RuleSet& set_;
  const Source* file_;  ///< where the entries stand, if they stand in text
  LoaderWorld world_;
  NameEntries names_;
  std::vector<IpPrefix> prefixes_;
};

}  // namespace clashlint
