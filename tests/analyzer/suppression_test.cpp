#include "analyzer/check/suppression.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analyzer/check/directive.h"

namespace clashlint {
namespace {

TEST_CASE("a comment for us is read, any other is not") {
  struct Row {
    std::string comment;
    std::vector<std::string> ids;
    std::string until;
    std::string reason;
  };
  const std::vector<Row> rows = {
      {"# clashlint: ignore[a] why", {"a"}, "", "why"},
      {"#clashlint:ignore[a,b , c]why", {"a", "b", "c"}, "", "why"},
      {"# a rule # clashlint: ignore[a]", {"a"}, "", ""},
      {"# clashlint: ignore[a] until 2027-01-31 why", {"a"}, "2027-01-31", "why"},
      {"# clashlint: ignore[a] until 2028-02-29", {"a"}, "2028-02-29", ""},
      {"# clashlint: ignore[a] until then", {"a"}, "", ""},
      {"# clashlint: ignore[a] untilted", {"a"}, "", "untilted"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.comment);
    const auto directive = read_directive(row.comment);
    REQUIRE(directive.has_value());
    CHECK(std::vector<std::string>(directive->ids.begin(), directive->ids.end()) == row.ids);
    CHECK(directive->until == row.until);
    CHECK(directive->reason == row.reason);
  }
  for (const char* other : {"# clash", "# ignore[a]", "# see clashlint: ignore[a]", "#", "", "# clashlint"}) {
    CAPTURE(other);
    CHECK_FALSE(read_directive(other).has_value());
  }
}

TEST_CASE("what is written wrongly has a fault") {
  for (const char* wrong :
       {"# clashlint: ignore", "# clashlint: ignore[]", "# clashlint: ignore[a", "# clashlint: ignore]a[",
        "# clashlint: ignor[a]", "# clashlint: ignore these [a]", "# clashlint: ignore[ , ]",
        "# clashlint: ignore[a] until 2027-02-29", "# clashlint:"}) {
    CAPTURE(wrong);
    const auto directive = read_directive(wrong);
    REQUIRE(directive.has_value());
    CHECK_FALSE(directive->fault.empty());
  }
}

TEST_CASE("days of the calendar") {
  for (const char* day : {"2026-11-23", "2028-02-29", "0001-01-01"}) CHECK(is_date(day));
  for (const char* none :
       {"2027-02-29", "2026-13-01", "2026-00-10", "26-11-23", "2026/11/23", "2026-11-231", ""}) {
    CAPTURE(none);
    CHECK_FALSE(is_date(none));
  }
}

// The lines that the suppressions of a text cover, as `2-3`, in the order of their comments.
std::vector<std::string> covered(const std::string& text) {
  Sources sources;
  const FileId file = sources.add("p.yaml", text);
  const YamlTree tree = parse_yaml(sources, file);
  std::vector<std::string> lines;
  for (const Suppression& suppression : read_suppressions(sources, file, tree).suppressions) {
    const Source& source = sources[file];
    const std::uint32_t last = suppression.covers.end == 0 ? 0 : suppression.covers.end - 1;
    lines.push_back(std::to_string(source.position(suppression.covers.begin).line) + "-" +
                    std::to_string(source.position(last).line));
  }
  return lines;
}

TEST_CASE("a comment covers its row, or the next one with all its lines") {
  using Lines = std::vector<std::string>;
  struct Row {
    std::string text;
    Lines lines;
  };
  const std::vector<Row> rows = {
      {"rules:\n  - a # clashlint: ignore[x]\n  - b\n", {"2-2"}},
      {"rules:\n  # clashlint: ignore[x]\n  - a\n  - b\n", {"3-3"}},
      {"rules:\n  # clashlint: ignore[x]\n\n  # more\n  - a\n  - b\n", {"5-5"}},
      {"g:\n  # clashlint: ignore[x]\n  - name: a\n    type: b\n    proxies:\n      - c\n  - d\n", {"3-6"}},
      {"g:\n  - name: a\n    # clashlint: ignore[x]\n    type: b\n    proxies: [c]\n", {"4-4"}},
      {"# clashlint: ignore[x]\nrules:\n  - a\n", {"2-2"}},
      {"p:\n  # clashlint: ignore[x]\n  one:\n    type: http\n    url: u\n  two: {}\n", {"3-5"}},
      {"g:\n  # clashlint: ignore[x]\n  - {name: a,\n     type: b}\n  - c\n", {"3-4"}},
      {"rules:\n  # clashlint: ignore-begin[x]\n  - a\n  # clashlint: ignore-end[x]\n  - b\n", {"2-4"}},
      {"# clashlint: ignore-file[x]\nrules:\n  - a\n", {"1-3"}},
      {"rules:\n  - a\n# clashlint: ignore[x]\n", {}},
      {"rules:\n  - 'a # clashlint: ignore[x]'\n", {}},
      {"rules:\n  # clashlint: ignore[x]\n  - >\n    a\n    b\n  - c\n", {"3-5"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(covered(row.text) == row.lines);
  }
}

TEST_CASE("ranges nest, and one end closes several") {
  const std::string text =
      "rules:\n"
      "  # clashlint: ignore-begin[x] outer\n"
      "  # clashlint: ignore-begin[y] inner\n"
      "  - a\n"
      "  # clashlint: ignore-end[x, y]\n";
  CHECK(covered(text) == std::vector<std::string>{"2-5", "3-5"});
  const std::string open = "rules:\n  # clashlint: ignore-begin[x, y]\n  - a\n  # clashlint: ignore-end[y]\n";
  CHECK(covered(open) == std::vector<std::string>{"2-4"});
}

}  // namespace
}  // namespace clashlint
