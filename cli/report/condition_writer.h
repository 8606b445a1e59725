#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cli/render/json_library.h"
#include "cli/report/name_pack.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// Writes conditions as expressions of the program (`cli/report/README.md`), and
/// collects what they refer to: each list, range and pattern once.
class ConditionWriter {
 public:
  /// The profile must outlive it.
  explicit ConditionWriter(const Profile& profile);

  Json condition(const Rule& rule);

  /// An index of `ranges`.
  std::size_t ranges(std::span<const IpRange> ranges);

  /// Puts what was collected into the program: `names`, `bags`, `keywords`, `patterns`,
  /// `geosites`, `sets`, `tries`, `ranges`.
  void finish(Json& program) &&;

 private:
  Json name_row(RuleKind kind, std::string_view payload);
  void add_name(RuleKind kind, std::string_view payload, std::uint32_t taker);
  Json address(const Rule& rule);
  Json geoip(const Rule& rule);
  Json asn(const Rule& rule);
  Json ports(const Rule& rule, bool source) const;
  Json given(const Rule& rule) const;
  Json geosite(const GeositeList& list);
  Json rule_set(const Rule& rule);
  std::size_t set(const RuleSet& set);
  Json pieces(const RuleSet& set);
  std::size_t pattern(const Regex& regex);
  std::size_t mmdb_ranges(std::span<const IpRange> ranges, bool zeros);
  std::size_t add_ranges(std::string packed);
  void add_names(const DomainSet& domains, Json& list);
  std::uint32_t add_taker() { return takers_++; }

  const Profile& profile_;
  NamePack names_;
  std::uint32_t takers_ = 0;
  std::map<std::string, std::size_t, std::less<>> range_places_;
  std::map<std::string, std::size_t> database_places_;
  std::map<std::string, std::size_t> pattern_places_;
  std::unordered_map<const void*, std::size_t> list_places_;  ///< of `geosites_` and `sets_`
  Json keywords_ = Json::array();
  Json patterns_ = Json::array();
  Json geosites_ = Json::array();
  Json sets_ = Json::array();
  Json tries_ = Json::array();
  Json ranges_ = Json::array();
};

}  // namespace clashlint
