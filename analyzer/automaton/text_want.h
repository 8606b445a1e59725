#pragma once

#include <string_view>
#include <vector>

#include "analyzer/automaton/atom.h"
#include "analyzer/automaton/word_machine.h"
#include "rules/value/name_entry.h"

namespace clashlint {

/// A test as the searches want it to come out: entries of sets are no atoms.
struct Want {
  Test test = Test::equals;
  std::string_view text{};
  const Regex* regex = nullptr;
  const DomainSet* domains = nullptr;
  bool holds = true;
};
using Wants = std::vector<Want>;

/// One word at one place of the name.
bool is_word_test(Test test);
WordPlace place_of(Test test);

/// A plain entry of a set as a test.
Test test_of(NameForm form);
/// The other way; only for `equals`, `suffix` and `under`.
NameEntry entry_of(const Want& want);

/// Whether one test takes every name that another does. Sound, not complete.
bool takes_all(const Want& other, const Want& wanted);

}  // namespace clashlint
