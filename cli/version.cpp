#include "cli/version.h"

namespace clashlint {

std::string_view version() { return "0.1.0"; }

}  // namespace clashlint
