#include "rules/profile/group_members.h"

#include <algorithm>
#include <unordered_set>

#include "rules/base/strings.h"
#include "rules/profile/names.h"
#include "rules/value/text.h"

namespace clashlint {
namespace {

using Members = std::vector<const Outbound*>;

bool finds(const Regex& regex, const Outbound& outbound) {
  return regex.search(outbound.name) == RegexAnswer::yes;
}

/// The entries of `proxies:`, sorted by the bytes of their names: no groups, no built-ins.
Members own_proxies(const Profile& profile) {
  Members out;
  for (const std::unique_ptr<Outbound>& outbound : profile.outbounds) {
    const bool named = find_outbound(profile, outbound->name) == outbound.get();
    const bool built_in = outbound->span == Span{};
    if (named && !built_in && !is_group(outbound->kind)) out.push_back(outbound.get());
  }
  std::ranges::sort(out, {}, [](const Outbound* outbound) -> std::string_view { return outbound->name; });
  return out;
}

/// With filters a proxy comes once for each part that finds it.
void append_all_proxies(const Profile& profile, const std::vector<Regex>& filters, Members& members) {
  const Members all = own_proxies(profile);
  if (filters.empty()) {
    members.insert(members.end(), all.begin(), all.end());
    return;
  }
  for (const Regex& filter : filters) {
    std::ranges::copy_if(all, std::back_inserter(members),
                         [&](const Outbound* proxy) { return finds(filter, *proxy); });
  }
}

std::vector<const ProxyProvider*> all_providers(const Profile& profile) {
  std::vector<const ProxyProvider*> out;
  for (const std::unique_ptr<ProxyProvider>& provider : profile.proxy_providers)
    out.push_back(provider.get());
  std::ranges::sort(out, {},
                    [](const ProxyProvider* provider) -> std::string_view { return provider->name; });
  return out;
}

/// Filter by filter, each node once.
void append_nodes(const ProxyProvider& provider, const std::vector<Regex>& filters, Members& members) {
  if (filters.empty()) {
    members.insert(members.end(), provider.nodes.begin(), provider.nodes.end());
    return;
  }
  std::unordered_set<std::string_view> taken;
  for (const Regex& filter : filters) {
    for (const Outbound* node : provider.nodes) {
      if (finds(filter, *node) && taken.insert(node->name).second) members.push_back(node);
    }
  }
}

/// The core orders the whole list again when it has several sources and several filters.
Members reordered(const Members& members, const std::vector<Regex>& filters) {
  Members out;
  std::unordered_set<std::string_view> taken;
  for (const Regex& filter : filters) {
    for (const Outbound* member : members) {
      if (finds(filter, *member) && taken.insert(member->name).second) out.push_back(member);
    }
  }
  for (const Outbound* member : members) {
    if (taken.insert(member->name).second) out.push_back(member);
  }
  return out;
}

bool excluded_type(const Outbound& outbound, std::string_view types) {
  for (const std::string_view type : split(types, '|')) {
    if (!type.empty() && unicode_iequals(type, outbound.adapter)) return true;
  }
  return false;
}

}  // namespace

void set_members(const Profile& profile, const MemberRequest& request, GroupPart& group) {
  Members own = request.members;
  const std::vector<const ProxyProvider*> providers =
      request.all_providers ? all_providers(profile) : request.providers;
  bool put_in = false;
  if (request.all_proxies) {
    append_all_proxies(profile, request.filters, own);
    put_in = own.empty() && providers.empty();
    if (put_in) own.push_back(request.fallback);
  }

  Members members = own;
  std::size_t sources = own.empty() ? 0 : 1;
  for (const ProxyProvider* provider : providers) {
    ++sources;
    if (!provider->availability.available) group.missing_providers.push_back(provider->name);
    append_nodes(*provider, request.filters, members);
  }
  if (sources >= 2 && request.filters.size() >= 2) members = reordered(members, request.filters);
  std::erase_if(members, [&](const Outbound* member) {
    return std::ranges::any_of(request.exclude_filters,
                               [&](const Regex& regex) { return finds(regex, *member); }) ||
           excluded_type(*member, request.exclude_types);
  });
  group.fell_back = put_in || members.empty();
  if (members.empty() && request.fallback != nullptr) members.push_back(request.fallback);
  group.members = std::move(members);
}

}  // namespace clashlint
