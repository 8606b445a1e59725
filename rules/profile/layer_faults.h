#pragma once

#include "rules/layers/layered.h"
#include "rules/profile/context.h"

namespace clashlint {

/// What is wrong with layers themselves: those that cannot be applied, and
/// members of groups that their client takes out without a word.
void report_layer_faults(LoadContext& context, const LayeredTree& layered);

}  // namespace clashlint
