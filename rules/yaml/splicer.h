#pragma once

#include <cstddef>
#include <vector>

#include "rules/yaml/builder.h"
#include "rules/yaml/plain_rows.h"

namespace clashlint {

/// Puts the rows of runs back where their first and last ones come from libyaml.
class Splicer {
 public:
  /// `runs` must outlive it.
  explicit Splicer(const std::vector<PlainRun>& runs) : runs_(runs) {}

  /// After an event that made a node. False: the run is no list here, and
  /// nothing that was read is to be relied on.
  bool take(const YamlEvent& event, TreeBuilder& builder);

  bool done() const { return at_ == runs_.size() && !awaits_last_; }

 private:
  const std::vector<PlainRun>& runs_;
  std::size_t at_ = 0;
  bool awaits_last_ = false;
};

}  // namespace clashlint
