#pragma once

#include <vector>

#include "cli/render/service_text.h"

namespace clashlint {

/// The services of which the profile says something, each host as `explain
/// --service` asks about it. In a list of ten thousands of rows, where what else
/// can happen takes a second a host, only where it goes is found: `alternatives`
/// is empty then. The view and the services must outlive the result.
std::vector<ServiceStories> service_stories(const ExplainView& view, const std::vector<Service>& services);

}  // namespace clashlint
