#include "analyzer/automaton/text_want.h"

namespace clashlint {

bool is_word_test(Test test) {
  return test == Test::equals || test == Test::suffix || test == Test::under || test == Test::keyword;
}

WordPlace place_of(Test test) {
  switch (test) {
    case Test::equals:
      return WordPlace::whole;
    case Test::suffix:
      return WordPlace::at_label;
    case Test::under:
      return WordPlace::below;
    default:
      return WordPlace::anywhere;
  }
}

Test test_of(NameForm form) {
  if (form == NameForm::suffix) return Test::suffix;
  return form == NameForm::below ? Test::under : Test::equals;
}

NameEntry entry_of(const Want& want) {
  const NameForm form = want.test == Test::suffix  ? NameForm::suffix
                        : want.test == Test::under ? NameForm::below
                                                   : NameForm::whole;
  return {want.text, form, 0};
}

bool takes_all(const Want& other, const Want& wanted) {
  if (!is_word_test(wanted.test)) return false;
  if (other.test == Test::keyword) return wanted.text.find(other.text) != std::string_view::npos;
  if (wanted.test == Test::keyword) return false;
  switch (other.test) {
    case Test::equals:
      return wanted.test == Test::equals && wanted.text == other.text;
    case Test::suffix:
      return wanted.text == other.text || is_below(wanted.text, other.text);
    case Test::under:
      return is_below(wanted.text, other.text) || (wanted.test == Test::under && wanted.text == other.text);
    case Test::domain_set:
      return other.domains->covers(entry_of(wanted));
    default:
      return false;
  }
}

}  // namespace clashlint
