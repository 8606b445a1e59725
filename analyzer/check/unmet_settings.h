#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "analyzer/check/inbounds.h"

namespace clashlint {

/// Which setting of the profile keeps a condition from ever holding.
enum class UnmetSetting : std::uint8_t { process, in_name, in_user, in_port, in_type, source, rematch };

struct Unmet {
  UnmetSetting setting = UnmetSetting::process;
  const Rule* condition = nullptr;  ///< the rule itself, or the part or row of a list that it needs
};

/// Judges conditions by what the profile's settings let happen at all.
class UnmetConditions {
 public:
  explicit UnmetConditions(const Facts& facts);

  /// Nothing where the rule may match, as far as the settings go.
  std::optional<Unmet> of(const Rule& rule);

  const Inbounds& inbounds() const { return inbounds_; }

 private:
  std::optional<Unmet> of_set(const RuleSet& set);
  bool no_process(const Rule& rule) const;
  bool no_name(const NameList& list) const;
  bool no_user(const NameList& list) const;
  bool no_port(const NumberRanges& ports) const;
  bool no_type(const NameList& list) const;
  bool no_source(const Rule& rule) const;
  bool no_rematch(const NameList& list) const;

  const Profile& profile_;
  Inbounds inbounds_;
  std::unordered_map<const RuleSet*, std::optional<Unmet>> sets_;
};

}  // namespace clashlint
