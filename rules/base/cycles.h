#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace clashlint {

/// Cycles of a directed graph: for each edge that leads back onto its own path,
/// the nodes from where it leads to, in order. Every cycle has such an edge;
/// a graph without cycles gives none. `edges[n]` are the nodes behind n.
/// Linear in nodes and edges but for the cycles themselves, at most `limit` of them.
std::vector<std::vector<std::size_t>> find_cycles(std::span<const std::vector<std::size_t>> edges,
                                                  std::size_t limit);

}  // namespace clashlint
