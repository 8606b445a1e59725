#include "analyzer/match/answer.h"

namespace clashlint {

bool is_list(Dependency::Kind kind) {
  using Kind = Dependency::Kind;
  return kind == Kind::rule_set || kind == Kind::geosite || kind == Kind::geoip || kind == Kind::asn;
}

std::string_view to_string(NameserverKind kind) {
  switch (kind) {
    case NameserverKind::none:
      return "none";
    case NameserverKind::main:
      return "main";
    case NameserverKind::main_and_fallback:
      return "main+fallback";
    case NameserverKind::policy:
      return "policy";
    case NameserverKind::fallback_only:
      return "fallback-only";
  }
  return {};
}

}  // namespace clashlint
