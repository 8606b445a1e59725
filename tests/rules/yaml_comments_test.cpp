#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "rules/yaml/tree.h"

using namespace clashlint;

TEST_CASE("comments are what stands outside every scalar") {
  struct Row {
    std::string_view text;
    std::string_view comments;
  };
  const Row rows[] = {
      {"# a\nb: c # d\n  # e\n", "<# a><# d><# e>"},
      {"b: c#d\n", ""},
      {"b: 'c # d' # e\nf: \"# g\"\n", "<# e>"},
      {"b: |\n  # c\n  d # e\n# f\n", "<# f>"},
      {"b: | # c\n  # d\n # e\nf: g\n", "<# c><# e>"},
      {"b: > #c", "<#c>"},
      {"[a, # b\n c]# d\n", "<# b><# d>"},
      {"a: b\r\n# c\r\nd: e # f\r\n", "<# c><# f>"},
      {"#a\r#b\r\n", "<#a><#b>"},
      {"ключ: 'знач#ение' # é ü\n# ñ\n", "<# é ü><# ñ>"},
      {"\xEF\xBB\xBF# a\nb: c # d\n", "<# a><# d>"},
      {"a: &x # b\n  c: d\n", "<# b>"},
      {"a: b # c\n--- # d\ne: 'f # g'\n", "<# c>"},
      {"# a\n", "<# a>"},
      {"##\n#", "<##><#>"},
      // behind the last node of a broken file nothing is known
      {"# a\nb: c # d\ne: \"f # g\n", "<# a><# d>"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Sources sources;
    const FileId file = sources.add("p.yaml", std::string(row.text));
    const YamlTree tree = parse_yaml(sources, file);
    std::string found;
    for (const YamlComment& comment : yaml_comments(sources, file, tree)) {
      found += "<" + std::string(sources.text(comment.span)) + ">";
    }
    CHECK(found == row.comments);
  }
}
