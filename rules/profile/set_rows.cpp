#include "rules/profile/set_rows.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace clashlint {
namespace {

constexpr RuleKind kNames[] = {RuleKind::domain, RuleKind::domain_suffix, RuleKind::domain_keyword};

bool is_name_kind(RuleKind kind) { return std::ranges::find(kNames, kind) != std::end(kNames); }

}  // namespace

bool SetRows::Row::is_name() const { return is_name_kind(kind); }

void SetRows::add_name(RuleKind kind, std::string_view payload, std::uint32_t place) {
  const auto at = static_cast<unsigned>(kind) - static_cast<unsigned>(RuleKind::domain);
  assert(at < 3 && "a row that is kept short is a name");
  ++name_count_;
  rows_.push_back({payload.data(), static_cast<std::uint32_t>(payload.size()) & 0x3FFFFFFFU, at & 3U, place});
}

void SetRows::add_rule(Rule rule, std::uint32_t place) {
  if (is_name_kind(rule.kind)) ++name_count_;
  rows_.push_back({nullptr, static_cast<std::uint32_t>(rules_.size()) & 0x3FFFFFFFU, 0, place});
  rules_.push_back(std::move(rule));
}

SetRows::Row SetRows::operator[](std::size_t at) const {
  const Packed& row = rows_[at];
  if (row.data != nullptr)
    return {.kind = kNames[row.kind], .payload = {row.data, row.size}, .rule = nullptr, .place = row.place};
  const Rule& rule = rules_[row.size];
  return {.kind = rule.kind, .payload = rule.payload, .rule = &rule, .place = row.place};
}

std::string SetRows::text(std::size_t at) const {
  const Row row = (*this)[at];
  if (row.rule != nullptr) return row.rule->text;
  return std::string(keyword(row.kind)) + "," + std::string(row.payload);
}

bool takes(const SetRows::Row& row, std::string_view name) {
  const std::string_view payload = row.payload;
  if (row.kind == RuleKind::domain) return name == payload;
  if (row.kind == RuleKind::domain_keyword) return name.find(payload) != std::string_view::npos;
  if (!name.ends_with(payload)) return false;
  return name.size() == payload.size() || name[name.size() - payload.size() - 1] == '.';
}

}  // namespace clashlint
