#include "analyzer/catalogue/read_services.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "rules/base/strings.h"
#include "rules/value/ip.h"
#include "rules/value/similar.h"

namespace clashlint {
namespace {

constexpr std::string_view kUnder = "+.";
constexpr std::size_t kMaxName = 253;

/// Letters, digits, `-` and `_` between single dots.
bool is_name(std::string_view text) {
  if (text.empty() || text.size() > kMaxName) return false;
  const auto fine = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return std::ranges::all_of(split(text, '.'), [&](std::string_view label) {
    return !label.empty() && std::ranges::all_of(label, fine);
  });
}

/// A name or an address of the pattern; empty: it is no pattern.
std::string example_of(std::string_view pattern) {
  if (pattern.starts_with(kUnder)) {
    const std::string_view suffix = pattern.substr(kUnder.size());
    return is_name(suffix) ? "www." + std::string(suffix) : std::string();
  }
  if (pattern.find('/') != std::string_view::npos) {
    const Result<IpPrefix> prefix = parse_prefix(pattern);
    if (!prefix) return {};
    const std::optional<IpAddress> second = next(prefix->first());
    return to_string(second && prefix->contains(*second) ? *second : prefix->first());
  }
  return is_name(pattern) && !parse_ip(pattern) ? std::string(pattern) : std::string();
}

bool is_under(std::string_view name, std::string_view pattern) {
  if (!pattern.starts_with(kUnder)) return false;
  const std::string_view suffix = pattern.substr(kUnder.size());
  return name == suffix || name.ends_with("." + std::string(suffix));
}

class Reader {
 public:
  Reader(const std::vector<Service>& known, StrictReader& reader) : known_(known), reader_(reader) {}

  ServiceEntry read(const YamlNode& id, const YamlNode& node) {
    entry_.service.id = reader_.text(id);
    base_ = find_service(known_, entry_.service.id);
    reader_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) { read_key(key, value); });
    if (node.is_mapping()) check(id);
    return std::move(entry_);
  }

 private:
  void read_key(const YamlNode& key, const YamlNode& value) {
    Service& service = entry_.service;
    if (key.text == "name") {
      service.name = reader_.text(value);
    } else if (key.text == "category") {
      service.category = reader_.text(value);
    } else if (key.text == "called") {
      service.called = reader_.texts(value);
    } else if (key.text == "hosts") {
      read_hosts(value);
    } else if (key.text == "together") {
      entry_.together_given = true;
      read_roles(value, service.together);
    } else if (key.text == "may-differ") {
      read_roles(value, entry_.may_differ);
    } else if (key.text == "long-lived") {
      read_roles(value, service.long_lived);
    } else if (key.text == "off") {
      entry_.off = reader_.boolean(value).value_or(false);
    } else {
      reader_.unknown_key(
          key, {"name", "category", "called", "hosts", "together", "may-differ", "long-lived", "off"});
    }
  }

  std::optional<HostRole> read_role(const YamlNode& node) {
    const std::optional<HostRole> role = node.is_scalar() ? host_role(node.text) : std::nullopt;
    if (!role) reader_.fault(node, "this must be a role: " + host_role_words());
    return role;
  }

  void read_roles(const YamlNode& node, std::vector<HostRole>& roles) {
    for (const YamlNode* item : reader_.items(node)) {
      const std::optional<HostRole> one = read_role(*item);
      if (!one) continue;
      named_.push_back({item, *one});
      roles.push_back(*one);
    }
  }

  void read_hosts(const YamlNode& node) {
    hosts_given_ = true;
    reader_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
      const std::optional<HostRole> of = read_role(key);
      if (!of) return;
      for (const YamlNode* item : reader_.items(value)) {
        if (item->is_mapping()) {
          reader_.each_entry(
              *item, [&](const YamlNode& pattern, const YamlNode& probe) { add_host(pattern, &probe, *of); });
        } else {
          add_host(*item, nullptr, *of);
        }
      }
    });
  }

  void add_host(const YamlNode& node, const YamlNode* probe, HostRole of) {
    ServiceHost host{.pattern = ascii_lower(reader_.text(node)), .role = of};
    if (host.pattern.empty()) return;  // said already
    host.probe = example_of(host.pattern);
    if (host.probe.empty()) {
      return reader_.fault(node, "this must be a name, +. and a name, or a network such as 192.0.2.0/24");
    }
    if (probe != nullptr) {
      host.probe = ascii_lower(reader_.text(*probe));
      if (!is_name(host.probe) || !is_under(host.probe, host.pattern))
        return reader_.fault(*probe, fmt::format("this must be a name under {}", host.pattern));
    }
    if (!patterns_.insert(host.pattern).second || has(base_, host.pattern))
      return reader_.fault(node, "the service has this host already");
    entry_.service.hosts.push_back(std::move(host));
  }

  static bool has(const Service* service, const std::string& pattern) {
    return service != nullptr &&
           std::ranges::find(service->hosts, pattern, &ServiceHost::pattern) != service->hosts.end();
  }

  // What only the whole entry shows.
  void check(const YamlNode& id) {
    if (base_ == nullptr && !hosts_given_) return no_such_service(id);
    for (const auto& [node, role] : named_) {
      if (!has_role(entry_.service, role) && (base_ == nullptr || !has_role(*base_, role)))
        reader_.fault(*node, fmt::format("no host of the service has the role {}", to_string(role)));
    }
  }

  static bool has_role(const Service& service, HostRole role) {
    return std::ranges::find(service.hosts, role, &ServiceHost::role) != service.hosts.end();
  }

  void no_such_service(const YamlNode& id) {
    std::vector<std::string_view> ids;
    for (const Service& service : known_) ids.push_back(service.id);
    const auto meant = nearest(id.text, ids);
    reader_.fault(
        id, meant ? fmt::format("there is no service \"{}\": did you mean \"{}\"?", id.text, meant->text)
                  : fmt::format("a new service needs `hosts`: there is no \"{}\" to change", id.text));
  }

  const std::vector<Service>& known_;
  StrictReader& reader_;
  const Service* base_ = nullptr;
  ServiceEntry entry_;
  bool hosts_given_ = false;
  std::set<std::string> patterns_;
  std::vector<std::pair<const YamlNode*, HostRole>> named_;  ///< roles that are said something of
};

void add_roles(std::vector<HostRole>& roles, const std::vector<HostRole>& more) {
  for (const HostRole role : more) {
    if (std::ranges::find(roles, role) == roles.end()) roles.push_back(role);
  }
}

std::vector<HostRole> new_session_roles(const Service& service, const std::vector<ServiceHost>& hosts) {
  std::vector<HostRole> roles;
  for (const ServiceHost& host : hosts) {
    const bool had = std::ranges::find(service.hosts, host.role, &ServiceHost::role) != service.hosts.end();
    if (is_session_role(host.role) && !had) add_roles(roles, {host.role});
  }
  return roles;
}

void change(Service& service, const ServiceEntry& entry) {
  const Service& given = entry.service;
  if (!given.name.empty()) service.name = given.name;
  if (!given.category.empty()) service.category = given.category;
  service.called.insert(service.called.end(), given.called.begin(), given.called.end());
  add_roles(service.together,
            entry.together_given ? given.together : new_session_roles(service, given.hosts));
  std::erase_if(service.together, [&](HostRole role) {
    return std::ranges::find(entry.may_differ, role) != entry.may_differ.end();
  });
  add_roles(service.long_lived, given.long_lived);
  service.hosts.insert(service.hosts.end(), given.hosts.begin(), given.hosts.end());
  service.declared = service.declared || !given.hosts.empty();
}

}  // namespace

std::vector<ServiceEntry> read_services(const YamlNode& node, const std::vector<Service>& known,
                                        StrictReader& reader) {
  std::vector<ServiceEntry> entries;
  reader.each_entry(node, [&](const YamlNode& id, const YamlNode& value) {
    entries.push_back(Reader(known, reader).read(id, value));
  });
  return entries;
}

std::vector<Service> with_changes(std::vector<Service> services, const std::vector<ServiceEntry>& changes) {
  for (const ServiceEntry& entry : changes) {
    auto found = std::ranges::find(services, entry.service.id, &Service::id);
    if (entry.off) {
      if (found != services.end()) services.erase(found);
      continue;
    }
    if (found == services.end()) {
      services.push_back({.id = entry.service.id, .name = entry.service.id});
      found = services.end() - 1;
    }
    change(*found, entry);
  }
  return services;
}

}  // namespace clashlint
