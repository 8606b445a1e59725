#include "analyzer/catalogue/catalogue.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "analyzer/catalogue/catalogue_embedded.h"
#include "analyzer/catalogue/read_names.h"
#include "analyzer/catalogue/read_services.h"
#include "rules/base/source.h"

namespace clashlint {
namespace {

/// A file of the catalogue as it was read.
template <typename Content>
struct Loaded {
  Content content{};
  Findings faults{};
};

std::string_view text_of(std::string_view name) {
  return std::ranges::find(kCatalogueFiles, name, &EmbeddedText::name)->text;
}

template <typename Content, typename Read>
Loaded<Content> load(std::string_view name, Read read) {
  Loaded<Content> loaded;
  Sources sources;
  const FileId file = sources.add(std::string(name), std::string(text_of(name)));
  const YamlTree tree = parse_yaml(sources, file);
  StrictReader reader(loaded.faults);
  if (const YamlNode* const root = reader.root(tree)) loaded.content = read(*root, reader);
  assert(loaded.faults.empty() && "the catalogue is ours: a test reads it");
  return loaded;
}

std::vector<Service> services_in(const YamlNode& root, StrictReader& reader) {
  std::vector<Service> services;
  reader.each_entry(root, [&](const YamlNode& key, const YamlNode& value) {
    if (key.text != "services") return reader.unknown_key(key, {"services"});
    for (ServiceEntry& entry : read_services(value, {}, reader)) services.push_back(std::move(entry.service));
  });
  return services;
}

const Loaded<std::vector<Service>>& loaded_services() {
  static const auto loaded = load<std::vector<Service>>("services", services_in);
  return loaded;
}

const Loaded<NameCatalogue>& loaded_names() {
  static const auto loaded = load<NameCatalogue>("names", read_names);
  return loaded;
}

}  // namespace

const std::vector<Service>& built_in_services() { return loaded_services().content; }

const NameCatalogue& name_catalogue() { return loaded_names().content; }

const ProbeUrl* find_probe_url(std::string_view url) {
  const std::vector<ProbeUrl>& all = name_catalogue().probe_urls;
  const auto found = std::ranges::find(all, url, &ProbeUrl::url);
  return found == all.end() ? nullptr : &*found;
}

Findings catalogue_faults() {
  Findings faults = loaded_services().faults;
  faults.insert(faults.end(), loaded_names().faults.begin(), loaded_names().faults.end());
  return faults;
}

}  // namespace clashlint
