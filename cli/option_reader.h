#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cli/app.h"
#include "cli/options.h"
#include "cli/query_fields.h"

namespace clashlint {

enum class Color { automatic, always, never };

Result<Color> read_color(const std::string& text);
bool use_color(Color color, const Environment& environment);

/// Reads the options of a command one after the other and keeps the first failure.
class OptionReader {
 public:
  explicit OptionReader(const RawOptions& raw) : raw_(raw) {}

  const std::optional<Error>& failure() const { return failure_; }
  void fail(std::string message) {
    if (!failure_) failure_ = Error{std::move(message)};
  }

  /// Hands the value of an option through `read` to `store`; false: it was not given.
  template <typename Read, typename Store>
  bool take(std::string_view name, Read read, Store store) {
    const std::string* const value = raw_.value(name);
    if (value == nullptr) return false;
    auto result = read(*value);
    if (result) {
      store(*result);
    } else {
      fail(std::string(name) + " " + result.error());
    }
    return true;
  }

  template <typename Number>
  bool number(std::string_view name, std::uint32_t limit, Number& into) {
    return take(
        name, [&](const std::string& text) { return read_number(text, limit); },
        [&](std::uint32_t value) { into = static_cast<Number>(value); });
  }

  bool address(std::string_view name, std::optional<IpAddress>& into) {
    return take(name, read_address, [&](const IpAddress& value) { into = value; });
  }

  void text(std::string_view name, std::string& into) {
    if (const std::string* const value = raw_.value(name)) into = *value;
  }

 private:
  const RawOptions& raw_;
  std::optional<Error> failure_;
};

}  // namespace clashlint
