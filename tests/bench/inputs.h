#pragma once

#include <cstddef>
#include <string>

namespace clashlint::bench {

/// Files to measure with, made the same on every machine, in a folder of its own.
class Inputs {
 public:
  /// Makes the folder. `corpus`: published lists and profiles, empty where there are none.
  Inputs(std::string folder, std::string corpus);

  /// A profile of `rows` rules without a list: suffixes, names, keywords, ranges.
  std::string inline_profile(std::size_t rows) const;

  /// A profile over four lists with `entries` in all: names, a classical list, ranges.
  std::string list_profile(std::size_t entries) const;

  /// The four large lists of the corpus under one profile; empty without it.
  std::string corpus_profile() const;

  /// `count` hosts as lines for `explain --batch`: half are names of `inline_profile`.
  std::string hosts(std::size_t count) const;

  const std::string& folder() const { return folder_; }
  const std::string& corpus() const { return corpus_; }

 private:
  std::string write(const std::string& name, const std::string& text) const;

  std::string folder_;
  std::string corpus_;
};

/// Bytes of all regular files of a folder, and of a file.
std::size_t bytes_of(const std::string& path);

}  // namespace clashlint::bench
