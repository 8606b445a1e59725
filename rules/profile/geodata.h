#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "rules/base/result.h"
#include "rules/profile/home.h"
#include "rules/profile/profile.h"
#include "rules/profile/shared_data.h"

namespace clashlint {

/// The geodata of a home, for one profile: looked for when it first needs them.
/// What is missing or damaged is remembered, once, and taken as empty.
class GeoData {
 public:
  /// `mph`: `geosite-matcher` names the perfect-hash matcher.
  GeoData(const HomeFiles& home, SharedData& shared, bool geodata_mode, bool mph);

  /// A GEOSITE payload: `[!]list[@attr…]`. Error: the core's `load GeoSite data error, …`.
  Result<GeositeList> geosite(std::string_view payload);

  /// Every list of GeoSite.dat; empty where it is not there.
  const std::vector<std::string>& geosite_codes();

  /// A GEOIP payload. Error: the core's `[GeoIP] …`.
  Result<GeoipCode> geoip(std::string_view payload);

  /// Opens ASN.mmdb.
  void need_asn();

  /// Moves the databases and what is known of them into the profile.
  void finish(Profile& profile);

 private:
  struct DatFile {
    std::string path;
    std::shared_ptr<const std::string> text;  ///< null: not there
    std::string why;                          ///< not there, or not usable
    bool looked_for = false;
  };
  const DatFile& dat(DatFile& file, std::string_view name, DataFile::Kind kind);
  Result<std::shared_ptr<const GeositeMatcher>> load_list(const std::shared_ptr<const std::string>& bytes,
                                                          const std::string& name,
                                                          const std::vector<std::string>& attributes) const;
  void need_country();
  void note_place(const std::string& path);
  void note_file(DataFile::Kind kind, const std::optional<std::string>& path, std::string_view name);

  const HomeFiles& home_;
  SharedData& shared_;
  bool geodata_mode_;
  bool mph_;
  DatFile geosite_;
  DatFile geoip_;
  std::optional<Mmdb> country_;
  Availability country_availability_;
  bool country_tried_ = false;
  std::optional<Mmdb> asn_;
  Availability asn_availability_;
  bool asn_tried_ = false;
  std::string found_in_;  ///< a folder other than the home
  std::vector<DataFile> files_;
};

}  // namespace clashlint
