#include "rules/yaml/fault.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace clashlint {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kBreaks = "\r\n";

struct Words {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string message;
};

// The text around a place, for looking at what a person wrote there.
class Scene {
 public:
  Scene(std::string_view text, const YamlFault& fault) : text_(text), fault_(fault) {}

  std::string_view text() const { return text_; }
  std::uint32_t at() const { return clamp(fault_.at.offset); }
  std::uint32_t context() const { return clamp(fault_.context.offset); }
  char byte(std::uint32_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

  std::uint32_t line_begin(std::uint32_t offset) const {
    if (offset == 0) return 0;
    const std::size_t found = text_.find_last_of(kBreaks, offset - 1);
    return found == std::string_view::npos ? 0 : static_cast<std::uint32_t>(found + 1);
  }
  // End of the line's text: trailing blanks are not part of it.
  std::uint32_t line_end(std::uint32_t offset) const {
    std::size_t end = std::min(text_.find_first_of(kBreaks, offset), text_.size());
    while (end > offset && kBlanks.find(text_[end - 1]) != std::string_view::npos) --end;
    return static_cast<std::uint32_t>(end);
  }
  std::uint32_t first_letter(std::uint32_t offset) const {
    const std::size_t found = text_.find_first_not_of(kBlanks, line_begin(offset));
    return clamp(found);
  }
  // End of the word that begins here.
  std::uint32_t word_end(std::uint32_t offset) const {
    return std::max(clamp(text_.find_first_of(" \t\r\n,]}", offset)),
                    std::min(offset + 1, clamp(text_.size())));
  }
  // The last written character in front of a place, over lines; npos if none.
  std::size_t last_before(std::uint32_t offset) const {
    return offset == 0 ? std::string_view::npos : text_.find_last_not_of(" \t\r\n", offset - 1);
  }
  std::string_view piece(std::uint32_t begin, std::uint32_t end) const {
    return text_.substr(begin, end - begin);
  }

 private:
  std::uint32_t clamp(std::size_t offset) const {
    return static_cast<std::uint32_t>(std::min(offset, text_.size()));
  }

  std::string_view text_;
  const YamlFault& fault_;
};

bool is_on_one_line(std::string_view text) { return text.find_first_of(kBreaks) == std::string_view::npos; }

Words tab_words(const Scene& scene, std::uint32_t at) {
  std::uint32_t end = at;
  while (scene.byte(end) == '\t') ++end;
  return {at, end, "a tab is used as indentation; YAML takes only blanks there"};
}

Words bad_start(const Scene& scene) {
  const std::uint32_t at = scene.at();
  const char found = scene.byte(at);
  if (found == '\t') return tab_words(scene, at);
  return {at, scene.word_end(at), fmt::format("a value cannot begin with `{}`; put it in quotes", found)};
}

Words bad_tab(const Scene& scene) {
  const std::uint32_t at = scene.at();
  // The scanner may stand at the tab or behind blanks in front of it.
  const std::size_t tab = scene.text().find('\t', scene.line_begin(at));
  return tab_words(scene, tab != std::string_view::npos && tab <= at ? static_cast<std::uint32_t>(tab) : at);
}

Words bad_alias(const Scene& scene) {
  const std::uint32_t begin = scene.context();
  const char sign = scene.byte(begin);
  const std::string_view meaning = sign == '&' ? "anchor" : "alias";
  return {begin, scene.word_end(begin),
          fmt::format(
              "`{}` begins an {} here, and its name is not one; put a value that begins with `{}` in quotes",
              sign, meaning, sign)};
}

Words unknown_anchor(const Scene& scene) {
  const std::uint32_t begin = scene.at();
  const std::uint32_t end = scene.word_end(begin);
  return {
      begin, end,
      fmt::format(
          "no anchor of that name stands above the alias `{}`; put a value that begins with `*` in quotes",
          scene.piece(begin, end))};
}

// `key: a: b` or a key deeper than the value in front of it.
Words bad_colon(const Scene& scene) {
  const std::uint32_t at = scene.at();
  const std::uint32_t first = scene.first_letter(at);
  const std::string_view before = scene.piece(first, std::max(first, at));
  if (before.find(": ") != std::string_view::npos || before.find(":\t") != std::string_view::npos ||
      before.starts_with("- ")) {
    return {at, std::min(at + 1, scene.line_end(at)),
            "a `: ` cannot stand inside a value; put the value in quotes"};
  }
  return {first, std::max(first, scene.line_end(at)),
          "this key is indented deeper than its neighbours, or the line above lacks its `:`"};
}

Words missing_colon(const Scene& scene) {
  const std::uint32_t begin = scene.context();
  return {begin, scene.line_end(begin),
          "this line is neither `key: value` nor indented as part of the value above"};
}

// Where a key or a list item must begin something else stands: either the
// line's indentation fits nothing, or a value goes on after its end.
Words bad_place(const Scene& scene, std::string_view wanted) {
  const std::uint32_t at = scene.at();
  const std::uint32_t first = scene.first_letter(at);
  if (at > first) {
    const std::size_t last = scene.last_before(at);
    const char before = last == std::string_view::npos ? '\0' : scene.byte(static_cast<std::uint32_t>(last));
    if (before == '"' || before == '\'')
      return {at, scene.line_end(at), "text goes on after the closing quote; put the whole value in quotes"};
    const std::uint32_t end = scene.word_end(at);
    return {at, end, fmt::format("`{}` does not belong here: {} is expected", scene.piece(at, end), wanted)};
  }
  return {first, scene.line_end(first),
          fmt::format("the indentation of this line fits nothing above it: {} is expected", wanted)};
}

// An open bracket that meets the end or another line is shown where it opens.
Words bad_flow(const Scene& scene, char closing) {
  const std::uint32_t at = scene.at();
  const std::uint32_t open = scene.context();
  if (scene.byte(at) == '?')
    return {at, at + 1,
            "a `?` cannot stand in an unquoted value between `{ }` or `[ ]`; put the value in quotes"};
  const bool is_same_line = open <= at && is_on_one_line(scene.piece(open, at)) && at < scene.text().size();
  if (is_same_line)
    return {at, scene.word_end(at), fmt::format("a `,` or the closing `{}` is expected here", closing)};
  return {
      open, std::min(open + 1, scene.line_end(open)),
      fmt::format("this `{}` is never closed, or a `,` is missing behind it", closing == '}' ? '{' : '[')};
}

Words no_content(const Scene& scene) {
  const std::uint32_t at = scene.at();
  const std::size_t last = scene.last_before(at);
  const char before = last == std::string_view::npos ? '\0' : scene.byte(static_cast<std::uint32_t>(last));
  if (at >= scene.text().size() && (before == '[' || before == '{' || before == ','))
    return {static_cast<std::uint32_t>(last), static_cast<std::uint32_t>(last + 1),
            "this list or mapping is never closed"};
  return {at, scene.word_end(at), "a value is expected here"};
}

Words open_quote(const Scene& scene) {
  const std::uint32_t begin = scene.context();
  return {begin, std::max(begin, scene.line_end(begin)), "this quote is never closed"};
}

// The scanner stands at the backslash or in the digits behind it.
Words bad_escape(const Scene& scene) {
  const std::size_t backslash = scene.text().rfind('\\', scene.at());
  const std::uint32_t at =
      backslash == std::string_view::npos ? scene.at() : static_cast<std::uint32_t>(backslash);
  const std::uint32_t end = std::min(at + 2, scene.line_end(at));
  return {at, end,
          fmt::format(
              "`{}` is no escape in a double-quoted value; use single quotes, or `\\\\` for one backslash",
              scene.piece(at, std::max(at, end)))};
}

Words bad_dash(const Scene& scene) {
  const std::uint32_t at = scene.at();
  return {at, std::min(at + 1, scene.line_end(at)),
          "a list cannot begin on the line of its key; put the `- ` on the next line"};
}

Words bad_byte(const Scene& scene, std::string_view problem) {
  const std::uint32_t at = scene.at();
  const auto end =
      static_cast<std::uint32_t>(std::min<std::size_t>(std::size_t{at} + 1, scene.text().size()));
  if (problem == "control characters are not allowed") {
    const auto byte = static_cast<unsigned char>(scene.byte(at));
    return {at, end,
            byte < 0x80 ? fmt::format("a control character (0x{:02X}) is not allowed in YAML", byte)
                        : "this character is not allowed in YAML"};
  }
  return {at, end, "this byte is no UTF-8; save the file as UTF-8"};
}

Words bad_directive(const Scene& scene) {
  const std::uint32_t begin = scene.line_begin(scene.at());
  return {begin, scene.line_end(begin),
          "a line that begins with `%` is a YAML directive; put the value in quotes"};
}

Words words_of(const YamlFault& fault, const Scene& scene) {
  const std::string_view problem = fault.problem;
  if (fault.stage == YamlStage::reader) return bad_byte(scene, problem);
  if (problem == "found character that cannot start any token") return bad_start(scene);
  if (problem.starts_with("found a tab character")) return bad_tab(scene);
  if (problem == "did not find expected alphabetic or numeric character") return bad_alias(scene);
  if (problem.starts_with("unknown anchor")) return unknown_anchor(scene);
  if (problem == "mapping values are not allowed in this context") return bad_colon(scene);
  if (problem == "could not find expected ':'") return missing_colon(scene);
  if (problem == "did not find expected key") return bad_place(scene, "a key");
  if (problem == "did not find expected '-' indicator") return bad_place(scene, "a list item (`- `)");
  if (problem == "did not find expected ',' or ']'") return bad_flow(scene, ']');
  if (problem == "did not find expected ',' or '}'") return bad_flow(scene, '}');
  if (problem == "did not find expected node content") return no_content(scene);
  if (problem == "found unexpected end of stream" || problem == "found unexpected document indicator")
    return open_quote(scene);
  if (problem == "found unknown escape character" || problem == "did not find expected hexdecimal number" ||
      problem == "found invalid Unicode character escape code")
    return bad_escape(scene);
  if (problem == "block sequence entries are not allowed in this context") return bad_dash(scene);
  if (problem == "found unknown directive name" || problem == "found unexpected non-alphabetical character")
    return bad_directive(scene);
  const std::uint32_t at = scene.at();
  if (problem == "found incompatible YAML document")
    return {at, scene.line_end(at), "the core reads YAML 1.1 only; remove this line"};
  if (problem == "nested too deeply")
    return {at, at + 1, fmt::format("more than {} levels of nesting", kMaxYamlDepth)};
  return {at, scene.line_end(at), fault.problem};
}

}  // namespace

std::string core_text(const YamlFault& fault) {
  // These two bounds are ours.
  if (fault.problem == "nested too deeply" || fault.problem == "too many directives") return {};
  std::size_t line = 0;
  if (fault.stage == YamlStage::scanner || fault.stage == YamlStage::parser) {
    line = fault.context.line != 0 ? fault.context.line : fault.at.line;
    if (line != 0 && fault.stage == YamlStage::scanner) ++line;
  }
  return line == 0 ? fmt::format("yaml: {}", fault.problem)
                   : fmt::format("yaml: line {}: {}", line, fault.problem);
}

YamlError explain(const YamlFault& fault, FileId file, std::string_view text) {
  Words words = words_of(fault, Scene(text, fault));
  return {.span = {file, words.begin, std::max(words.begin, words.end)},
          .message = std::move(words.message),
          .core_message = core_text(fault)};
}

YamlMark mark_at(std::string_view text, std::uint32_t offset) {
  YamlMark mark{offset, 0};
  const std::string_view before = text.substr(0, offset);
  for (std::size_t at = before.find_first_of("\r\n\xC2\xE2"); at != std::string_view::npos;
       at = before.find_first_of("\r\n\xC2\xE2", at + 1)) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("\r\n")) continue;
    const bool is_break = rest[0] == '\r' || rest[0] == '\n' || rest.starts_with("\xC2\x85") ||
                          rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9");
    if (is_break) ++mark.line;
  }
  return mark;
}

}  // namespace clashlint
