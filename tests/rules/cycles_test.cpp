#include "rules/base/cycles.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

namespace clashlint {
namespace {

using Edges = std::vector<std::vector<std::size_t>>;

/// Can a node reach itself? By following every path, for small graphs.
bool has_cycle(const Edges& edges) {
  for (std::size_t start = 0; start < edges.size(); ++start) {
    std::vector<bool> reached(edges.size());
    std::vector<std::size_t> todo = edges[start];
    while (!todo.empty()) {
      const std::size_t at = todo.back();
      todo.pop_back();
      if (at == start) return true;
      if (reached[at]) continue;
      reached[at] = true;
      todo.insert(todo.end(), edges[at].begin(), edges[at].end());
    }
  }
  return false;
}

}  // namespace

TEST_CASE("cycles are found with their path") {
  CHECK(find_cycles(Edges{{1}, {2}, {}}, 9).empty());
  CHECK(find_cycles(Edges{{0}}, 9) == Edges{{0}});
  CHECK(find_cycles(Edges{{1}, {2}, {1}}, 9) == Edges{{1, 2}});
  CHECK(find_cycles(Edges{{1, 2}, {0}, {0}}, 9) == Edges{{0, 1}, {0, 2}});
  CHECK(find_cycles(Edges{{0}, {1}, {2}}, 2).size() == 2);
}

TEST_CASE("every graph of three nodes: a cycle is found exactly where one is") {
  for (unsigned bits = 0; bits < 512; ++bits) {
    Edges edges(3);
    for (std::size_t edge = 0; edge < 9; ++edge) {
      if ((bits >> edge & 1U) != 0) edges[edge / 3].push_back(edge % 3);
    }
    CAPTURE(bits);
    const auto cycles = find_cycles(edges, 99);
    CHECK(cycles.empty() != has_cycle(edges));
    for (const std::vector<std::size_t>& cycle : cycles) {
      for (std::size_t at = 0; at < cycle.size(); ++at) {
        const std::size_t next = cycle[(at + 1) % cycle.size()];
        CHECK(std::ranges::count(edges[cycle[at]], next) == 1);
      }
    }
  }
}

}  // namespace clashlint
