#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace clashlint {

/// Texts that have no other owner: views into it are good as long as the store.
/// Moving the store moves none of them.
class TextStore {
 public:
  std::string_view keep(std::string_view text);

 private:
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace clashlint
