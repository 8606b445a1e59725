#include "rules/value/domain_pattern.h"

#include <doctest/doctest.h>

using namespace clashlint;

TEST_CASE("the domain language") {
  for (const auto* valid : {"a.com", ".a.com", "+.a.com", "*", "+", "*.*", "a.*.com", "x*y.com", "a b.com",
                            "1.2.3.4", "例子.cn", "a", "+.*.com", "a/b", "a.+", ".a"}) {
    CAPTURE(valid);
    CHECK(valid_domain_pattern(valid));
  }
  for (const auto* invalid :
       {"", ".", "a.", "a..b", "..a", "+..a", " a", "a ", "\ta", "a.com\u3000", "+.", "*."}) {
    CAPTURE(invalid);
    CHECK_FALSE(valid_domain_pattern(invalid));
  }
}
