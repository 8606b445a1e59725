#include "analyzer/check/directive.h"

#include <chrono>
#include <utility>

#include "rules/base/strings.h"

namespace clashlint {
namespace {

constexpr std::string_view kName = "clashlint:";

// Where `# clashlint:` begins; a comment may say something else before it.
std::optional<std::string_view> find_mark(std::string_view comment) {
  for (std::size_t at = comment.find('#'); at != std::string_view::npos; at = comment.find('#', at + 1)) {
    if (trim_blanks(comment.substr(at + 1)).starts_with(kName)) return comment.substr(at);
  }
  return std::nullopt;
}

std::optional<Directive::Kind> kind_of(std::string_view word) {
  using Kind = Directive::Kind;
  constexpr std::pair<std::string_view, Kind> kWords[] = {{"ignore", Kind::ignore},
                                                          {"ignore-begin", Kind::begin},
                                                          {"ignore-end", Kind::end},
                                                          {"ignore-file", Kind::file}};
  for (const auto& [text, kind] : kWords) {
    if (text == word) return kind;
  }
  return std::nullopt;
}

void read_ids(std::string_view list, Directive& directive) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (const std::string_view id = trim_blanks(list.substr(0, comma)); !id.empty())
      directive.ids.push_back(id);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

// `until 2027-01-31` may stand in front of the reason.
void read_reason(std::string_view text, Directive& directive) {
  constexpr std::string_view kUntil = "until ";
  if (text.starts_with(kUntil)) {
    const std::string_view rest = trim_blanks(text.substr(kUntil.size()));
    const std::string_view date = rest.substr(0, std::min(rest.find_first_of(" \t,:;"), rest.size()));
    if (!is_date(date)) {
      directive.fault = "`until` needs a date such as 2027-01-31";
      return;
    }
    directive.until = date;
    text = trim_blanks(rest.substr(date.size()));
  }
  directive.reason = text;
}

void read_rest(std::string_view text, Directive& directive) {
  const std::size_t open = text.find('[');
  const std::string_view word = trim_blanks(text.substr(0, open));
  const auto kind = kind_of(word.substr(0, word.find_first_of(" \t")));
  if (!kind) {
    directive.fault = "a comment for clashlint is ignore, ignore-begin, ignore-end or ignore-file";
    return;
  }
  directive.kind = *kind;
  const std::size_t close = text.find(']');
  const bool brackets = open != std::string_view::npos && close != std::string_view::npos && open < close;
  if (brackets && word.find_first_of(" \t") == std::string_view::npos) {
    read_ids(text.substr(open + 1, close - open - 1), directive);
  }
  if (directive.ids.empty()) {
    directive.fault = "name the checks: `ignore[unknown-target] reason`";
    return;
  }
  read_reason(trim_blanks(text.substr(close + 1)), directive);
}

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

}  // namespace

bool is_date(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  if (text.size() != kShape.size()) return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool digit = text[at] >= '0' && text[at] <= '9';
    if (kShape[at] == 'd' ? !digit : text[at] != kShape[at]) return false;
  }
  const auto part = [&](std::size_t begin, std::size_t size) { return number(text.substr(begin, size)); };
  return std::chrono::year_month_day(std::chrono::year(part(0, 4)),
                                     std::chrono::month(static_cast<unsigned>(part(5, 2))),
                                     std::chrono::day(static_cast<unsigned>(part(8, 2))))
      .ok();
}

std::optional<Directive> read_directive(std::string_view comment) {
  const auto mark = find_mark(comment);
  if (!mark) return std::nullopt;
  Directive directive;
  directive.mark = *mark;
  read_rest(trim_blanks(mark->substr(mark->find(':') + 1)), directive);
  return directive;
}

}  // namespace clashlint
