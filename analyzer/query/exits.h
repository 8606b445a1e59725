#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analyzer/query/find_connection.h"
#include "analyzer/query/wanted.h"

namespace clashlint {

/// Connections that leave by one way.
struct FoundExit {
  int way = 0;
  FoundConnection found{};  ///< yes or unknown
};

/// Questions about connections of one profile, with groups at their choice:
/// a connection with a property for each way that has one, or the proof that there is none.
class Exits {
 public:
  /// The profile must outlive it.
  explicit Exits(const Profile& profile, Selections selections = {});

  /// Through which of the `allowed` ways connections like these leave. What is not in
  /// the result no connection leaves by: proved, with what is missing taken as usual.
  std::vector<FoundExit> find(const Wanted& wanted, const std::function<bool(int way)>& allowed,
                              std::size_t limit = kNoLimit);

  WayList& list() { return list_; }
  /// Where the target of a way leads: the target first, the leaf last.
  std::vector<std::string_view> chain(int way) const;
  /// Whether the name stands in that chain.
  bool leads_to(int way, std::string_view name) const;

  static constexpr std::size_t kNoLimit = ~std::size_t{0};

 private:
  const Profile& profile_;
  Selections selections_;
  std::shared_ptr<ProofSpace> space_;
  WayList list_;
  ConnectionFinder finder_;
};

}  // namespace clashlint
