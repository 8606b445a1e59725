#include "cli/in_order.h"

#include <doctest/doctest.h>

#include <atomic>
#include <memory>

namespace clashlint {
namespace {

TEST_CASE("results are used in order, each once, however many threads make them") {
  for (const std::size_t threads : {0U, 1U, 2U, 7U}) {
    for (const std::size_t count : {0U, 1U, 2U, 3U, 500U}) {
      std::vector<std::size_t> seen;
      in_order(
          count, threads,
          [](std::size_t at) {
            // Later ones are done first.
            if (at % 3 == 0) std::this_thread::yield();
            return std::make_unique<std::size_t>(at * at);
          },
          [&](std::size_t at, std::unique_ptr<std::size_t> made) {
            CHECK(*made == at * at);
            seen.push_back(at);
            return true;
          });
      REQUIRE(seen.size() == count);
      for (std::size_t at = 0; at < count; ++at) CHECK(seen[at] == at);
    }
  }
}

TEST_CASE("what is not begun when it ends is not made") {
  std::atomic<std::size_t> made = 0;
  std::size_t used = 0;
  in_order(
      10'000, 4,
      [&](std::size_t at) {
        ++made;
        return at;
      },
      [&](std::size_t at, std::size_t) {
        ++used;
        return at < 9;
      });
  CHECK(used == 10);
  CHECK(made <= 10 + 4 * 4 + 4);
}

}  // namespace
}  // namespace clashlint
