#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/kind/rule.h"

namespace clashlint {

/// The rows of a classical set, in order. Nearly all of them are names, and a
/// list has a hundred thousand: a DOMAIN, DOMAIN-SUFFIX or DOMAIN-KEYWORD of a
/// list file is kept in 16 bytes, any other row as a rule.
class SetRows {
 public:
  struct Row {
    RuleKind kind = RuleKind::domain;
    std::string_view payload{};  ///< of a name: lower case
    const Rule* rule = nullptr;  ///< null where it is kept short
    std::uint32_t place = 0;     ///< first byte in the set's file

    /// DOMAIN, DOMAIN-SUFFIX or DOMAIN-KEYWORD.
    bool is_name() const;
  };

  /// The payload must live as long as the rows.
  void add_name(RuleKind kind, std::string_view payload, std::uint32_t place);
  void add_rule(Rule rule, std::uint32_t place);

  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  Row operator[](std::size_t at) const;

  /// The row as the core reads it.
  std::string text(std::size_t at) const;

  /// The rows that are kept as rules, in order: all but names of list files.
  std::span<const Rule> rules() const { return rules_; }
  std::size_t name_count() const { return name_count_; }

 private:
  struct Packed {
    const char* data;  ///< null: `size` is the index of a rule
    std::uint32_t size : 30;
    std::uint32_t kind : 2;
    std::uint32_t place;
  };
  std::vector<Packed> rows_;
  std::vector<Rule> rules_;
  std::size_t name_count_ = 0;
};

/// Whether a name row takes a name (`semantics.md` C.5).
bool takes(const SetRows::Row& row, std::string_view name);

}  // namespace clashlint
