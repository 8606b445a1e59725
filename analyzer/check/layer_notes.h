#pragma once

#include "rules/base/finding.h"
#include "rules/base/source.h"
#include "rules/profile/load.h"

namespace clashlint {

/// Adds to findings what layers have to do with them: which layer a row came
/// with, which one took out what is missed, and that a later one stands above
/// an earlier one. No fix that rests on another file stays a safe one. Without
/// layers nothing happens. Linear.
void tell_layers(const Sources& sources, const LoadedProfile& loaded, Findings& findings);

/// `verge/rules.yaml (Clash Verge Rev: Edit Rules)`.
std::string layer_words(const Sources& sources, const Layer& layer);

}  // namespace clashlint
