#include "rules/base/cycles.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace clashlint {
namespace {

enum class Mark : std::uint8_t { fresh, on_path, done };

struct Visit {
  std::size_t node;
  std::size_t next_edge;
};

}  // namespace

std::vector<std::vector<std::size_t>> find_cycles(std::span<const std::vector<std::size_t>> edges,
                                                  std::size_t limit) {
  std::vector<std::vector<std::size_t>> cycles;
  std::vector<Mark> marks(edges.size(), Mark::fresh);
  std::vector<Visit> path;
  for (std::size_t start = 0; start < edges.size(); ++start) {
    if (marks[start] != Mark::fresh) continue;
    marks[start] = Mark::on_path;
    path.push_back({.node = start, .next_edge = 0});
    while (!path.empty()) {
      Visit& visit = path.back();
      if (visit.next_edge == edges[visit.node].size()) {
        marks[visit.node] = Mark::done;
        path.pop_back();
        continue;
      }
      const std::size_t next = edges[visit.node][visit.next_edge++];
      if (marks[next] == Mark::on_path && cycles.size() < limit) {
        const auto from = std::ranges::find(path, next, &Visit::node);
        std::vector<std::size_t>& cycle = cycles.emplace_back();
        std::ranges::transform(from, path.end(), std::back_inserter(cycle), &Visit::node);
      } else if (marks[next] == Mark::fresh) {
        marks[next] = Mark::on_path;
        path.push_back({.node = next, .next_edge = 0});
      }
    }
  }
  return cycles;
}

}  // namespace clashlint
