#pragma once

#include <memory>
#include <vector>

#include "analyzer/catalogue/service.h"
#include "cli/asked.h"
#include "cli/command/explain_options.h"

namespace clashlint {

/// A service that is asked about, with a question for each of its hosts.
struct AskedService {
  std::shared_ptr<const std::vector<Service>> own{};  ///< keeps `service`; null: it is built in
  const Service* service = nullptr;
  std::vector<Asked> hosts{};
};

/// The services of the configuration above a profile, which come with the built-in ones; null: it
/// has none of its own.
Result<std::shared_ptr<const std::vector<Service>>> own_services(const ProfileWish& profile);

/// Looks for `options.service` among the built-in ones and those of the configuration above the
/// profile. Error: a text for the person, all its lines.
Result<AskedService> ask_about_service(const ExplainOptions& options);
/// The same among those that `own_services` has given.
Result<AskedService> ask_about_service(const ExplainOptions& options,
                                       std::shared_ptr<const std::vector<Service>> own);

}  // namespace clashlint
