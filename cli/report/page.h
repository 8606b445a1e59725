#pragma once

#include <string>

#include "cli/report/parts.h"

namespace clashlint {

/// The whole page: one file that asks for nothing else. See `cli/report/README.md`.
std::string report_page(const ReportContent& content);

}  // namespace clashlint
