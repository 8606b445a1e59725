#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/base/result.h"
#include "rules/kind/rule.h"

namespace clashlint {

/// A row cut into its pieces (`semantics.md` C.1). Views point into the row.
struct RuleTokens {
  std::string type;               ///< upper case
  std::string_view type_text;     ///< as written
  std::string payload;            ///< pieces re-joined with `,` where the kind takes several
  std::string_view payload_text;  ///< from its first to its last piece, as written
  std::string_view target;
  std::vector<std::string_view> params;
};

/// `need_target` is true for `rules`, `sub-rules` and fake-ip-filter, false
/// inside logic rules and classical sets.
RuleTokens tokenise_rule(std::string_view row, bool need_target);

/// The kind of an upper-case keyword; nothing for a word that is none.
std::optional<RuleKind> rule_kind(std::string_view upper_keyword);

/// What the payload of a rule refers to outside the row.
class RuleWorld {
 public:
  virtual ~RuleWorld() = default;

  /// GEOSITE. Error: the core's inner text (`load GeoSite data error, …`).
  virtual Result<GeositeList> geosite(std::string_view payload) = 0;

  /// GEOIP, SRC-GEOIP. Error: the core's inner text (`[GeoIP] …`).
  virtual Result<GeoipCode> geoip(std::string_view payload) = 0;

  /// IP-ASN and SRC-IP-ASN: any payload is taken, the database is needed.
  virtual void needs_asn() = 0;

  /// Null where no rule-provider has the name.
  virtual const RuleSet* rule_set(std::string_view name) = 0;
};

/// Which list of checks a payload fault belongs to.
enum class PayloadFault : std::uint8_t {
  empty,         ///< `missing subsequent parameters: DOMAIN`
  unknown_type,  ///< `unsupported rule type: FOO`
  not_allowed,   ///< MATCH, SUB-RULE, RULE-SET where the core takes none
  geodata,       ///< an unknown list, code or a damaged file
  rule_set,      ///< no such rule-provider
  form,          ///< the parentheses or the number of a logic rule's conditions
  payload        ///< anything else
};

struct RuleFault {
  PayloadFault kind = PayloadFault::payload;
  std::string core_message;  ///< the core's inner text
  std::string detail{};      ///< the name or piece that is at fault
  std::string part{};        ///< the innermost condition of a logic rule that is at fault, as carried
  std::string type{};        ///< upper case: of that condition, else of the row
};

enum class RulePlace : std::uint8_t { list, classical_set, logic };

/// Compiles what was cut. On a fault the rule is kept, marked as not
/// understood, and `fault` says why. Depth of nesting is bounded by
/// kMaxLogicDepth, work by the square of the payload's length at worst.
Rule compile_rule(const RuleTokens& tokens, RulePlace place, RuleWorld& world,
                  std::optional<RuleFault>& fault);

inline constexpr int kMaxLogicDepth = 100;

/// The inbound types that IN-TYPE knows, upper case, but for INNER (the core's own connections).
std::span<const std::string_view> in_type_words();
bool is_inbound_type(std::string_view upper_name);

}  // namespace clashlint
