#include "rules/profile/geodata.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/provider/geosite.h"
#include "rules/value/name_entries.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

/// A list carries all of the attributes asked for.
bool carries(const GeositeEntry& entry, const std::vector<std::string>& attributes) {
  return std::ranges::all_of(attributes, [&](const std::string& wanted) {
    return std::ranges::any_of(entry.attributes,
                               [&](std::string_view key) { return unicode_iequals(key, wanted); });
  });
}

/// Every attribute that an entry carries, once.
std::vector<std::string> attributes_of(const std::vector<GeositeEntry>& entries) {
  std::set<std::string> all;
  for (const GeositeEntry& entry : entries) {
    for (const std::string_view attribute : entry.attributes) all.insert(unicode_lower(attribute));
  }
  return {all.begin(), all.end()};
}

/// The parts of `list@attr@attr`, lower case.
struct ListName {
  std::string list;
  std::vector<std::string> attributes;
};

ListName list_name(std::string_view text) {
  ListName name;
  for (const std::string_view part : split(text, '@')) {
    std::string cleaned(trim_space(part));
    if (part.data() == text.data()) {
      name.list = std::move(cleaned);
    } else if (!cleaned.empty()) {
      name.attributes.push_back(std::move(cleaned));
    }
  }
  return name;
}

Result<Mmdb> open_database(SharedData& shared, const std::optional<std::string>& path,
                           std::string_view name) {
  if (!path) return Error{fmt::format("{} is missing", name)};
  const Result<Mmdb>& database = shared.databases.get(*path, [&] { return Mmdb::open(*path); });
  if (!database)
    return Error{fmt::format("{} is no database: {}", std::filesystem::path(*path).filename().string(),
                             database.error())};
  return database;
}

void keep(Result<Mmdb> opened, std::optional<Mmdb>& database, Availability& availability) {
  if (opened) {
    database = *opened;
  } else {
    availability = {.available = false, .why = opened.error()};
  }
}

}  // namespace

GeoData::GeoData(const HomeFiles& home, SharedData& shared, bool geodata_mode, bool mph)
    : home_(home), shared_(shared), geodata_mode_(geodata_mode), mph_(mph) {}

const GeoData::DatFile& GeoData::dat(DatFile& file, std::string_view name, DataFile::Kind kind) {
  if (std::exchange(file.looked_for, true)) return file;
  const std::optional<std::string> path = home_.find_geodata(name);
  note_file(kind, path, name);
  if (!path) {
    file.why = fmt::format("{} is missing", name);
    return file;
  }
  const SharedData::Dat& read = shared_.dat(*path);
  if (!read.text) {
    file.why = fmt::format("{} is damaged: {}", name, read.fault);
    return file;
  }
  file.path = *path;
  file.text = read.text;
  note_place(*path);
  return file;
}

void GeoData::note_place(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  if (folder != home_.path()) found_in_ = folder;
}

void GeoData::note_file(DataFile::Kind kind, const std::optional<std::string>& path, std::string_view name) {
  const std::string expected = (std::filesystem::path(home_.path()) / name).lexically_normal().string();
  files_.push_back({.kind = kind, .path = path.value_or(expected), .missing = !path});
}

Result<GeositeList> GeoData::geosite(std::string_view payload) {
  const std::string lowered = unicode_lower(payload);
  std::string_view text = trim_space(lowered);
  GeositeList out;
  out.negated = text.starts_with('!');
  if (out.negated) text.remove_prefix(1);
  if (text.empty()) return Error{"load GeoSite data error, country code could not be empty"};
  const ListName name = list_name(text);
  if (name.list.empty())
    return Error{fmt::format("load GeoSite data error, empty listname in rule: {}", text)};

  const DatFile& file = dat(geosite_, "GeoSite.dat", DataFile::Kind::geosite);
  if (!file.text) {
    out.missing = file.why;
    return out;
  }
  const std::string key =
      fmt::format("{}\n{}@{}@{}", file.path, mph_ ? "mph" : "", name.list, join(name.attributes, "@"));
  const SharedData::Geosite& matcher =
      shared_.geosite.get(key, [&] { return load_list(file.text, name.list, name.attributes); });
  if (!matcher) return Error{"load GeoSite data error, " + matcher.error()};
  out.matcher = *matcher;
  return out;
}

Result<std::shared_ptr<const GeositeMatcher>> GeoData::load_list(
    const std::shared_ptr<const std::string>& bytes, const std::string& name,
    const std::vector<std::string>& attributes) const {
  const Result<std::vector<GeositeEntry>> entries = read_geosite(*bytes, name);
  if (!entries) return Error{entries.error()};
  auto matcher = std::make_shared<GeositeMatcher>();
  matcher->name = name;
  for (const std::string& attribute : attributes) matcher->name += "@" + attribute;
  matcher->fold_host = mph_;
  NameEntries names(bytes);
  for (const GeositeEntry& entry : *entries) {
    if (!carries(entry, attributes)) continue;
    ++matcher->entry_count;
    switch (entry.type) {
      case GeositeType::full:
      case GeositeType::domain:
        if (!names.add_geosite(entry.value, entry.type == GeositeType::domain))
          return Error{"invalid domain"};
        break;
      case GeositeType::keyword:
        matcher->keywords.emplace_back(entry.value);
        break;
      case GeositeType::regex: {
        Result<Regex> regex = Regex::compile(entry.value, RegexFlavour::linear, false);
        if (!regex) return Error{regex.error()};
        matcher->regexes.push_back(*regex);
        break;
      }
    }
  }
  matcher->domains = std::move(names).finish();
  if (matcher->entry_count == 0 && !attributes.empty()) matcher->attributes = attributes_of(*entries);
  return std::shared_ptr<const GeositeMatcher>(std::move(matcher));
}

const std::vector<std::string>& GeoData::geosite_codes() {
  const DatFile& file = dat(geosite_, "GeoSite.dat", DataFile::Kind::geosite);
  return shared_.geosite_codes.get(
      file.path, [&] { return file.text ? dat_codes(*file.text) : std::vector<std::string>(); });
}

Result<GeoipCode> GeoData::geoip(std::string_view payload) {
  GeoipCode out;
  out.code = unicode_lower(payload);
  if (out.code == "lan") {
    out.lan = true;
    return out;
  }
  if (!geodata_mode_) {
    need_country();
    return out;
  }
  std::string_view code = out.code;
  out.negated = code.starts_with('!');
  if (out.negated) code.remove_prefix(1);
  const DatFile& file = dat(geoip_, "GeoIP.dat", DataFile::Kind::geoip);
  if (!file.text) {
    out.missing = file.why;
    return out;
  }
  const SharedData::Ranges& ranges =
      shared_.geoip.get(fmt::format("{}\n{}", file.path, code), [&]() -> SharedData::Ranges {
        Result<IpSet> set = read_geoip_dat(*file.text, code);
        if (!set) return Error{set.error()};
        return std::make_shared<const IpSet>(std::move(*set));
      });
  if (!ranges) return Error{"[GeoIP] " + ranges.error()};
  out.addresses = *ranges;
  return out;
}

void GeoData::need_country() {
  if (country_tried_) return;
  country_tried_ = true;
  const std::optional<std::string> path = home_.find_geodata({"Country.mmdb", "geoip.db", "geoip.metadb"});
  note_file(DataFile::Kind::mmdb, path, "geoip.metadb");
  keep(open_database(shared_, path, "geoip.metadb"), country_, country_availability_);
  if (country_) note_place(*path);
}

void GeoData::need_asn() {
  if (asn_tried_) return;
  asn_tried_ = true;
  const std::optional<std::string> path = home_.find_geodata("ASN.mmdb");
  note_file(DataFile::Kind::mmdb, path, "ASN.mmdb");
  keep(open_database(shared_, path, "ASN.mmdb"), asn_, asn_availability_);
  if (asn_) note_place(*path);
}

void GeoData::finish(Profile& profile) {
  profile.country = std::move(country_);
  profile.country_availability = std::move(country_availability_);
  profile.asn = std::move(asn_);
  profile.asn_availability = std::move(asn_availability_);
  profile.home.geodata_path = found_in_;
  profile.data_files.insert(profile.data_files.end(), files_.begin(), files_.end());
}

}  // namespace clashlint
