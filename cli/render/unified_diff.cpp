// The shortest edit script of two texts by lines (Myers, "An O(ND) difference
// algorithm", 1986), cut into hunks with three lines around each.
#include "cli/render/unified_diff.h"

#include <algorithm>
#include <cstdint>

#include "cli/render/printable.h"

namespace clashlint {
namespace {

constexpr std::size_t kContext = 3;
/// Texts with more changes than this are shown as replaced between the first and the last.
constexpr std::int64_t kMaxChanges = 2000;

/// A line of the script: both sides are where it stands, or the next line of the other.
struct Step {
  char kind = ' ';  ///< ' ', '-' or '+'
  std::size_t before = 0;
  std::size_t after = 0;
};

using Lines = std::vector<std::string_view>;

/// The way of the furthest points, from the end back to the beginning.
class Myers {
 public:
  Myers(const Lines& a, const Lines& b, std::size_t skip, std::size_t a_end, std::size_t b_end)
      : a_(a),
        b_(b),
        skip_(skip),
        n_(static_cast<std::int64_t>(a_end - skip)),
        m_(static_cast<std::int64_t>(b_end - skip)) {}

  // False: too many changes.
  bool run(std::vector<Step>& steps) {
    const std::int64_t most = std::min(n_ + m_, kMaxChanges);
    std::vector<std::int64_t> furthest(static_cast<std::size_t>(2 * most + 3), 0);
    const auto at = [&](std::int64_t k) -> std::int64_t& {
      return furthest[static_cast<std::size_t>(k + most + 1)];
    };
    for (std::int64_t d = 0; d <= most; ++d) {
      // Only the diagonals that this round can see are kept for the way back.
      trace_.emplace_back(furthest.begin() + (most + 1 - d - 1), furthest.begin() + (most + 1 + d + 2));
      for (std::int64_t k = -d; k <= d; k += 2) {
        const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
        std::int64_t x = down ? at(k + 1) : at(k - 1) + 1;
        while (x < n_ && x - k < m_ && same(x, x - k)) ++x;
        at(k) = x;
        if (x >= n_ && x - k >= m_) {
          walk_back(d, steps);
          return true;
        }
      }
    }
    return false;
  }

 private:
  bool same(std::int64_t x, std::int64_t y) const { return a_[index(x)] == b_[index(y)]; }
  std::size_t index(std::int64_t at) const { return skip_ + static_cast<std::size_t>(at); }

  void walk_back(std::int64_t rounds, std::vector<Step>& steps) const {
    std::vector<Step> reversed;
    std::int64_t x = n_;
    std::int64_t y = m_;
    for (std::int64_t d = rounds; d > 0; --d) {
      const std::vector<std::int64_t>& seen = trace_[static_cast<std::size_t>(d)];
      const auto at = [&](std::int64_t k) { return seen[static_cast<std::size_t>(k + d + 1)]; };
      const std::int64_t k = x - y;
      const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
      const std::int64_t from_x = down ? at(k + 1) : at(k - 1);
      const std::int64_t from_y = from_x - (down ? k + 1 : k - 1);
      while (x > from_x + (down ? 0 : 1) && y > from_y + (down ? 1 : 0)) {
        --x;
        --y;
        reversed.push_back({' ', index(x), index(y)});
      }
      reversed.push_back({down ? '+' : '-', index(from_x), index(from_y)});
      x = from_x;
      y = from_y;
    }
    while (x > 0) {
      --x;
      reversed.push_back({' ', index(x), index(x)});
    }
    steps.insert(steps.end(), reversed.rbegin(), reversed.rend());
  }

  const Lines& a_;
  const Lines& b_;
  std::size_t skip_;
  std::int64_t n_;
  std::int64_t m_;
  std::vector<std::vector<std::int64_t>> trace_;
};

std::vector<Step> script(const Lines& a, const Lines& b) {
  std::size_t head = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
  std::size_t tail = 0;
  while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
    ++tail;
  std::vector<Step> steps;
  for (std::size_t at = 0; at < head; ++at) steps.push_back({' ', at, at});
  const std::size_t a_end = a.size() - tail;
  const std::size_t b_end = b.size() - tail;
  if (!Myers(a, b, head, a_end, b_end).run(steps)) {
    for (std::size_t at = head; at < a_end; ++at) steps.push_back({'-', at, head});
    for (std::size_t at = head; at < b_end; ++at) steps.push_back({'+', a_end, at});
  }
  for (std::size_t at = 0; at < tail; ++at) steps.push_back({' ', a_end + at, b_end + at});
  return steps;
}

std::string range(std::size_t begin, std::size_t count) {
  // An empty side is named by the line in front of it.
  return std::to_string(count == 0 ? begin : begin + 1) + (count == 1 ? "" : "," + std::to_string(count));
}

class Hunks {
 public:
  Hunks(const DiffSide& before, const DiffSide& after, const Paint& paint)
      : before_(before), after_(after), paint_(paint) {}

  std::string text(const std::vector<Step>& steps) {
    std::size_t at = 0;
    while (at < steps.size()) {
      if (steps[at].kind == ' ') {
        ++at;
        continue;
      }
      const std::size_t begin = at - std::min(at, kContext);
      const std::size_t end = end_of_hunk(steps, at);
      hunk(steps, begin, end);
      at = end;
    }
    return std::move(text_);
  }

 private:
  // Changes with at most twice the context between them are shown together.
  static std::size_t end_of_hunk(const std::vector<Step>& steps, std::size_t at) {
    std::size_t last = at;
    for (; at < steps.size() && at - last <= 2 * kContext; ++at) {
      if (steps[at].kind != ' ') last = at;
    }
    return std::min(steps.size(), last + 1 + kContext);
  }

  void hunk(const std::vector<Step>& steps, std::size_t begin, std::size_t end) {
    std::size_t removed = 0;
    std::size_t added = 0;
    for (std::size_t at = begin; at < end; ++at) {
      removed += steps[at].kind == '+' ? 0 : 1;
      added += steps[at].kind == '-' ? 0 : 1;
    }
    text_ += paint_.faint("@@ -" + range(steps[begin].before, removed) + " +" +
                          range(steps[begin].after, added) + " @@") +
             "\n";
    for (std::size_t at = begin; at < end; ++at) line(steps[at]);
  }

  void line(const Step& step) {
    // What only one of the texts knows to be a secret (a key was misspelt) is one in both.
    const bool masked_after = step.kind == ' ' && !before_.masks(step.before);
    const bool after = step.kind == '+' || masked_after;
    const DiffSide& side = after ? after_ : before_;
    const std::size_t at = after ? step.after : step.before;
    const std::string shown = step.kind + side.shown[at];
    text_ += step.kind == ' ' ? shown : step.kind == '+' ? paint_.added(shown) : paint_.error(shown);
    text_ += "\n";
    if (!side.lines[at].ends_with('\n')) text_ += "\\ No newline at end of file\n";
  }

  const DiffSide& before_;
  const DiffSide& after_;
  const Paint& paint_;
  std::string text_;
};

}  // namespace

std::string unified_diff(std::string_view path, const DiffSide& before, const DiffSide& after,
                         const Paint& paint) {
  if (before.lines == after.lines) return {};
  // As git writes names, so that `git apply` and `patch -p1` take it.
  const std::string name = printable(path);
  const std::string slash = name.starts_with('/') ? "" : "/";
  return paint.strong("--- a" + slash + name) + "\n" + paint.strong("+++ b" + slash + name) + "\n" +
         Hunks(before, after, paint).text(script(before.lines, after.lines));
}

bool DiffSide::masks(std::size_t at) const { return !lines[at].starts_with(shown[at]); }

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

}  // namespace clashlint
