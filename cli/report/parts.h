#pragma once

#include <string>
#include <vector>

#include "analyzer/check/unseen.h"
#include "analyzer/match/answer.h"
#include "analyzer/secrets/secret_map.h"
#include "cli/render/rules_text.h"
#include "cli/render/service_text.h"

namespace clashlint {

/// All that the page says of a profile. What is referred to must outlive it.
struct ReportContent {
  const LoadedProfile& loaded;
  const JudgedProfile& judged;
  const ExplainView& view;
  std::string path{};     ///< as it was given
  std::string command{};  ///< `clashlint explain profile.yaml --home home`: asks the same of the program
  std::vector<Unseen> unseen{};
  Findings findings{};  ///< without their secrets
  const SecretMap& secrets;
  std::vector<ServiceStories> services{};
  std::size_t other_services = 0;  ///< of which the profile says nothing
};

/// `r/31` for a row of `rules`, `s2/3` for one of the second list of sub-rules: the ids of rows.
std::string row_id(std::size_t list, std::size_t row);
/// The id of the row that is this rule; empty where it is none of the table's.
std::string row_id_of(const JudgedProfile& judged, const Rule& rule);

/// The parts of the page as HTML, each whole elements.
std::string summary_part(const ReportContent& content);
std::string unseen_part(const ReportContent& content);
std::string rules_part(const ReportContent& content);
std::string services_part(const ReportContent& content);
std::string findings_part(const ReportContent& content);

}  // namespace clashlint
