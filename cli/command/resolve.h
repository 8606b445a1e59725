#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/app.h"

namespace clashlint {

/// `clashlint resolve PROFILE`: what runs once layers are laid over the profile.
int run_resolve(const std::vector<std::string>& args, const Environment& environment, std::ostream& out,
                std::ostream& err);

}  // namespace clashlint
