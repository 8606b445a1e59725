#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>

namespace clashlint {

/// A fault of the world: a file that cannot be read, a format that is damaged,
/// a text that is no address. `message` is lower case without a full stop;
/// where the core has a text for it, it is the core's.
struct Error {
  std::string message;
};

/// Either a value or an `Error`. Faults of ours are asserts, faults in a
/// profile are findings: neither comes as a `Result`.
template <typename T>
class Result {
 public:
  Result(T value) : value_(std::move(value)) {}              // NOLINT(google-explicit-constructor)
  Result(Error error) : error_(std::move(error.message)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return value_.has_value(); }
  bool ok() const { return value_.has_value(); }

  T& operator*() {
    assert(ok() && "a failed Result has no value");
    return *value_;
  }
  const T& operator*() const {
    assert(ok() && "a failed Result has no value");
    return *value_;
  }
  T* operator->() { return &**this; }
  const T* operator->() const { return &**this; }

  /// The reason of the failure; empty when there is a value.
  const std::string& error() const { return error_; }

 private:
  std::optional<T> value_;
  std::string error_;
};

}  // namespace clashlint
