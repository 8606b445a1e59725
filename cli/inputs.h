#pragma once

#include <string>
#include <vector>

namespace clashlint {

/// A file to look at.
struct Input {
  std::string path;   ///< as given, or as found below a folder that was given; `-`: the standard input
  bool named = true;  ///< on the command line; else it was found in a folder
};

struct InputList {
  std::vector<Input> files;         ///< each once, in the order of the arguments, folders by name
  std::vector<std::string> faults;  ///< what is not there or cannot be read
};

/// Files stay what they are; of a folder every `.yaml` and `.yml` below it is
/// taken, hidden folders and links to folders aside.
InputList expand_inputs(const std::vector<std::string>& paths);

}  // namespace clashlint
