#include "analyzer/check/check.h"

namespace clashlint {

std::string_view to_string(Category category) {
  switch (category) {
    case Category::load:
      return "load";
    case Category::core:
      return "core";
    case Category::order:
      return "order";
    case Category::names:
      return "names";
    case Category::providers:
      return "providers";
    case Category::udp:
      return "udp";
    case Category::services:
      return "services";
    case Category::dns:
      return "dns";
    case Category::groups:
      return "groups";
    case Category::safety:
      return "safety";
    case Category::keys:
      return "keys";
    case Category::suppressions:
      return "suppressions";
  }
  return {};
}

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      return "info";
  }
  return {};
}

std::string_view to_string(Confidence confidence) {
  return confidence == Confidence::certain ? "certain" : "depends";
}

std::string_view to_string(Applicability applicability) {
  return applicability == Applicability::safe ? "safe" : "unsafe";
}

}  // namespace clashlint
