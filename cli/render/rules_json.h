#pragma once

#include <string>

#include "cli/render/rules_text.h"

namespace clashlint {

/// `{"rules":[…],"sub_rules":{"name":[…]}}`, see clashlint-rules(1). One line.
std::string rules_json(const JudgedProfile& judged, const RulesShown& shown);

}  // namespace clashlint
