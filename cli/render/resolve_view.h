#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "analyzer/facts/layer_rows.h"
#include "analyzer/secrets/secret_map.h"
#include "rules/base/source.h"
#include "rules/profile/load.h"
#include "rules/yaml/write.h"

namespace clashlint {

/// What runs, and how it is to be shown.
struct ResolveView {
  const Sources& sources;
  const LoadedProfile& loaded;
  const SecretMap* secrets = nullptr;  ///< null: they are shown
  bool origins = true;                 ///< each row with where it comes from
  std::string fallback{};  ///< why the client runs the profile without its layers; empty: it does not

  const YamlNode& root() const { return resolved(*loaded.tree.root()); }

  /// Writes scalars, without their secrets.
  YamlWriter writer() const;

  /// What the client or a layer did to put a row where it stands, by the row's place.
  std::unordered_map<Span, const LayerEffect*, SpanHash> deeds() const;
};

/// `put in front`, for the rows of an effect; empty where nothing is worth saying.
std::string_view deed_words(LayerDeed deed);

/// The same as one word of the JSON: `front`.
std::string_view deed_name(LayerDeed deed);

}  // namespace clashlint
