#include <array>

#include "rules/yaml/scalar.h"

namespace clashlint {
namespace {

// Reads the four date formats of gopkg.in/yaml.v3, with the ranges that Go's
// time package puts on each part.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : rest_(text) {}

  bool date() {
    int year = 0;
    int month = 0;
    int day = 0;
    if (!four(year) || !sign('-') || !number(month) || !sign('-') || !number(day)) return false;
    return month >= 1 && month <= 12 && day >= 1 && day <= days_in(month, year);
  }

  bool time() {
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!number(hour) || !sign(':') || !number(minute) || !sign(':') || !number(second)) return false;
    fraction();
    return hour < 24 && minute < 60 && second < 60;
  }

  bool zone() {
    if (sign('Z')) return true;
    int hour = 0;
    int minute = 0;
    if (!sign('+') && !sign('-')) return false;
    return two(hour) && sign(':') && two(minute) && hour <= 24 && minute <= 60;
  }

  bool sign(char wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool blanks() {
    if (!rest_.starts_with(' ')) return false;
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    return true;
  }

  bool is_over() const { return rest_.empty(); }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  bool digit_at(std::size_t at) const { return at < rest_.size() && is_digit(rest_[at]); }

  static int days_in(int month, int year) {
    constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && is_leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
  }

  bool take(std::size_t count, int& value) {
    value = 0;
    for (std::size_t at = 0; at < count; ++at) {
      if (!digit_at(at)) return false;
      value = value * 10 + (rest_[at] - '0');
    }
    rest_.remove_prefix(count);
    return true;
  }

  bool four(int& value) { return take(4, value); }
  bool two(int& value) { return take(2, value); }
  bool number(int& value) { return take(digit_at(1) ? 2 : 1, value); }

  void fraction() {
    if (rest_.empty() || (rest_[0] != '.' && rest_[0] != ',') || !digit_at(1)) return;
    rest_.remove_prefix(1);
    while (digit_at(0)) rest_.remove_prefix(1);
  }

  std::string_view rest_;
};

}  // namespace

bool yaml_is_timestamp(std::string_view text) {
  DateReader reader(text);
  if (!reader.date()) return false;
  if (reader.is_over()) return true;
  if (reader.sign('T') || reader.sign('t')) return reader.time() && reader.zone() && reader.is_over();
  return reader.blanks() && reader.time() && reader.is_over();
}

}  // namespace clashlint
