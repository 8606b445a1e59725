#pragma once

#include <bitset>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace clashlint {

/// One piece of a .NET pattern in two other syntaxes: `ascii` for RE2, with the
/// same answer on ASCII texts without a line break, and `unicode` for PCRE2,
/// for all texts. Each is a unit that a quantifier can follow.
struct NetPiece {
  std::string ascii;
  std::string unicode;
};

/// What matches nothing, in either syntax.
NetPiece never_piece();

/// A single code point, escaped; under `ignore_case` all that lower-case to the same.
NetPiece literal_piece(char32_t code, bool ignore_case);

/// A `[…]` set of .NET.
class NetClass {
 public:
  void negate() { negated_ = true; }
  void add_range(char32_t first, char32_t last);
  /// `\d \s \w` and, in upper case, what they leave out.
  void add_shorthand(char32_t letter);
  /// `\p{name}`; the set is of no use for RE2 then.
  void add_property(std::string_view name, bool outside, bool ignore_case);
  void subtract(NetClass other) { subtracted_ = std::make_unique<NetClass>(std::move(other)); }

  bool has_ascii_form() const { return !has_property_ && (!subtracted_ || subtracted_->has_ascii_form()); }
  NetPiece piece(bool ignore_case) const;

 private:
  struct Category {
    std::string name;
    bool outside = false;
    std::string items;  // as it stands in PCRE2's brackets
    std::bitset<128> ascii;
  };

  void add_category(Category category);
  std::bitset<128> ascii_members(bool ignore_case) const;
  std::string unicode_form(bool ignore_case) const;

  bool negated_ = false;
  bool has_property_ = false;
  bool is_anything_ = false;
  std::string range_items_;
  std::bitset<128> range_ascii_;
  // regexp2 asks them in turn: a `\D` or `\P{…}` always decides, none behind it counts.
  std::vector<Category> categories_;
  std::unique_ptr<NetClass> subtracted_;
};

/// `\b` or `\B`: .NET's idea of a word goes beyond ASCII.
NetPiece boundary_piece(bool inside);

}  // namespace clashlint
