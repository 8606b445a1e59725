#include "rules/profile/geodata.h"

#include <algorithm>
#include <filesystem>
#include <set>

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

Result<Mmdb> open_database(const std::optional<std::string>& path, std::string_view name) {
  if (!path) return Error{fmt::format("{} is missing", name)};
  Result<Mmdb> database = Mmdb::open(*path);
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

GeoData::GeoData(const HomeFiles& home, bool geodata_mode, bool mph)
    : home_(home), geodata_mode_(geodata_mode), mph_(mph) {}

const GeoData::Bytes& GeoData::dat(Bytes& bytes, std::string_view name, DataFile::Kind kind) {
  if (bytes.read) return bytes;
  bytes.read = true;
  const std::optional<std::string> path = home_.find_geodata(name);
  note_file(kind, path, name);
  if (!path) {
    bytes.why = fmt::format("{} is missing", name);
    return bytes;
  }
  Result<std::string> text = read_file(*path);
  const std::string fault = text ? dat_fault(*text) : text.error();
  if (!fault.empty()) {
    bytes.why = fmt::format("{} is damaged: {}", name, fault);
    return bytes;
  }
  bytes.text = std::make_shared<const std::string>(std::move(*text));
  note_place(*path);
  return bytes;
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

  const std::string key = name.list + "@" + join(name.attributes, "@");
  if (const auto known = lists_.find(key); known != lists_.end()) {
    out.matcher = known->second;
    return out;
  }
  const Bytes& bytes = dat(geosite_, "GeoSite.dat", DataFile::Kind::geosite);
  if (!bytes.text) {
    out.missing = bytes.why;
    return out;
  }
  Result<std::shared_ptr<const GeositeMatcher>> matcher = load_list(bytes.text, name.list, name.attributes);
  if (!matcher) return Error{"load GeoSite data error, " + matcher.error()};
  out.matcher = lists_[key] = *matcher;
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
  if (!geosite_codes_) {
    const Bytes& bytes = dat(geosite_, "GeoSite.dat", DataFile::Kind::geosite);
    geosite_codes_ = bytes.text ? dat_codes(*bytes.text) : std::vector<std::string>();
  }
  return *geosite_codes_;
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
  const Bytes& bytes = dat(geoip_, "GeoIP.dat", DataFile::Kind::geoip);
  if (!bytes.text) {
    out.missing = bytes.why;
    return out;
  }
  if (const auto known = codes_.find(code); known != codes_.end()) {
    out.addresses = known->second;
  } else {
    Result<IpSet> set = read_geoip_dat(*bytes.text, code);
    if (!set) return Error{"[GeoIP] " + set.error()};
    out.addresses = codes_[std::string(code)] = std::make_shared<const IpSet>(std::move(*set));
  }
  return out;
}

void GeoData::need_country() {
  if (country_tried_) return;
  country_tried_ = true;
  const std::optional<std::string> path = home_.find_geodata({"Country.mmdb", "geoip.db", "geoip.metadb"});
  note_file(DataFile::Kind::mmdb, path, "geoip.metadb");
  keep(open_database(path, "geoip.metadb"), country_, country_availability_);
  if (country_) note_place(*path);
}

void GeoData::need_asn() {
  if (asn_tried_) return;
  asn_tried_ = true;
  const std::optional<std::string> path = home_.find_geodata("ASN.mmdb");
  note_file(DataFile::Kind::mmdb, path, "ASN.mmdb");
  keep(open_database(path, "ASN.mmdb"), asn_, asn_availability_);
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
