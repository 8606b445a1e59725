#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/catalogue/service.h"

namespace clashlint {

struct Profile;
class Sources;

/// One way for a line to go on.
struct Candidate {
  std::string text{};   ///< what is typed
  std::string shown{};  ///< in the list; empty: `text`

  bool operator==(const Candidate&) const = default;
};

/// The word at the end of a line, and what it may become.
struct Completion {
  std::size_t begin = 0;  ///< of the word, in bytes
  std::vector<Candidate> candidates{};
};

/// The host names that a profile, its lists and the services know, sorted:
/// found once, as a list has a hundred thousand.
class CandidateNames {
 public:
  CandidateNames(const Profile& profile, const std::vector<Service>& services);

  /// Those that begin with the text (in any case), at most `limit`.
  std::vector<Candidate> beginning_with(std::string_view text, std::size_t limit) const;

 private:
  std::vector<std::string_view> names_;  ///< of the profile and the services
};

/// What is looked at for a completion.
struct CandidateView {
  const Profile& profile;
  const Sources& sources;
  const std::vector<Service>& services;
  const CandidateNames& names;
};

/// Words of the prompt, hosts, and behind a word what it takes: groups and
/// their members, services, rules by the number of their line, options of find.
Completion complete_line(const CandidateView& view, std::string_view before);

}  // namespace clashlint
