#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/value/regex_net_class.h"

namespace clashlint {

/// The groups of a pattern. Names are numbered behind the plain groups, as in .NET.
struct NetCaptures {
  std::set<int> numbers{0};
  std::map<std::u32string, int> names;
};

/// Walks a .NET pattern once, as .NET's own parser does, and writes it anew.
/// References look into the captures of an earlier walk; without them they pass.
class NetParser {
 public:
  NetParser(std::u32string_view pattern, bool ignore_case, const NetCaptures* known);

  /// Reason of the refusal; nothing when the pattern is taken.
  std::optional<std::string> parse();

  /// The captures this walk met.
  NetCaptures captures() const;

  const std::string& ascii() const { return out_.ascii; }
  const std::string& unicode() const { return out_.unicode; }
  bool has_ascii() const { return has_ascii_ && has_unicode_; }
  bool has_unicode() const { return has_unicode_; }

 private:
  using Refusal = std::optional<std::string>;

  struct Options {
    bool ignore_case = false;
    bool multiline = false;
    bool single_line = false;
    bool explicit_capture = false;
    bool ignore_space = false;
  };
  enum class GroupKind : std::uint8_t { plain, condition, condition_test };
  struct Group {
    Options options;  // those to go back to behind the group
    GroupKind kind = GroupKind::plain;
    int alternatives = 1;
  };

  // The cursor.
  std::size_t left() const { return pattern_.size() - at_; }
  char32_t peek(std::size_t ahead = 0) const { return pattern_[at_ + ahead]; }
  bool next_is(char32_t code) const { return left() > 0 && peek() == code; }
  bool take(char32_t code);
  Refusal skip_blank();
  Refusal scan_number(int& number);
  std::u32string scan_name();

  // Pieces of the pattern, in regex_net_parser.cpp.
  bool at_quantifier() const;
  Refusal parse_token();
  Refusal parse_quantifier();
  Refusal close_group();
  Refusal add_alternative();
  void emit(const NetPiece& piece);
  void emit_unit(const NetPiece& piece);

  // Groups, in regex_net_groups.cpp.
  Refusal open_group();
  Refusal open_named_group(char32_t close, std::size_t begin);
  Refusal open_condition();
  Refusal unknown_group(std::size_t begin) const;
  Refusal read_group_name(char32_t close, std::optional<std::string>& name);
  void scan_options();
  void push_group(GroupKind kind, Options outer);
  void open_plain(std::string_view opening, bool fits_ascii, Options outer);
  void open_capture(const std::string& name, Options outer);

  // Escapes and classes, in regex_net_escapes.cpp.
  Refusal parse_backslash();
  Refusal parse_reference_or_character();
  Refusal refer_to(const std::optional<int>& number);
  Refusal scan_escaped(char32_t& code);
  Refusal scan_hex(std::size_t digits, char32_t& code);
  Refusal scan_braced_hex(char32_t& code);
  Refusal scan_control(char32_t& code);
  char32_t scan_octal();
  Refusal scan_property(std::string& name);
  Refusal parse_class();
  Refusal scan_class(NetClass& set, int depth);
  Refusal scan_class_escape(NetClass& set, bool in_range, char32_t& code, bool& is_set);
  void skip_posix_name();

  std::optional<int> number_of(const std::u32string& name) const;
  bool knows(int number) const { return known_ == nullptr || known_->numbers.contains(number); }

  std::u32string_view pattern_;
  std::size_t at_ = 0;
  const NetCaptures* known_;
  Options options_;
  std::vector<Group> groups_;
  bool has_unit_ = false;  // something a quantifier can follow
  bool after_quantifier_ = false;
  bool next_paren_tests_ = false;  // the `(` after `(?` of a condition
  int plain_captures_ = 0;
  std::set<int> explicit_numbers_;
  std::vector<std::u32string> names_;
  NetPiece out_;
  bool has_ascii_ = true;
  bool has_unicode_ = true;
};

}  // namespace clashlint
