#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/catalogue/service.h"
#include "analyzer/check/check.h"

namespace clashlint {

/// One word of a configuration on which checks are on.
struct Choice {
  std::string pattern;  ///< an id, or a glob over ids: `unused-*`
  bool on = true;
};

/// How checks are set for one file. The last word on a check is the one that counts.
struct Settings {
  Preset preset = Preset::standard;
  std::vector<Choice> choices;
  std::vector<std::pair<std::string, Severity>> severities;    ///< by id or glob
  std::map<std::string, std::map<std::string, bool>> options;  ///< check, option
  std::vector<std::string> zones;                              ///< `corp.example`: see Config
  std::string today;                                           ///< YYYY-MM-DD; empty: nothing expires
  std::shared_ptr<const std::vector<Service>> services;        ///< null: the built-in ones

  bool enabled(const Check& check) const;
  Severity severity(const Check& check) const;
  /// The value of an option, else what the check itself says.
  bool option(const Check& check, std::string_view name) const;
};

}  // namespace clashlint
