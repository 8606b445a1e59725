#pragma once

#include <memory>
#include <string>

#include "rules/profile/context.h"
#include "rules/profile/structure.h"

namespace clashlint {

/// Puts the built-in outbounds and `proxies` into the profile's name space
/// (`semantics.md` B.1–B.3). A proxy with a fault is kept under its name.
void load_proxies(LoadContext& context);

/// `dialer-proxy` of every named proxy: exists, no cycle (B.4). After the groups.
void check_dialer_proxies(LoadContext& context);

/// What is wrong with one proxy, and the outbound it would be. `fault` is
/// empty when the core takes it. `type` in the outbound's adapter.
struct ReadProxy {
  std::unique_ptr<Outbound> outbound;  ///< null without a name
  std::vector<StructureFault> faults;  ///< core messages without a prefix
  std::string type;                    ///< as written
};
ReadProxy read_proxy(const YamlNode& node);

}  // namespace clashlint
