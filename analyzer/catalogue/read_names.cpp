#include "analyzer/catalogue/read_names.h"

#include <utility>

namespace clashlint {
namespace {

class Reader {
 public:
  explicit Reader(StrictReader& reader) : reader_(reader) {}

  NameCatalogue read(const YamlNode& root) {
    reader_.each_entry(root, [&](const YamlNode& key, const YamlNode& value) {
      if (key.text == "real-addresses") {
        reader_.each_entry(value, [&](const YamlNode& id, const YamlNode& node) {
          catalogue_.real_addresses.push_back(real_addresses(id, node));
        });
      } else if (key.text == "miswritten") {
        each_of(value, [&](const YamlNode& node) { catalogue_.miswritten.push_back(miswritten(node)); });
      } else if (key.text == "resolvers") {
        each_of(value, [&](const YamlNode& node) { catalogue_.resolvers.push_back(resolver(node)); });
      } else if (key.text == "canaries") {
        each_of(value, [&](const YamlNode& node) { catalogue_.canaries.push_back(canary(node)); });
      } else if (key.text == "probe-urls") {
        each_of(value, [&](const YamlNode& node) { catalogue_.probe_urls.push_back(probe_url(node)); });
      } else {
        reader_.unknown_key(key, {"real-addresses", "miswritten", "resolvers", "canaries", "probe-urls"});
      }
    });
    return std::move(catalogue_);
  }

 private:
  template <typename Each>
  void each_of(const YamlNode& node, Each each) {
    for (const YamlNode* item : reader_.items(node)) each(*item);
  }

  RealAddressNames real_addresses(const YamlNode& id, const YamlNode& node) {
    RealAddressNames names{.id = std::string(id.text)};
    reader_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
      if (key.text == "name") {
        names.name = reader_.text(value);
      } else if (key.text == "why") {
        names.why = reader_.text(value);
      } else if (key.text == "level") {
        names.need = reader_.word(value, need_named, "high, medium or low").value_or(Need::medium);
      } else if (key.text == "when") {
        names.harm = reader_.word(value, harm_named, "always, local, proxied or udp").value_or(Harm::always);
      } else if (key.text == "named") {
        names.named = reader_.boolean(value).value_or(false);
      } else if (key.text == "probes") {
        names.probes = reader_.texts(value);
      } else if (key.text == "entries") {
        names.entries = reader_.texts(value);
      } else if (key.text == "geosite") {
        names.geosite = reader_.text(value);
      } else {
        reader_.unknown_key(key, {"name", "why", "level", "when", "named", "probes", "entries", "geosite"});
      }
    });
    return names;
  }

  MiswrittenEntry miswritten(const YamlNode& node) {
    MiswrittenEntry entry;
    reader_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
      if (key.text == "entry") {
        entry.entry = reader_.text(value);
      } else if (key.text == "why") {
        entry.why = reader_.text(value);
      } else if (key.text == "instead") {
        entry.instead = reader_.text(value);
      } else {
        reader_.unknown_key(key, {"entry", "why", "instead"});
      }
    });
    return entry;
  }

  PublicResolver resolver(const YamlNode& node) {
    PublicResolver resolver;
    reader_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
      if (key.text == "name") {
        resolver.name = reader_.text(value);
      } else if (key.text == "https") {
        resolver.https = reader_.texts(value);
      } else if (key.text == "tls") {
        resolver.tls = reader_.texts(value);
      } else if (key.text == "addresses") {
        resolver.addresses = reader_.texts(value);
      } else if (key.text == "country") {
        resolver.country = reader_.text(value);
      } else if (key.text == "upgrade") {
        resolver.upgrade = reader_.boolean(value).value_or(false);
      } else {
        reader_.unknown_key(key, {"name", "https", "tls", "addresses", "country", "upgrade"});
      }
    });
    return resolver;
  }

  Canary canary(const YamlNode& node) {
    Canary canary;
    reader_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
      if (key.text == "name") {
        canary.name = reader_.text(value);
      } else if (key.text == "program") {
        canary.program = reader_.text(value);
      } else {
        reader_.unknown_key(key, {"name", "program"});
      }
    });
    return canary;
  }

  ProbeUrl probe_url(const YamlNode& node) {
    ProbeUrl probe;
    reader_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
      if (key.text == "url") {
        probe.url = reader_.text(value);
      } else if (key.text == "verdict") {
        probe.worth = reader_.word(value, probe_worth_named, "good, weak or bad").value_or(ProbeWorth::good);
      } else if (key.text == "says") {
        probe.says = reader_.text(value);
      } else {
        reader_.unknown_key(key, {"url", "verdict", "says"});
      }
    });
    return probe;
  }

  StrictReader& reader_;
  NameCatalogue catalogue_;
};

}  // namespace

std::optional<Need> need_named(std::string_view word) {
  if (word == "high") return Need::high;
  if (word == "medium") return Need::medium;
  if (word == "low") return Need::low;
  return std::nullopt;
}

std::optional<Harm> harm_named(std::string_view word) {
  if (word == "always") return Harm::always;
  if (word == "local") return Harm::local;
  if (word == "proxied") return Harm::proxied;
  if (word == "udp") return Harm::udp;
  return std::nullopt;
}

std::optional<ProbeWorth> probe_worth_named(std::string_view word) {
  if (word == "good") return ProbeWorth::good;
  if (word == "weak") return ProbeWorth::weak;
  if (word == "bad") return ProbeWorth::bad;
  return std::nullopt;
}

NameCatalogue read_names(const YamlNode& root, StrictReader& reader) { return Reader(reader).read(root); }

}  // namespace clashlint
