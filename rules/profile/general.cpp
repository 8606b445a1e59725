#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/profile/home.h"
#include "rules/profile/sections.h"
#include "rules/profile/typed.h"

namespace clashlint {

void load_general(LoadContext& context) {
  const YamlNode& root = context.root;
  Profile& profile = context.profile;
  const std::string mode = ascii_lower(typed_string(root, "mode").value_or("rule"));
  if (mode == "global") profile.mode = TunnelMode::global;
  if (mode == "direct") profile.mode = TunnelMode::direct;
  const std::string process = ascii_lower(typed_string(root, "find-process-mode").value_or("strict"));
  if (process == "always") profile.process_mode = ProcessMode::always;
  if (process == "off") profile.process_mode = ProcessMode::off;
  profile.ipv6 = typed_bool(root, "ipv6").value_or(true);
  profile.geodata_mode = typed_bool(root, "geodata-mode").value_or(false);
}

void load_controller(LoadContext& context) {
  const std::string ui = typed_string(context.root, "external-ui").value_or("");
  if (const Result<std::string> path = context.home.resolve(ui); !ui.empty() && !path) {
    context.refuse("unsafe-path", typed_child(context.root, "external-ui")->span,
                   "this path leaves the core's home directory", path.error());
  }
  const std::string name = typed_string(context.root, "external-ui-name").value_or("");
  const bool local = !name.starts_with('/') && name != ".." && !name.starts_with("../") &&
                     name.find("/../") == std::string::npos && !name.ends_with("/..");
  if (!local) {
    context.refuse("unsafe-path", typed_child(context.root, "external-ui-name")->span,
                   "this name leaves the folder of external-ui",
                   fmt::format("external UI name is not local: {}", name));
  }
}

}  // namespace clashlint
