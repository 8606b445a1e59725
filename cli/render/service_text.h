#pragma once

#include <string>
#include <vector>

#include "analyzer/catalogue/service.h"
#include "cli/render/explain_view.h"

namespace clashlint {

/// A service with the story of each of its hosts, in their order.
struct ServiceStories {
  const Service& service;
  std::vector<Story> stories{};

  /// Whether the host has to leave by the same outbound as others and does not.
  bool is_apart(std::size_t host) const { return apart[host]; }

  std::vector<bool> apart{};
  std::size_t ways = 1;
};
ServiceStories compare(const ExplainView& view, const Service& service, std::vector<Story> stories);

/// The table role, host, rule, outbound, with those apart marked.
std::string service_text(const ExplainView& view, const ServiceStories& stories);

}  // namespace clashlint
