#pragma once

#include <string>
#include <utility>
#include <vector>

namespace clashlint {

struct LoadedProfile;

/// The patterns of `hosts` in the order in which they go into the trie, each with
/// its index of `Hosts::values`: a later one of the same key takes its place. Of a
/// profile that the core takes.
std::vector<std::pair<std::string, int>> hosts_keys(const LoadedProfile& loaded);

}  // namespace clashlint
