#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/value/name_entry.h"
#include "rules/value/succinct_set.h"

namespace clashlint {

/// A set of domain patterns as the core asks it (`semantics.md` E.6b): domain
/// rule-sets, fake-ip-filter, sniffer lists, GeoSite and MRS files.
///
/// Plain entries mean what anyone would expect, and most sets have no others:
/// those are gone through while few names are asked, and get a `NameTable` then.
/// A set with a `*` in it is the core's own trie, misses included. Both are made
/// when they are first needed; copies share them. May be asked by several threads.
class DomainSet {
 public:
  DomainSet() = default;

  /// From valid patterns (in any order, in any case, repeated or not).
  static DomainSet build(const std::vector<std::string>& patterns);

  /// From entries whose texts live as long as `owner`.
  static DomainSet of_entries(std::vector<NameEntry> entries, std::shared_ptr<const void> owner);

  /// Of an MRS file.
  static DomainSet of_trie(SuccinctSet trie);

  bool empty() const;

  /// Is the name in the set? Any case.
  bool contains(std::string_view host) const;

  /// The pattern that took the name, in the language of E.6 (`+.a.com`), for
  /// showing to a person; nothing when the name is not in the set.
  std::optional<std::string> matching_pattern(std::string_view host) const;

  /// Every entry, in the order of its list (of an MRS file: of the trie). The
  /// same whether the set is plain or not.
  std::span<const NameEntry> entries() const;

  /// No entry has the form `other`: each takes its names whatever the others are.
  bool plain() const;

  /// Whether there is an entry that the core's lookup can miss: one with a `*`.
  bool may_miss() const;

  /// Whether its entries that are plain take all that a plain one takes, one of
  /// them by itself or two of the same text. The core misses no plain entry.
  bool covers(const NameEntry& entry) const;

  /// As `SuccinctSet::patterns`.
  std::vector<std::string> patterns() const;

 private:
  struct State;
  explicit DomainSet(std::shared_ptr<State> state) : state_(std::move(state)) {}

  std::shared_ptr<State> state_;
};

}  // namespace clashlint
