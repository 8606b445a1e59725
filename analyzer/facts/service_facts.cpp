#include "analyzer/facts/service_facts.h"

#include "analyzer/catalogue/catalogue.h"

namespace clashlint {

const std::vector<Service>& ServiceFacts::all() const {
  return services_ == nullptr ? built_in_services() : *services_;
}

const ServiceWalker& ServiceFacts::walker() const {
  if (!walker_) walker_ = std::make_unique<const ServiceWalker>(profile_, all());
  return *walker_;
}

const std::vector<ServiceRoutes>& ServiceFacts::meant() const {
  if (!meant_) meant_ = std::make_unique<const std::vector<ServiceRoutes>>(walker().meant());
  return *meant_;
}

}  // namespace clashlint
