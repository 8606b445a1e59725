#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzer/automaton/same_content.h"
#include "analyzer/match/query.h"
#include "rules/profile/profile.h"

namespace clashlint {

/// What of a connection a test looks at. Values are chosen for each field
/// apart from all others; only `name` and `host` are often one text.
enum class Field : std::uint8_t {
  name,  ///< what name rules see: the sniffed name, else the host
  host,  ///< what DOMAIN-WILDCARD sees and DNS is asked for
  destination,
  source,
  network,
  destination_port,
  source_port,
  inbound_port,
  dscp,
  uid,
  inbound_type,
  inbound_name,
  inbound_user,
  process,
  process_path,
  rematch_name,
  choice,  ///< of a group
  missing  ///< no field: what is not here may be so or so
};
inline constexpr std::size_t kFields = 18;

/// How a test looks at it.
enum class Test : std::uint8_t {
  // texts
  equals,
  suffix,  ///< at a label: `a.com` takes `a.com` and `x.a.com`
  under,   ///< the same without the name itself
  keyword,
  regex,
  wildcard,
  domain_set,
  // addresses
  present,
  prefix,
  low_bits,  ///< IP-SUFFIX
  addresses,
  lan,
  country,
  asn,
  // numbers
  ranges,
  // choices
  member,  ///< `group` chooses one of `members`; null stands for a node that is not known
  // what is missing
  fact  ///< `text` says what, `part` which of its lists, codes or members
};

/// A test of one field that a condition is made of. Points into the profile.
struct Atom {
  Field field = Field::name;
  Test test = Test::equals;
  std::string text{};  ///< texts; country code, AS number, name of a group
  std::string part{};
  const Regex* regex = nullptr;
  const DomainSet* domains = nullptr;
  const IpSet* set = nullptr;
  const Mmdb* database = nullptr;  ///< of countries or AS numbers
  IpPrefix prefix{};
  std::vector<NumberRange> ranges{};
  const Outbound* group = nullptr;
  std::vector<const Outbound*> members{};
};

using AtomId = std::uint32_t;

/// The atoms of one profile, each once.
class AtomTable {
 public:
  explicit AtomTable(const Profile& profile) : profile_(profile) {}

  AtomId add(Atom atom);
  /// Sets that were put together from rows of a list: the table keeps them.
  const DomainSet* keep(DomainSet set);
  const IpSet* keep(IpSet set);
  const Atom& operator[](AtomId id) const { return atoms_[id]; }
  std::size_t size() const { return atoms_.size(); }

  // Where two profiles share a table, what is the same in both is one atom.

  /// Sets are told by what they hold.
  void compare_content() { content_.emplace(); }
  /// Groups and nodes: the first stands for the second.
  template <typename Thing>
  void take_for(const Thing* one, const Thing* other) {
    if (one != other) same_[other] = one;
  }
  /// Tests of a set stand as tests of these, of which it is made.
  void split(const DomainSet* set, std::vector<const DomainSet*> parts);
  /// The set itself where it was not split.
  std::vector<const DomainSet*> parts_of(const DomainSet* set);
  /// One set for all that hold the same.
  const DomainSet* same(const DomainSet* set) { return content_ ? content_->same(set) : set; }

  bool holds_text(AtomId id, std::string_view text) const;
  bool holds_address(AtomId id, const IpAddress& address) const;
  bool holds_number(AtomId id, std::uint32_t number) const;

  /// The addresses of a test as ranges; not for `present` and `low_bits`.
  /// Kept: a country is read from its database once.
  const IpSet& ranges_of(AtomId id);

  const Profile& profile() const { return profile_; }

 private:
  template <typename Thing>
  void unify(const Thing*& thing) const {
    if (const auto known = same_.find(thing); known != same_.end())
      thing = static_cast<const Thing*>(known->second);
  }

  /// The same country or AS number in another database, where its ranges are the same.
  std::optional<AtomId> same_ranges(const Atom& atom);

  const Profile& profile_;
  std::vector<Atom> atoms_;
  std::optional<SameContent> content_;
  std::unordered_map<const void*, const void*> same_;
  std::unordered_map<std::string, std::vector<AtomId>> by_code_;  ///< whatever the database
  std::unordered_map<const DomainSet*, std::vector<const DomainSet*>> parts_;
  std::unordered_map<std::string, AtomId> by_key_;
  std::unordered_map<AtomId, IpSet> ranges_;
  std::vector<std::unique_ptr<const DomainSet>> kept_domains_;
  std::vector<std::unique_ptr<const IpSet>> kept_addresses_;
};

/// Ranges read of one country or AS number at most; the largest have some 100,000.
inline constexpr std::size_t kMaxDatabaseRanges = std::size_t{1} << 20;

}  // namespace clashlint
