#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace clashlint {

/// Makes `count` results on several threads and uses them on this one, in order:
/// `use(index, result)`; false ends it, and what is not begun is not made.
/// `make(index)` must be safe to call from several threads. At most
/// `kAheadPerThread` results for each thread wait for their turn.
///
/// With one thread, or one result, `make` is called here and nothing is started.
template <typename Make, typename Use>
void in_order(std::size_t count, std::size_t threads, Make make, Use use) {
  using Made = decltype(make(std::size_t{0}));
  constexpr std::size_t kAheadPerThread = 4;
  threads = std::min(threads, count);
  if (threads <= 1) {
    for (std::size_t at = 0; at < count && use(at, make(at)); ++at) {
    }
    return;
  }

  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::size_t, Made> waiting;  // by index
  std::size_t next = 0;                 // not begun yet
  std::size_t used = 0;
  bool ended = false;

  const auto work = [&] {
    std::unique_lock lock(mutex);
    while (true) {
      changed.wait(lock, [&] { return ended || next >= count || next < used + threads * kAheadPerThread; });
      if (ended || next >= count) return;
      const std::size_t index = next++;
      lock.unlock();
      Made made = make(index);
      lock.lock();
      waiting.emplace(index, std::move(made));
      changed.notify_all();
    }
  };

  std::vector<std::thread> workers;
  for (std::size_t at = 0; at < threads; ++at) workers.emplace_back(work);
  std::unique_lock lock(mutex);
  for (; used < count && !ended; ++used) {
    changed.wait(lock, [&] { return waiting.contains(used); });
    auto node = waiting.extract(used);
    lock.unlock();
    const bool go_on = use(used, std::move(node.mapped()));
    lock.lock();
    ended = !go_on;
    changed.notify_all();
  }
  ended = true;
  changed.notify_all();
  lock.unlock();
  for (std::thread& worker : workers) worker.join();
}

}  // namespace clashlint
