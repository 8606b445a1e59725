#pragma once

#include <string>
#include <string_view>

namespace clashlint {

/// Colours for a terminal; without them every function gives its text back.
class Paint {
 public:
  explicit Paint(bool on = false) : on_(on) {}

  std::string strong(std::string_view text) const { return with("1", text); }
  std::string faint(std::string_view text) const { return with("2", text); }
  std::string error(std::string_view text) const { return with("31", text); }
  std::string alert(std::string_view text) const { return with("33", text); }
  std::string added(std::string_view text) const { return with("32", text); }

 private:
  std::string with(std::string_view code, std::string_view text) const {
    if (!on_ || text.empty()) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
  }

  bool on_;
};

}  // namespace clashlint
