#pragma once

#include <functional>

#include "analyzer/check/definitions.h"

namespace clashlint {

/// Something that asks its nodes for a page to see which of them work: a
/// group, or the `health-check` of a proxy-provider that is on.
struct Probe {
  const Structure& fields;
  const Outbound* group = nullptr;  ///< null: a provider's
};

/// Every one of them, groups first, each in the order of the file.
void visit_probes(const Facts& facts, const std::function<void(const Probe& probe)>& each);

}  // namespace clashlint
