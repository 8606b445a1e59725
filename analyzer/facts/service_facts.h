#pragma once

#include <memory>
#include <vector>

#include "analyzer/facts/service_routes.h"

namespace clashlint {

/// What a profile does with services: walked when first asked for, then kept. For one thread.
class ServiceFacts {
 public:
  /// `services` null: the built-in ones. Both must outlive it.
  ServiceFacts(const Profile& profile, const std::vector<Service>* services)
      : profile_(profile), services_(services) {}

  const std::vector<Service>& all() const;

  const ServiceWalker& walker() const;

  /// See ServiceWalker::meant.
  const std::vector<ServiceRoutes>& meant() const;

 private:
  const Profile& profile_;
  const std::vector<Service>* services_;
  mutable std::unique_ptr<const ServiceWalker> walker_;
  mutable std::unique_ptr<const std::vector<ServiceRoutes>> meant_;
};

}  // namespace clashlint
