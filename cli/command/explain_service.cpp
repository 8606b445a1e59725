#include "cli/command/explain_service.h"

#include <algorithm>
#include <map>
#include <utility>

#include "analyzer/catalogue/catalogue.h"
#include "cli/command/hosts.h"
#include "cli/config_finder.h"
#include "cli/render/printable.h"
#include "cli/suggest.h"
#include "rules/base/strings.h"

namespace clashlint {
namespace {

constexpr std::uint16_t kHttps = 443;
constexpr std::size_t kLineWidth = 96;
constexpr int kCategoryWidth = 12;

using Services = std::vector<Service>;

const Service* find(const Services& services, const std::string& word) {
  const auto found = std::ranges::find_if(services, [&](const Service& service) {
    return ascii_iequals(service.id, word) || ascii_iequals(service.name, word);
  });
  return found == services.end() ? nullptr : &*found;
}

std::string wrapped(const std::string& category, const std::vector<std::string>& ids) {
  const std::string indent(kCategoryWidth + 2, ' ');
  std::string text = "  " + padded(printable(category), kCategoryWidth);
  std::size_t width = text.size();
  for (std::size_t at = 0; at < ids.size(); ++at) {
    const std::string id = printable(ids[at]) + (at + 1 < ids.size() ? "," : "");
    if (width + id.size() > kLineWidth) {
      text += "\n" + indent.substr(1);
      width = indent.size();
    }
    text += (at == 0 ? "" : " ") + id;
    width += id.size() + 1;
  }
  return text + "\n";
}

std::string list_of(const Services& services) {
  std::map<std::string, std::vector<std::string>> by_category;
  for (const Service& service : services)
    by_category[service.category.empty() ? "your own" : service.category].push_back(service.id);
  std::string text = "Services:\n";
  for (const auto& [category, ids] : by_category) text += wrapped(category, ids);
  return text;
}

Error no_such_service(const Services& services, const std::string& word) {
  std::vector<std::string_view> known;
  for (const Service& service : services) {
    known.push_back(service.id);
    known.push_back(service.name);
  }
  return Error{"clashlint: --service: there is no service \"" + excerpt(word) + "\"" +
               did_you_mean(word, known) + "\n" + list_of(services)};
}

}  // namespace

Result<std::shared_ptr<const Services>> own_services(const ProfileWish& profile) {
  if (profile.no_config) return std::shared_ptr<const Services>();
  ConfigFinder finder(profile.config);
  const Result<const Config*> config = finder.config_for(profile.path);
  if (!config) return Error{config.error()};
  return *config == nullptr ? std::shared_ptr<const Services>() : (*config)->services;
}

Result<AskedService> ask_about_service(const ExplainOptions& options) {
  Result<std::shared_ptr<const Services>> own = own_services(options.profile);
  if (!own) return Error{own.error()};
  return ask_about_service(options, *own);
}

Result<AskedService> ask_about_service(const ExplainOptions& options, std::shared_ptr<const Services> own) {
  const Services& services = own == nullptr ? built_in_services() : *own;
  AskedService asked{.own = std::move(own), .service = find(services, *options.service)};
  if (asked.service == nullptr) return no_such_service(services, *options.service);
  ExplainOptions questions = options;
  if (!options.port_given) questions.query.dst_port = kHttps;
  for (const ServiceHost& host : asked.service->hosts)
    asked.hosts.push_back(ask_about(questions, host.probe));
  return asked;
}

}  // namespace clashlint
