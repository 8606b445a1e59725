#include "rules/value/name_entries.h"

#include <array>
#include <string>

#include "rules/value/domain_pattern.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

enum class Symbol : std::uint8_t { unusual, usual, dot };

constexpr std::array<Symbol, 256> symbols() {
  std::array<Symbol, 256> table{};
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = Symbol::usual;
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = Symbol::usual;
  table['-'] = table['_'] = Symbol::usual;
  table['.'] = Symbol::dot;
  return table;
}
constexpr std::array<Symbol, 256> kSymbols = symbols();

}  // namespace

bool is_usual_name(std::string_view text) {
  Symbol last = Symbol::dot;
  for (const char c : text) {
    const Symbol symbol = kSymbols[static_cast<unsigned char>(c)];
    if (symbol == Symbol::unusual || (symbol == Symbol::dot && last == Symbol::dot)) return false;
    last = symbol;
  }
  return last == Symbol::usual;
}

EntryTaken NameEntries::add(std::string_view pattern, std::uint32_t place, bool lasts) {
  const std::size_t front = pattern.starts_with("+.") ? 2 : pattern.starts_with('.') ? 1 : 0;
  if (!is_usual_name(pattern.substr(front))) {
    if (!valid_domain_pattern(pattern)) return EntryTaken::no;
    entries_.push_back(name_entry(kept_->texts.keep(unicode_lower(pattern)), place));
    return EntryTaken::unusual;
  }
  constexpr NameForm kForms[] = {NameForm::whole, NameForm::below, NameForm::suffix};
  if (!lasts) pattern = kept_->texts.keep(pattern);
  entries_.emplace_back(pattern.substr(front), kForms[front], place);
  return EntryTaken::usual;
}

bool NameEntries::add_geosite(std::string_view value, bool below) {
  if (below && is_usual_name(value)) {
    entries_.emplace_back(value, NameForm::suffix, 0);
    return true;
  }
  return (below ? add("+." + std::string(value), 0, false) : add(value, 0, true)) != EntryTaken::no;
}

DomainSet NameEntries::finish() && { return DomainSet::of_entries(std::move(entries_), std::move(kept_)); }

}  // namespace clashlint
