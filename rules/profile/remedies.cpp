#include "rules/profile/remedies.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/base/written.h"
#include "rules/kind/rule.h"
#include "rules/profile/names.h"

namespace clashlint {
namespace {

struct ForeignType {
  std::string_view theirs;
  std::string_view ours;
  std::string_view note;
};
constexpr ForeignType kForeignTypes[] = {
#define FOREIGN_TYPE(theirs, ours, note) {theirs, ours, note},
#include "rules/kind/foreign_types.def"
#undef FOREIGN_TYPE
};

constexpr std::string_view kRuleTypes[] = {
#define RULE_KIND(enumerator, keyword, shown, flags) keyword,
#include "rules/kind/kinds.def"
#undef RULE_KIND
};

// How Surge and Quantumult X close a connection; the answer they give with it has no counterpart.
constexpr std::string_view kForeignRejects[] = {"REJECT-TINYGIF", "REJECT-200",  "REJECT-IMG",
                                                "REJECT-VIDEO",   "REJECT-DICT", "REJECT-ARRAY",
                                                "REJECT-NO-DROP", "BLOCK"};

// Whether a text can stand unquoted wherever a plain scalar may.
bool plain_enough(std::string_view text) {
  const bool special = text.find_first_of(",[]{}#&*!|>'\"%@`\\") != std::string_view::npos;
  const bool control = std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  const auto edge = [](char c) { return c == ' ' || c == '-' || c == '?' || c == ':'; };
  if (text.ends_with(':') || text.find(": ") != std::string_view::npos) return false;
  return !text.empty() && !special && !control && !edge(text.front()) && text.back() != ' ';
}

}  // namespace

void Remedies::propose(Finding& finding, const Meant& meant, std::string_view word, Span place) const {
  finding.primary.text = fmt::format("did you mean \"{}\"?", meant.text);
  const std::optional<Span> bare = written_place(sources_, place, word, word);
  if (!bare || !plain_enough(meant.text)) return;
  finding.fixes.push_back({.title = fmt::format("write \"{}\"", meant.text),
                           .applicability = meant.same ? Applicability::safe : Applicability::unsafe,
                           .edits = {{.span = *bare, .text = std::string(meant.text)}}});
}

void Remedies::same_as(Finding& finding, std::string_view meant, std::string_view word, Span place) const {
  propose(finding, {.text = meant, .same = true}, word, place);
}

void Remedies::quote(Finding& finding, Span place) const {
  const Span front{.file = place.file, .begin = place.begin, .end = place.begin};
  const Span back{.file = place.file, .begin = place.end, .end = place.end};
  finding.fixes.push_back({.title = "put the value in quotes",
                           .applicability = Applicability::safe,
                           .edits = {{.span = front, .text = "\""}, {.span = back, .text = "\""}}});
}

void Remedies::unquote(Finding& finding, Span place) const {
  const Span front{.file = place.file, .begin = place.begin, .end = place.begin + 1};
  const Span back{.file = place.file, .begin = place.end - 1, .end = place.end};
  finding.fixes.push_back({.title = "take the quotes away",
                           .applicability = Applicability::safe,
                           .edits = {{.span = front, .text = ""}, {.span = back, .text = ""}}});
}

// A name may be right and in the wrong place.
void Remedies::other_kind(Finding& finding, std::string_view word) const {
  const auto called = [&](const auto& each) { return each->name == word; };
  const auto found = [&](const auto& all) { return std::ranges::find_if(all, called); };
  if (const auto set = found(profile_.rule_sets); set != profile_.rule_sets.end()) {
    finding.notes.emplace_back(
        "a rule-provider has this name: it goes in front of the target, RULE-SET,name,target");
    finding.related.push_back({.span = (*set)->span, .text = "a rule-provider"});
  }
  if (const auto provider = found(profile_.proxy_providers); provider != profile_.proxy_providers.end()) {
    finding.notes.emplace_back("a proxy-provider has this name: a group takes its nodes in with `use`");
    finding.related.push_back({.span = (*provider)->span, .text = "a proxy-provider"});
  }
  if (const auto list = found(profile_.sub_rules); list != profile_.sub_rules.end()) {
    finding.notes.emplace_back("a sub-rule list has this name: it is entered by SUB-RULE,(condition),name");
    finding.related.push_back({.span = (*list)->span, .text = "a sub-rule list"});
  }
}

bool is_placeholder(std::string_view word) {
  return (word.starts_with('<') && word.ends_with('>')) || word.starts_with("${") || word.starts_with("{{");
}

bool explain_placeholder(Finding& finding, std::string_view word) {
  if (!is_placeholder(word)) return false;
  finding.notes.emplace_back("this looks like a place of a template: check the profile that is made of it");
  return true;
}

void Remedies::outbound(Finding& finding, std::string_view word, Span place) {
  if (explain_placeholder(finding, word)) return;
  other_kind(finding, word);
  if (!finding.notes.empty()) return;
  const bool reject =
      std::ranges::any_of(kForeignRejects, [&](std::string_view each) { return ascii_iequals(each, word); });
  if (reject) return propose(finding, {.text = "REJECT"}, word, place);
  for (; outbounds_seen_ < profile_.outbounds.size(); ++outbounds_seen_) {
    const Outbound& each = *profile_.outbounds[outbounds_seen_];
    if (find_outbound(profile_, each.name) == &each) outbounds_.add(each.name);
  }
  const std::optional<Meant> meant = outbounds_.find(word);
  if (!meant) return;
  propose(finding, *meant, word, place);
  const Outbound& other = *find_outbound(profile_, meant->text);
  if (!(other.span == Span{})) finding.related.push_back({.span = other.span, .text = "defined here"});
}

template <typename Named>
void Remedies::named(NameBook& book, const std::vector<Named>& all, Finding& finding, std::string_view word,
                     Span place) {
  if (book.empty()) {
    for (const Named& each : all) book.add(each->name);
  }
  const std::optional<Meant> meant = book.find(word);
  if (!meant) return;
  propose(finding, *meant, word, place);
  const auto found = std::ranges::find_if(all, [&](const Named& each) { return each->name == meant->text; });
  finding.related.push_back({.span = (*found)->span, .text = "defined here"});
}

void Remedies::proxy_provider(Finding& finding, std::string_view word, Span place) {
  if (explain_placeholder(finding, word)) return;
  if (profile_.proxy_providers.empty()) finding.notes.emplace_back("this profile defines no proxy-providers");
  const Outbound* const other = find_outbound(profile_, word);
  if (other != nullptr) {
    finding.notes.emplace_back("it is a proxy or a group: those stand under `proxies`");
    if (!(other->span == Span{})) finding.related.push_back({.span = other->span, .text = "defined here"});
    return;
  }
  named(proxy_providers_, profile_.proxy_providers, finding, word, place);
}

void Remedies::rule_set(Finding& finding, std::string_view word, Span place) {
  if (profile_.rule_sets.empty()) finding.notes.emplace_back("this profile defines no rule-providers");
  named(rule_sets_, profile_.rule_sets, finding, word, place);
}

void Remedies::sub_rule(Finding& finding, std::string_view word, Span place) {
  named(sub_rules_, profile_.sub_rules, finding, word, place);
}

void Remedies::rule_type(Finding& finding, std::string_view word, Span place) {
  for (const ForeignType& type : kForeignTypes) {
    if (!ascii_iequals(type.theirs, word)) continue;
    if (!type.note.empty()) finding.notes.emplace_back(type.note);
    // With a note, the row means something else here: it is not rewritten unseen.
    if (!type.ours.empty()) propose(finding, {.text = type.ours, .same = type.note.empty()}, word, place);
    return;
  }
  this->word(finding, word, place, kRuleTypes);
}

void Remedies::geosite(Finding& finding, std::string_view word, Span place,
                       const std::vector<std::string>& known) {
  if (geosites_.empty()) {
    for (const std::string& each : known) geosites_.add(each);
  }
  if (const auto meant = geosites_.find(word)) propose(finding, {.text = meant->text}, word, place);
}

void Remedies::word(Finding& finding, std::string_view word, Span place,
                    std::span<const std::string_view> known) const {
  NameBook book;
  for (const std::string_view each : known) {
    if (!each.empty()) book.add(each);
  }
  if (const auto meant = book.find(word)) return propose(finding, *meant, word, place);
  // `warn` for `warning`.
  const auto begins = [&](std::string_view each) {
    return word.size() > 2 && each.starts_with(ascii_lower(word));
  };
  if (std::ranges::count_if(known, begins) != 1) return;
  propose(finding, {.text = *std::ranges::find_if(known, begins)}, word, place);
}

}  // namespace clashlint
