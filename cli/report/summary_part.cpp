#include <map>

#include "cli/report/html.h"
#include "cli/report/parts.h"

namespace clashlint {
namespace {

std::string figure(std::string_view link, std::string_view what, std::string_view more) {
  return "<li><a href=\"#part/" + std::string(link) + "\"><b>" + html_text(what) + "</b> <span>" +
         html_text(more) + "</span></a></li>\n";
}

std::string rules_more(const JudgedProfile& judged) {
  std::map<Verdict, std::size_t> counts = verdict_counts(judged);
  std::string text;
  for (const Verdict verdict : {Verdict::never, Verdict::dns, Verdict::unknown}) {
    const std::size_t count = counts[verdict];
    if (count == 0) continue;
    const std::string_view words = verdict_words(verdict, count);
    text += (text.empty() ? "" : ", ") + counted_words(count, words, words);
  }
  return text.empty() ? "all of them can win" : text;
}

std::string findings_more(const Findings& findings) {
  std::map<Severity, std::size_t> counts;
  for (const Finding& finding : findings) ++counts[finding.severity];
  std::string text;
  const auto add = [&](Severity severity, std::string_view one, std::string_view many) {
    if (counts[severity] == 0) return;
    text += (text.empty() ? "" : ", ") + counted_words(counts[severity], one, many);
  };
  add(Severity::error, "error", "errors");
  add(Severity::warning, "warning", "warnings");
  add(Severity::info, "remark", "remarks");
  return text.empty() ? "nothing to report" : text;
}

}  // namespace

std::string summary_part(const ReportContent& content) {
  std::size_t rules = 0;
  for (const JudgedList& list : content.judged.lists) rules += list.rules.size();
  std::size_t split = 0;
  for (const ServiceStories& service : content.services) split += service.ways > 1 ? 1 : 0;
  const std::string services_more = content.services.empty() ? "no rule names one"
                                    : split == 0             ? "each goes one way"
                                                             : counted_words(split, "is split", "are split");
  return "<ul class=\"figures\">\n" +
         figure("rules", counted_words(rules, "rule", "rules"), rules_more(content.judged)) +
         figure("services", counted_words(content.services.size(), "service", "services"), services_more) +
         figure("findings", counted_words(content.findings.size(), "finding", "findings"),
                findings_more(content.findings)) +
         "</ul>\n";
}

std::string unseen_part(const ReportContent& content) {
  if (content.unseen.empty()) return {};
  const std::size_t count = content.unseen.size();
  std::string text = "<details class=\"unseen\"><summary><b>Not looked at:</b> " +
                     counted_words(count, "part that is", "parts that are") +
                     " not here and taken as empty. Answers that depend on them say so.</summary>\n<ul>\n";
  for (const Unseen& unseen : content.unseen)
    text += "<li>" + element("code", unseen.what) + " " + html_text(unseen.why) + "</li>\n";
  return text + "</ul></details>\n";
}

}  // namespace clashlint
