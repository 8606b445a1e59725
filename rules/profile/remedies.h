#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/finding.h"
#include "rules/base/source.h"
#include "rules/profile/profile.h"
#include "rules/value/similar.h"

namespace clashlint {

/// `<Auto>`, `${nodes}`, `{{ name }}`: what a program that makes profiles puts names in place of.
bool is_placeholder(std::string_view word);

/// Says in a finding about an unknown name what was probably meant: behind the
/// marks, as a fix, and where it is defined. Cheap however many names are wrong
/// (`NameBook`). `place` is the wrong name in the file; it is only rewritten
/// where the file has it letter by letter.
class Remedies {
 public:
  Remedies(const Sources& sources, const Profile& profile) : sources_(sources), profile_(profile) {}

  /// A target, a member, a dialer: proxies, groups and built-in names.
  void outbound(Finding& finding, std::string_view word, Span place);
  void proxy_provider(Finding& finding, std::string_view word, Span place);
  void rule_set(Finding& finding, std::string_view word, Span place);
  void sub_rule(Finding& finding, std::string_view word, Span place);
  void rule_type(Finding& finding, std::string_view word, Span place);
  void geosite(Finding& finding, std::string_view word, Span place, const std::vector<std::string>& known);
  /// One of a few words, such as the types of groups.
  void word(Finding& finding, std::string_view word, Span place,
            std::span<const std::string_view> known) const;
  /// `meant` says the same as the word, in a form that the core takes.
  void same_as(Finding& finding, std::string_view meant, std::string_view word, Span place) const;
  /// A plain value that is right once it stands in quotes.
  void quote(Finding& finding, Span place) const;
  /// A quoted value that is right without them.
  void unquote(Finding& finding, Span place) const;

 private:
  template <typename Named>
  void named(NameBook& book, const std::vector<Named>& all, Finding& finding, std::string_view word,
             Span place);
  void propose(Finding& finding, const Meant& meant, std::string_view word, Span place) const;
  void other_kind(Finding& finding, std::string_view word) const;

  const Sources& sources_;
  const Profile& profile_;
  NameBook outbounds_;
  std::size_t outbounds_seen_ = 0;
  NameBook proxy_providers_;
  NameBook rule_sets_;
  NameBook sub_rules_;
  NameBook geosites_;
};

}  // namespace clashlint
