#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace clashlint {

/// What can be said of a row of a list: is there a connection that it wins?
enum class Verdict : std::uint8_t {
  alive,    ///< yes
  dns,      ///< yes, and which of its names it wins is decided by what DNS answers
  never,    ///< no: proved, whatever is missing and whatever groups choose
  unknown,  ///< not proved either way
};

/// Of a row that names a list: how many entries rows above take already.
struct EntriesTaken {
  std::size_t total = 0;      ///< of names, as far as they are plain
  std::size_t taken = 0;      ///< each by one test of one row above
  std::size_t elsewhere = 0;  ///< of these, for another target
  struct Example {
    std::string entry;        ///< as it is written: `+.a.com`
    std::uint32_t place = 0;  ///< first byte in the list's file
    int taker = 0;
  };
  std::vector<Example> examples{};  ///< a few that go to another target
};

/// What is known of a row beside its verdict.
struct RowDetails {
  std::vector<int>
      covered_by{};           ///< never; unknown: but for what is missing. Rows above that take everything
  bool smallest = true;       ///< no smaller set does
  std::vector<int> takers{};  ///< rows above that were seen to win something of it, sorted
  bool takers_cover = false;  ///< and these alone take everything
  int other_taker = -1;       ///< of these, the one with another target that wins the most
  std::vector<std::string> missing{};  ///< what is not here and could change the verdict
  std::string why{};                   ///< unknown: the reason
  EntriesTaken entries{};
};

struct RowVerdict {
  Verdict verdict = Verdict::unknown;
  bool impossible = false;  ///< never: by its own condition or target
  bool lets_pass = false;   ///< never: its target lets every connection go on
  int asked_by = -1;        ///< dns: the row above that makes the core resolve every name that comes here
  int taken_by = -1;        ///< dns: one with another target that some answers give the names to
  std::unique_ptr<RowDetails> details{};  ///< null where there are none

  RowDetails& detail();
  const RowDetails& detail() const;
};

}  // namespace clashlint
